-- Who is behind a pseudonym of the log, and the key that what they did is read with. With the row gone, so is both.
CREATE TABLE viewer (
    pseudonym text COLLATE "C" PRIMARY KEY, -- random
    identity  bytea   NOT NULL UNIQUE,      -- keyed hash of the login's subject, or of what a browser calls itself
    key       bytea   NOT NULL,
    signed_in boolean NOT NULL,
    made      date    NOT NULL DEFAULT current_date,
    seen      date    NOT NULL DEFAULT current_date -- the last day on which they did something
) WITH (fillfactor = 85);

-- Viewers erased, until the log says so too.
CREATE TABLE erasure (
    pseudonym text COLLATE "C" PRIMARY KEY
);

-- How far the log has been taken into the tables below.
CREATE TABLE interaction_position (
    partition   integer PRIMARY KEY,
    log         text    NOT NULL, -- an offset means nothing in another log
    next_offset bigint  NOT NULL
);

-- What viewers did, a partition a day (UTC), each event once: what training reads.
CREATE TABLE interaction (
    received_at timestamptz NOT NULL,
    at          timestamptz NOT NULL,
    viewer      text COLLATE "C" NOT NULL,
    event_id    text COLLATE "C" NOT NULL,
    type        text COLLATE "C" NOT NULL,
    video_id    text COLLATE "C",
    channel_id  text COLLATE "C",
    query_id    text COLLATE "C",
    query       text,
    position    integer,
    watch_ms    bigint
) PARTITION BY RANGE (received_at);

CREATE INDEX interaction_event ON interaction (viewer, event_id);

-- The latest word on a channel counts; one no longer followed stays, so that an older word that comes late is known for one.
CREATE TABLE follow (
    viewer  text COLLATE "C" NOT NULL REFERENCES viewer ON DELETE CASCADE,
    channel text COLLATE "C" NOT NULL,
    follows boolean     NOT NULL,
    at      timestamptz NOT NULL,
    changed timestamptz NOT NULL DEFAULT clock_timestamp(), -- when this table learnt of it
    PRIMARY KEY (viewer, channel)
);
CREATE INDEX follow_changed ON follow (changed);

-- What a viewer has to do with a video; what never was is null.
CREATE TABLE viewer_video (
    viewer     text COLLATE "C" NOT NULL REFERENCES viewer ON DELETE CASCADE,
    video_id   text COLLATE "C" NOT NULL,
    liked      boolean,
    liked_at   timestamptz,
    hidden_at  timestamptz,
    watched_at timestamptz,
    watch_ms   bigint,
    PRIMARY KEY (viewer, video_id)
);
CREATE INDEX viewer_video_watched ON viewer_video (viewer, watched_at, video_id) WHERE watched_at IS NOT NULL;
