-- A row for each worker process, kept alive by its heartbeat.
CREATE TABLE pipeline.workers (
    -- Unique for each start of a process; lease_owner of pipeline_runs begins with it.
    id           text PRIMARY KEY,
    host         text NOT NULL,
    started_at   timestamptz NOT NULL,
    heartbeat_at timestamptz NOT NULL,
    -- Three heartbeats after the last: from then on it counts as dead.
    expires_at   timestamptz NOT NULL
);

-- Whether schedules fire, for the whole cluster and across restarts: one row.
CREATE TABLE pipeline.scheduler (
    only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    running    boolean NOT NULL DEFAULT true,
    changed_at timestamptz,
    changed_by text NOT NULL DEFAULT ''
);
INSERT INTO pipeline.scheduler DEFAULT VALUES;

-- The newest run that has started.
CREATE INDEX pipeline_runs_started ON pipeline.pipeline_runs (started_at DESC, id DESC) WHERE started_at IS NOT NULL;
