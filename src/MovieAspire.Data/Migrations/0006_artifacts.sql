-- What was computed last, and out of what: a row for each artifact of this schema.
CREATE TABLE analytics.artifacts (
    -- Its table.
    name              text PRIMARY KEY,
    -- Grows with each change of the formula.
    formula_version   integer NOT NULL,
    -- The weights and constants that it was computed with.
    parameters        jsonb NOT NULL DEFAULT '{}',
    -- Tells whether the input is still what it was; empty where that is not asked.
    input_fingerprint text NOT NULL DEFAULT '',
    row_count         bigint NOT NULL,
    run_id            uuid NOT NULL,
    computed_at       timestamptz NOT NULL
);
