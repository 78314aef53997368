-- Artifacts that the worker computes and the services only read. run_id is the run that made the row.
CREATE SCHEMA analytics;

CREATE TABLE analytics.genre_stats_daily (
    computed_on    date NOT NULL,
    genre_id       integer NOT NULL,
    name           text NOT NULL,
    movie_count    bigint NOT NULL,
    -- Mean vote average of the movies with votes; 0 when none has.
    avg_rating     double precision NOT NULL,
    avg_popularity double precision NOT NULL,
    -- US dollars over the movies whose revenue is known.
    total_revenue  bigint NOT NULL,
    run_id         uuid NOT NULL,
    computed_at    timestamptz NOT NULL,
    PRIMARY KEY (computed_on, genre_id)
);
CREATE INDEX genre_stats_daily_top ON analytics.genre_stats_daily (computed_on DESC, movie_count DESC, genre_id);
