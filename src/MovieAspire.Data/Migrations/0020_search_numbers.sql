-- What a search sorts and filters by stands beside the words that it searches: each of a thousand matches was looked up in
-- catalog.movies, which took five times as long as finding them. The numbers come first, where they are read without passing
-- over the words, and are in no index, so that a change of them leaves the indexes alone where their page has room.
--
-- Whoever writes waits until the table is made anew, and whoever reads goes on with the one before.
LOCK TABLE catalog.movies IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE catalog.search_documents IN SHARE MODE;

CREATE TABLE catalog.search_documents_new (
    movie_id          integer PRIMARY KEY REFERENCES catalog.movies ON DELETE CASCADE,
    vote_count        integer NOT NULL,
    release_date      date,
    vote_average      double precision NOT NULL,
    popularity        double precision NOT NULL,
    original_language text NOT NULL,
    -- These as in 0011.
    names             text[] NOT NULL,
    keys              text[] NOT NULL,
    people            text[] NOT NULL,
    titles            tsvector NOT NULL,
    credits           tsvector NOT NULL,
    texts             tsvector NOT NULL
) WITH (fillfactor = 80);

INSERT INTO catalog.search_documents_new
SELECT m.id, m.vote_count, m.release_date, m.vote_average, m.popularity, m.original_language,
       s.names, s.keys, s.people, s.titles, s.credits, s.texts
FROM catalog.search_documents s JOIN catalog.movies m ON m.id = s.movie_id
ORDER BY m.id;

CREATE INDEX search_documents_new_keys ON catalog.search_documents_new USING gin (keys) WITH (fastupdate = off);
CREATE INDEX search_documents_new_titles ON catalog.search_documents_new USING gin (titles) WITH (fastupdate = off);
CREATE INDEX search_documents_new_credits ON catalog.search_documents_new USING gin (credits) WITH (fastupdate = off);
CREATE INDEX search_documents_new_texts ON catalog.search_documents_new USING gin (texts) WITH (fastupdate = off);

DROP TABLE catalog.search_documents;
ALTER TABLE catalog.search_documents_new RENAME TO search_documents;
ALTER TABLE catalog.search_documents RENAME CONSTRAINT search_documents_new_pkey TO search_documents_pkey;
ALTER TABLE catalog.search_documents RENAME CONSTRAINT search_documents_new_movie_id_fkey TO search_documents_movie_id_fkey;
ALTER INDEX catalog.search_documents_new_keys RENAME TO search_documents_keys;
ALTER INDEX catalog.search_documents_new_titles RENAME TO search_documents_titles;
ALTER INDEX catalog.search_documents_new_credits RENAME TO search_documents_credits;
ALTER INDEX catalog.search_documents_new_texts RENAME TO search_documents_texts;
ANALYZE catalog.search_documents;
