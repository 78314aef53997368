-- Score today minus score seven days before; NULL when that day, or the movie in it, was not ranked.
ALTER TABLE analytics.movie_trending_daily ADD COLUMN momentum double precision;
-- A day keeps the formula that it was computed by.
ALTER TABLE analytics.movie_trending_daily ADD COLUMN formula_version integer NOT NULL DEFAULT 1;

-- One row for each decade that has movies; the newest state only, as it hardly moves from day to day.
CREATE TABLE analytics.ratings_by_decade (
    -- Its first year: 1990.
    decade      integer PRIMARY KEY,
    -- Mean vote average of the movies with votes; 0 when none has.
    avg_rating  double precision NOT NULL,
    movie_count bigint NOT NULL,
    run_id      uuid NOT NULL,
    computed_at timestamptz NOT NULL
);

-- What a vote average is worth by the number of its votes; only movies with votes have a row. The constants
-- of the formula are in analytics.artifacts.
CREATE TABLE analytics.movie_ratings (
    movie_id        integer PRIMARY KEY,
    -- v / (v + m) * R + m / (v + m) * C, 0 to 10.
    weighted_rating double precision NOT NULL,
    is_underrated   boolean NOT NULL,
    run_id          uuid NOT NULL,
    computed_at     timestamptz NOT NULL
);
