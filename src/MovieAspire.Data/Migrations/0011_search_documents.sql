-- What Postgres searches: a row for each movie that was not removed, made by MovieAspire.Text (SearchDocument) and written
-- in the transaction that writes the movie. Narrow, and apart from the movie's own row, whose numbers change every day.
CREATE TABLE catalog.search_documents (
    movie_id integer PRIMARY KEY REFERENCES catalog.movies ON DELETE CASCADE,
    -- The titles as they are compared: folded words, numbers in digits. The title, the original title, the others.
    names    text[] NOT NULL,
    -- What a title is found by as a whole: without spaces, with and without articles.
    keys     text[] NOT NULL,
    -- Who counts for search, as they are written.
    people   text[] NOT NULL,
    -- Words of the titles, in each way of writing them, and the year of release as "@1999".
    titles   tsvector NOT NULL,
    -- Words of people's names, and each full name as one: a query for a name shall not find two people who share it.
    credits  tsvector NOT NULL,
    -- Those two, and the words of keywords and the overview.
    texts    tsvector NOT NULL
);

-- No list of pending entries, which every search would have to read.
CREATE INDEX search_documents_keys ON catalog.search_documents USING gin (keys) WITH (fastupdate = off);
CREATE INDEX search_documents_titles ON catalog.search_documents USING gin (titles) WITH (fastupdate = off);
CREATE INDEX search_documents_credits ON catalog.search_documents USING gin (credits) WITH (fastupdate = off);
CREATE INDEX search_documents_texts ON catalog.search_documents USING gin (texts) WITH (fastupdate = off);

-- The words of titles, people and keywords: which there are, how frequent they are, and what a typo may have meant. A new
-- word is added with its movie; the counts follow when they are taken anew (SearchVocabulary).
CREATE TABLE catalog.search_vocabulary (
    word      text COLLATE "C" PRIMARY KEY,
    -- Hashes of the word and of what is left of it without one or two letters; words with one in common may be typos of
    -- each other (MovieAspire.Text.Spelling.Deletions).
    deletions integer[] NOT NULL,
    -- Movies that have it in a title, and in any text.
    titles    integer NOT NULL DEFAULT 1,
    texts     integer NOT NULL DEFAULT 1
) WITH (fillfactor = 90);
CREATE INDEX search_vocabulary_deletions ON catalog.search_vocabulary USING gin (deletions) WITH (fastupdate = off);
