-- The movies that trend on a UTC day, the best first.
CREATE TABLE analytics.movie_trending_daily (
    computed_on  date NOT NULL,
    movie_id     integer NOT NULL,
    -- 1 first.
    rank         integer NOT NULL CHECK (rank > 0),
    -- From the three numbers beside it and the weights of the day.
    score        double precision NOT NULL,
    popularity   double precision NOT NULL,
    vote_average double precision NOT NULL,
    vote_count   integer NOT NULL,
    run_id       uuid NOT NULL,
    computed_at  timestamptz NOT NULL,
    PRIMARY KEY (computed_on, movie_id)
);
-- Not unique: while a day is computed again, movies change places.
CREATE INDEX movie_trending_daily_top ON analytics.movie_trending_daily (computed_on DESC, rank);
