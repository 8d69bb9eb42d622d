-- What is past its time is found without reading all there is.
CREATE INDEX viewer_video_watched_at ON viewer_video (watched_at) WHERE watched_at IS NOT NULL;
CREATE INDEX viewer_video_nothing ON viewer_video (liked_at)
    WHERE watched_at IS NULL AND hidden_at IS NULL AND liked IS NOT TRUE;
CREATE INDEX viewer_unseen ON viewer (seen) WHERE NOT signed_in;
CREATE INDEX follow_ended ON follow (at) WHERE NOT follows;
