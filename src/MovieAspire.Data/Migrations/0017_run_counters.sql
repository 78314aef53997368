-- Movies that a source of a run froze or thawed.
ALTER TABLE pipeline.run_sources
    ADD COLUMN frozen bigint NOT NULL DEFAULT 0,
    ADD COLUMN thawed bigint NOT NULL DEFAULT 0;
