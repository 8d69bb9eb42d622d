-- A row stays when its video is deleted, so that the version of an id never falls.
CREATE TABLE video (
    id         text COLLATE "C" PRIMARY KEY,
    version    bigint      NOT NULL CHECK (version > 0),
    deleted    boolean     NOT NULL,
    metadata   jsonb       NOT NULL, -- what the publisher says, without vectors
    supplied   bytea,                -- the publisher's own vectors and frames: Protobuf Metadata
    derived    bytea       NOT NULL, -- what was found out: Protobuf Derived
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
) WITH (fillfactor = 85);

-- Floats do not compress; not trying saves the time.
ALTER TABLE video ALTER COLUMN supplied SET STORAGE EXTERNAL;
ALTER TABLE video ALTER COLUMN derived SET STORAGE EXTERNAL;

-- Videos whose latest state is still to be published to the log, oldest change first.
CREATE TABLE outbox (
    seq          bigserial PRIMARY KEY,
    video_id     text COLLATE "C" NOT NULL,
    first_public boolean NOT NULL -- this change made the video public
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- Work that is still to be done for a video, or could not be done.
CREATE TABLE job (
    video_id    text COLLATE "C" NOT NULL,
    stage       text        NOT NULL CHECK (stage IN ('decode', 'embed')),
    state       text        NOT NULL CHECK (state IN ('queued', 'running', 'failed')),
    subject     text        NOT NULL, -- what is worked on; another subject is another job
    attempts    integer     NOT NULL DEFAULT 0, -- how often it was claimed
    stops       integer     NOT NULL DEFAULT 0, -- how often a claim ended without a word
    due         timestamptz NOT NULL, -- may be claimed from then on; while running, when the lease ends
    lease_token uuid,
    percent     smallint    NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
    failure     text,
    PRIMARY KEY (video_id, stage),
    CHECK ((state = 'running') = (lease_token IS NOT NULL)),
    CHECK ((state = 'failed') = (failure IS NOT NULL))
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

CREATE INDEX job_due ON job (stage, due) WHERE state <> 'failed';

-- What this installation is known by.
CREATE TABLE identity (
    key   text PRIMARY KEY,
    value text NOT NULL
);
