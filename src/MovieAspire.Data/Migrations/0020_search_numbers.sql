-- What a search sorts and filters by stands in what it searches: finding a thousand matches took ten times as long where each
-- was looked up in catalog.movies. The columns and their values are there already when this is applied to a catalog with movies
-- (SearchNumbers); numbers that move are no part of an index here, so that a change of them leaves the indexes alone where
-- its page has room.
ALTER TABLE catalog.search_documents
    ADD COLUMN IF NOT EXISTS vote_count        integer NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS vote_average      double precision NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS popularity        double precision NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS release_date      date,
    ADD COLUMN IF NOT EXISTS original_language text NOT NULL DEFAULT '';
ALTER TABLE catalog.search_documents SET (fillfactor = 80);
