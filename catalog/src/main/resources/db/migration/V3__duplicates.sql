-- What videos show, for finding copies. A row is written and removed only by who holds the lock on its video's row.
CREATE TABLE fingerprint (
    video_id text COLLATE "C" PRIMARY KEY,
    seq      bigserial NOT NULL UNIQUE, -- the older of two copies is the one with the lower number
    leader   text COLLATE "C",          -- the older video that this one is a copy of; none: it leads, if only itself
    frames   bytea     NOT NULL,
    terms    integer[] NOT NULL
);
ALTER TABLE fingerprint ALTER COLUMN frames SET STORAGE EXTERNAL;

CREATE INDEX fingerprint_leader ON fingerprint (leader) WHERE leader IS NOT NULL;

-- By which of its terms a video that leads is found.
CREATE TABLE fingerprint_term (
    term integer NOT NULL,
    seq  bigint  NOT NULL,
    PRIMARY KEY (term, seq)
);

-- Videos whose leader is to be looked for, in order.
CREATE TABLE duplicate_check (
    id       bigserial PRIMARY KEY,
    video_id text COLLATE "C" NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
