-- What the stages of the lake found, for the services to read.

-- A KPI from one computation on until the next that found other rows. The one that holds has no valid_to.
CREATE TABLE analytics.kpi_versions (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text NOT NULL,
    title         text NOT NULL,
    meaning       text NOT NULL,
    unit          text NOT NULL,
    -- "ranking" or "table".
    kind          text NOT NULL,
    -- [{"name", "type", "unit", "meaning"}], in the order of the rows' values.
    columns       jsonb NOT NULL,
    -- "genre", "year".
    filters       text[] NOT NULL,
    default_limit integer NOT NULL,
    max_limit     integer NOT NULL,
    row_count     bigint NOT NULL,
    -- Of the declaration and the rows: a computation that finds the same adds no version.
    fingerprint   text NOT NULL,
    run_id        uuid NOT NULL,
    valid_from    timestamptz NOT NULL,
    valid_to      timestamptz
);
CREATE UNIQUE INDEX kpi_versions_current ON analytics.kpi_versions (name) WHERE valid_to IS NULL;
CREATE INDEX kpi_versions_by_time ON analytics.kpi_versions (name, valid_from);

CREATE TABLE analytics.kpi_rows (
    version_id bigint NOT NULL REFERENCES analytics.kpi_versions ON DELETE CASCADE,
    -- 1 and up, in the KPI's own order.
    position   integer NOT NULL,
    -- The years of release that the row is about, for the filter by year: one, or a decade's first and last.
    first_year integer,
    last_year  integer,
    -- The genres that the row is about, in small letters, for the filter by genre.
    genres     text[],
    -- A value for each column.
    "values"   jsonb NOT NULL,
    PRIMARY KEY (version_id, position)
);
CREATE INDEX kpi_rows_by_year ON analytics.kpi_rows (version_id, first_year);

-- The charts as they are now, and the pictures of each.
CREATE TABLE analytics.charts (
    name       text PRIMARY KEY,
    -- 1 and up, as they are shown.
    position   integer NOT NULL,
    title      text NOT NULL,
    subtitle   text NOT NULL,
    width      integer NOT NULL,
    height     integer NOT NULL,
    -- The folder in the lake's visualizations.
    version    text NOT NULL,
    run_id     uuid NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE TABLE analytics.chart_images (
    chart        text NOT NULL REFERENCES analytics.charts ON DELETE CASCADE,
    -- "light" or "dark".
    theme        text NOT NULL,
    -- "svg" or "png".
    format       text NOT NULL,
    -- Pixels of a PNG; 0 for an SVG.
    width        integer NOT NULL,
    content      bytea NOT NULL,
    content_hash text NOT NULL,
    PRIMARY KEY (chart, theme, format, width)
);

-- What the gates of a layer found in a run.
CREATE TABLE analytics.quality_reports (
    run_id     uuid NOT NULL,
    -- "silver" or "gold".
    layer      text NOT NULL,
    checked_at timestamptz NOT NULL,
    -- False when a rule of severity "error" was broken: the last good version of the layer stays.
    published  boolean NOT NULL,
    -- [{"rule", "table", "dimension", "severity", "passed", "offending", "rows", "sample"}].
    results    jsonb NOT NULL,
    -- The same for people, as HTML without scripts.
    page       text NOT NULL,
    PRIMARY KEY (run_id, layer)
);
CREATE INDEX quality_reports_newest ON analytics.quality_reports (layer, checked_at DESC);

-- What the tables of the lake were made of: a row for each table and for each partition of bronze, as in its manifest.
CREATE TABLE analytics.lineage (
    -- "gold/highest_revenue", "silver/credits", "bronze", "bronze/tmdb/ingestion_date=2026-03-01".
    name        text PRIMARY KEY,
    -- "gold", "silver", "bronze".
    layer       text NOT NULL,
    version     text NOT NULL,
    run_id      uuid,
    created_at  timestamptz,
    -- Rows of a table, responses of a partition, and those of them that are in the quarantine.
    row_count   bigint NOT NULL,
    rejected    bigint NOT NULL,
    fingerprint text NOT NULL,
    model       text NOT NULL,
    -- Names of rows that it was made of.
    inputs      text[] NOT NULL
);
