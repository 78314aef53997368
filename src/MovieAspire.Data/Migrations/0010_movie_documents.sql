-- What a read needs of a movie beyond its numbers, put together by whoever writes the movie's facts and in the same
-- transaction. A movie of an earlier schema has no row until the job "project" has come to it; reads put it together
-- themselves until then.
CREATE TABLE catalog.movie_documents (
    movie_id     integer PRIMARY KEY REFERENCES catalog.movies ON DELETE CASCADE,
    -- movieaspire.catalog.v1.Movie with the first ten of its cast, and without what changes all the time: popularity,
    -- votes, ratings, trending, freezing and the times of updates stay columns and are joined.
    document     bytea NOT NULL,
    -- The rest of the cast, as a Movie that has nothing else: protobuf messages concatenate.
    further_cast bytea NOT NULL,
    -- The transaction that last changed anything that a search shows, filters or sorts by, numbers and removal included:
    -- a snapshot tells exactly which of them it has seen, which no time stamp can.
    version      xid8 NOT NULL,
    changed_at   timestamptz NOT NULL
);
CREATE INDEX movie_documents_version ON catalog.movie_documents (version, movie_id);

-- Several times faster to read than pglz; not every server was built with it.
DO $$
BEGIN
    ALTER TABLE catalog.movie_documents ALTER document SET COMPRESSION lz4, ALTER further_cast SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$;
