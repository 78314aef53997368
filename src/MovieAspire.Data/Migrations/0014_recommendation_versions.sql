-- Lists of recommendations are written in batches under a version that nobody reads yet; publishing it is one row. A computation
-- that dies leaves the lists of the version before it served.
CREATE TABLE analytics.recommendation_versions (
    version      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id       uuid NOT NULL,
    started_at   timestamptz NOT NULL,
    -- Readers take the last published version; null while it is written.
    published_at timestamptz
);

-- What to watch after a movie: one row with the whole list, because a list is read and replaced as a whole.
CREATE TABLE analytics.recommendation_lists (
    version     bigint NOT NULL,
    movie_id    integer NOT NULL,
    -- The recommended movies, best first.
    movie_ids   integer[] NOT NULL,
    -- In the same order, and falling; comparable within the list only.
    scores      real[] NOT NULL,
    -- In the same order, for each movie: [{"kind": "director", "names": ["Agnès Varda"]}, ...].
    reasons     jsonb NOT NULL,
    run_id      uuid NOT NULL,
    computed_at timestamptz NOT NULL,
    PRIMARY KEY (version, movie_id),
    CHECK (cardinality(movie_ids) = cardinality(scores) AND cardinality(movie_ids) = jsonb_array_length(reasons))
);

-- What is served now goes on being served. analytics.movie_recommendations stays for services of the version before.
INSERT INTO analytics.recommendation_versions (run_id, started_at, published_at)
    SELECT run_id, computed_at, computed_at FROM analytics.movie_recommendations ORDER BY computed_at DESC LIMIT 1;
INSERT INTO analytics.recommendation_lists
    SELECT v.version, r.movie_id, r.movie_ids, r.scores, r.reasons, r.run_id, r.computed_at
    FROM analytics.movie_recommendations r CROSS JOIN analytics.recommendation_versions v;
