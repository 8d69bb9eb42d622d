-- In the order in which jobs were made: those up to the one that planning ended with are what a new index waits for.
ALTER TABLE job ADD COLUMN number bigserial;

-- Made for a new index, of videos that are found already: these wait for those that somebody has just put in.
ALTER TABLE job ADD COLUMN background boolean NOT NULL DEFAULT false;

DROP INDEX job_due;
CREATE INDEX job_due ON job (stage, background, due) WHERE state <> 'failed';
