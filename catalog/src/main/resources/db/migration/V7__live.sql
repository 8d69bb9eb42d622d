-- What else the change has made new for viewers: 1 the file is decoded, 2 the video has a vector.
ALTER TABLE outbox ADD COLUMN news smallint NOT NULL DEFAULT 0;
