-- Uploaded files that no video names: not yet, or no longer. Once due they and what was made of them are removed.
CREATE TABLE unclaimed_upload (
    media_key text COLLATE "C" PRIMARY KEY,
    due       timestamptz NOT NULL
);

CREATE INDEX unclaimed_upload_due ON unclaimed_upload (due);
