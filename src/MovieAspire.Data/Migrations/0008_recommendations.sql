-- What to watch after a movie: one row with the whole list, because a list is read and replaced as a whole.
CREATE TABLE analytics.movie_recommendations (
    movie_id    integer PRIMARY KEY,
    -- The recommended movies, best first.
    movie_ids   integer[] NOT NULL,
    -- In the same order; comparable within the list only.
    scores      real[] NOT NULL,
    -- In the same order, for each movie: [{"kind": "director", "names": ["Agnès Varda"]}, ...].
    reasons     jsonb NOT NULL,
    run_id      uuid NOT NULL,
    computed_at timestamptz NOT NULL,
    CHECK (cardinality(movie_ids) = cardinality(scores) AND cardinality(movie_ids) = jsonb_array_length(reasons))
);
