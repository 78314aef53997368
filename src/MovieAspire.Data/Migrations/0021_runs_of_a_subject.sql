-- The newest run of a session is looked for several times a second, among all that there ever were.
CREATE INDEX pipeline_runs_subject ON pipeline.pipeline_runs (job, subject, created_at DESC);
