-- What one node at a time may do, and until when, unless it takes the lease again in time.
CREATE TABLE lease (
    name   text PRIMARY KEY,
    holder text        NOT NULL,
    ends   timestamptz NOT NULL
);
