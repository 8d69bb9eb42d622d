-- Builds of the whole index, beside one another.
CREATE TABLE generation (
    number          integer     PRIMARY KEY CHECK (number > 0),
    state           text        NOT NULL CHECK (state IN ('building', 'active', 'previous', 'dropped')),
    text_encoder    text        NOT NULL,
    text_dimension  integer     NOT NULL,
    sight_encoder   text        NOT NULL,
    sight_dimension integer     NOT NULL,
    language        text        NOT NULL,
    by_hand         boolean     NOT NULL, -- searched only once an operator says so
    begun_at        timestamptz NOT NULL DEFAULT now(),
    switched_at     timestamptz
);

-- At most one of each.
CREATE UNIQUE INDEX generation_state ON generation (state) WHERE state <> 'dropped';
