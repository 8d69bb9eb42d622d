-- In the order in which jobs were made: those up to the one that planning ended with are what a new index waits for.
ALTER TABLE job ADD COLUMN number bigserial;
