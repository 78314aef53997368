-- Runs of the worker's jobs and what they need to survive a crash.
CREATE SCHEMA pipeline;

CREATE TABLE pipeline.pipeline_runs (
    id               uuid PRIMARY KEY,
    job              text NOT NULL,
    options          jsonb NOT NULL DEFAULT '{}',
    status           text NOT NULL CHECK (status IN
                         ('queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled', 'no_op')),
    requested_by     text NOT NULL,
    -- The firing of the schedule that this run belongs to; once per job in the whole cluster.
    scheduled_for    timestamptz,
    created_at       timestamptz NOT NULL,
    -- Not claimed before this: the back-off of a failed run that is tried again.
    not_before       timestamptz NOT NULL,
    started_at       timestamptz,
    finished_at      timestamptz,
    attempt          integer NOT NULL DEFAULT 0,
    lease_owner      text,
    lease_until      timestamptz,
    cancel_requested boolean NOT NULL DEFAULT false,
    -- Where a take-over goes on; the job's own format.
    cursor           jsonb,
    progress_done    bigint NOT NULL DEFAULT 0,
    progress_total   bigint NOT NULL DEFAULT 0,
    progress_message text NOT NULL DEFAULT '',
    current_item     text NOT NULL DEFAULT '',
    -- Why the run waits; empty while it works.
    waiting          text NOT NULL DEFAULT '',
    -- When the counting of progress_done began; the rate follows from it.
    progress_since   timestamptz,
    movies_processed bigint NOT NULL DEFAULT 0,
    error_count      bigint NOT NULL DEFAULT 0,
    error_message    text,
    -- Grows with every change; WatchRun resumes from it.
    revision         bigint NOT NULL DEFAULT 1,
    UNIQUE (job, scheduled_for)
);
-- Two runs of one job never overlap, whoever starts them.
CREATE UNIQUE INDEX pipeline_runs_active ON pipeline.pipeline_runs (job) WHERE status IN ('queued', 'running');
CREATE INDEX pipeline_runs_claimable ON pipeline.pipeline_runs (created_at) WHERE status IN ('queued', 'running');
CREATE INDEX pipeline_runs_newest ON pipeline.pipeline_runs (created_at DESC, id DESC);
CREATE INDEX pipeline_runs_status ON pipeline.pipeline_runs (status, created_at DESC, id DESC);

CREATE TABLE pipeline.run_sources (
    run_id    uuid NOT NULL REFERENCES pipeline.pipeline_runs ON DELETE CASCADE,
    source    text NOT NULL,
    fetched   bigint NOT NULL DEFAULT 0,
    inserted  bigint NOT NULL DEFAULT 0,
    updated   bigint NOT NULL DEFAULT 0,
    unchanged bigint NOT NULL DEFAULT 0,
    failed    bigint NOT NULL DEFAULT 0,
    requests  bigint NOT NULL DEFAULT 0,
    error     text,
    PRIMARY KEY (run_id, source)
);

CREATE TABLE pipeline.run_errors (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id      uuid NOT NULL REFERENCES pipeline.pipeline_runs ON DELETE CASCADE,
    source      text NOT NULL,
    item        text NOT NULL,
    cause       text NOT NULL CHECK (cause IN ('network', 'rate_limit', 'not_found', 'bad_body', 'database')),
    message     text NOT NULL,
    occurred_at timestamptz NOT NULL,
    -- Set when a later run did the item after all.
    resolved_at timestamptz
);
CREATE INDEX run_errors_run ON pipeline.run_errors (run_id, id DESC);
CREATE INDEX run_errors_open ON pipeline.run_errors (source, item) WHERE resolved_at IS NULL;

-- Requests per provider and UTC day.
CREATE TABLE pipeline.quota_usage (
    provider        text NOT NULL,
    day             date NOT NULL,
    used            bigint NOT NULL DEFAULT 0,
    refused         bigint NOT NULL DEFAULT 0,
    cached          bigint NOT NULL DEFAULT 0,
    -- Set while the provider says that the day's budget is spent; probed again at next_probe_at.
    exhausted_at    timestamptz,
    next_probe_at   timestamptz,
    PRIMARY KEY (provider, day)
);

-- Positions of feeds across runs, for example TMDB's change feed.
CREATE TABLE pipeline.cursors (
    name       text PRIMARY KEY,
    value      jsonb NOT NULL,
    run_id     uuid,
    updated_at timestamptz NOT NULL
);

CREATE TABLE pipeline.schedules (
    job           text PRIMARY KEY,
    -- Quartz cron expression, UTC.
    cron          text NOT NULL,
    enabled       boolean NOT NULL DEFAULT true,
    last_fired_at timestamptz,
    updated_at    timestamptz NOT NULL
);
