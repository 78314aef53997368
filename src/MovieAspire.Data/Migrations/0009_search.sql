-- What is searched, kept up to date by triggers within the transaction that changes a movie, whoever writes it.
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

-- Text as it is compared: lower case without accents and apostrophes; spaces between words, and a hyphen where anything
-- else parts two: "WALL·E" is wall-e, "8½" is "8 1-2", "[REC]³" is rec-3.
CREATE FUNCTION catalog.fold(value text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(regexp_replace(
        lower(unaccent(translate(
            replace(replace(replace(replace(replace(value, '&', ' and '), '½', ' 1/2'), '¼', ' 1/4'), '¾', ' 3/4'), '³', '-3'),
            '²¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉’‘ʼ´`''', '21045678901234567890'))),
        '[\u0001-/:-@\[-`{-\u00bf×÷\u2000-\u2bff\u3000-\u303f・︰-﹏！-／：-＠［-｀｛-･]*[\s\u00a0\u2000-\u200b\u3000]'
            || '[\u0001-/:-@\[-`{-\u00bf×÷\u2000-\u2bff\u3000-\u303f・︰-﹏！-／：-＠［-｀｛-･]*', ' ', 'g'),
        '[\u0001-\u001f!-/:-@\[-`{-\u00bf×÷\u2000-\u2bff\u3001-\u303f・︰-﹏！-／：-＠［-｀｛-･]+', '-', 'g'), ' -')
$$;

-- The words of a folded text. Those around a hyphen count together, too (walle); digits among letters may stand for
-- letters (se7en is seven); scripts without spaces are found by each character and each pair of neighbours.
CREATE FUNCTION catalog.words(folded text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    plain text[] := string_to_array(replace(folded, '-', ' '), ' ');
    every text[];
BEGIN
    IF strpos(folded, '-') > 0 THEN
        plain := plain || ARRAY(
            SELECT replace(chunk, '-', '') FROM unnest(string_to_array(folded, ' ')) AS chunk WHERE strpos(chunk, '-') > 0);
    END IF;
    every := plain;
    IF folded ~ '[a-z]-?[013457]|[013457]-?[a-z]' THEN
        every := every || ARRAY(
            SELECT translate(word, '013457', letters) FROM unnest(plain) AS word, (VALUES ('oieast'), ('oieasv')) AS looks (letters)
            WHERE word ~ '[a-z][013457]|[013457][a-z]');
    END IF;
    IF folded ~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]' THEN
        every := every || ARRAY(
            SELECT substr(word, place, size)
            FROM unnest(plain) AS word, generate_series(1, 2) AS size, generate_series(1, length(word)) AS place
            WHERE word ~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]');
    END IF;
    -- A text that nobody wrote as words; a lexeme has a limit.
    IF folded ~ '[^ -]{65}' THEN every := ARRAY(SELECT left(word, 64) FROM unnest(every) AS word); END IF;
    RETURN array_remove(every, '');
END $$;

-- What Postgres searches: a row for each movie that was not removed.
CREATE TABLE catalog.movie_search (
    movie_id integer PRIMARY KEY REFERENCES catalog.movies ON DELETE CASCADE,
    -- All titles folded, in each way of writing them: "wall e" and "walle".
    names    text[] NOT NULL,
    -- Words of the titles.
    titles   tsvector NOT NULL,
    -- Those, and the words of people, keywords and the overview.
    words    tsvector NOT NULL
);
CREATE INDEX movie_search_names ON catalog.movie_search USING gin (names);
CREATE INDEX movie_search_titles ON catalog.movie_search USING gin (titles);
CREATE INDEX movie_search_words ON catalog.movie_search USING gin (words);
-- More than the thousand most common words matter to the planner, whose estimate decides between an index of words and one
-- of the sort.
ALTER TABLE catalog.movie_search ALTER titles SET STATISTICS 300, ALTER words SET STATISTICS 300;

-- The words that a typo may have meant, of titles, people and keywords. Words that no movie has any more do no harm.
CREATE TABLE catalog.search_words (
    word text PRIMARY KEY
);
CREATE INDEX search_words_similar ON catalog.search_words USING gin (word gin_trgm_ops);

-- When each movie changed last in anything that a search shows, filters or sorts by; removed and deleted ones too.
CREATE TABLE catalog.movie_changes (
    movie_id   integer PRIMARY KEY,
    -- The transaction that wrote it: a snapshot tells exactly which of them it has seen, which no time stamp can.
    version    xid8 NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX movie_changes_version ON catalog.movie_changes (version, movie_id);

-- Changes of the transactions under way: always empty to everybody else.
CREATE TABLE catalog.search_queue (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    movie_ids integer[] NOT NULL,
    -- False when only numbers changed, which are read from the movie itself.
    has_text  boolean NOT NULL
);

-- The triggers of each table only note which movies changed; the queue's own trigger does the work once, at commit.
CREATE FUNCTION catalog.note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed_ids integer[];
BEGIN
    EXECUTE TG_ARGV[0] INTO changed_ids;
    IF cardinality(changed_ids) > 0 THEN
        INSERT INTO catalog.search_queue (movie_ids, has_text) VALUES (changed_ids, TG_ARGV[1]::boolean);
    END IF;
    RETURN NULL;
END $$;

-- Planned each time for the movies at hand and by indexes always: a plan that was made while the tables were empty would
-- read all of them for each movie.
CREATE FUNCTION catalog.write_search() RETURNS trigger LANGUAGE plpgsql
    SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
    SET jit = off AS $$
DECLARE
    changed_ids integer[];
    text_ids    integer[];
BEGIN
    -- The first row of a transaction brings all of them.
    IF NOT EXISTS (SELECT FROM catalog.search_queue WHERE id = NEW.id) THEN RETURN NULL; END IF;
    -- One at a time, so that nobody overwrites the words of a change with those before it, and nobody deadlocks.
    PERFORM pg_advisory_xact_lock(hashtext('catalog.movie_search'));
    WITH taken AS (DELETE FROM catalog.search_queue RETURNING movie_ids, has_text)
    SELECT array_agg(DISTINCT id), coalesce(array_agg(DISTINCT id) FILTER (WHERE has_text), '{}')
    INTO changed_ids, text_ids
    FROM taken, unnest(movie_ids) AS id;

    INSERT INTO catalog.movie_changes (movie_id, version, changed_at)
    SELECT id, pg_current_xact_id(), clock_timestamp() FROM unnest(changed_ids) AS id
    ON CONFLICT (movie_id) DO UPDATE SET version = excluded.version, changed_at = excluded.changed_at;

    DELETE FROM catalog.movie_search s
    USING catalog.movies m WHERE m.id = s.movie_id AND s.movie_id = ANY (text_ids) AND m.removed_at IS NOT NULL;

    WITH documents AS (
        SELECT m.id, t.names, w.titles, w.others, w.titles || w.others || catalog.words(catalog.fold(m.overview)) AS words
        FROM catalog.movies m
        CROSS JOIN LATERAL (
            SELECT array_agg(DISTINCT name) AS names, string_agg(DISTINCT folded, ' ') AS folded
            FROM (SELECT m.title UNION SELECT m.original_title
                  UNION SELECT title FROM catalog.alternative_titles WHERE movie_id = m.id) AS titled (title)
            CROSS JOIN LATERAL catalog.fold(titled.title) AS folded
            CROSS JOIN LATERAL (VALUES (replace(folded, '-', ' ')), (replace(folded, '-', '')), (lower(title))) AS n (name)
            OFFSET 0 -- Not inlined where it is used, or it would be computed there each time; likewise below.
        ) t
        CROSS JOIN LATERAL (
            SELECT concat_ws(' ', (
                SELECT string_agg(name, ' ') FROM catalog.people WHERE id IN (
                    SELECT person_id FROM catalog.movie_cast WHERE movie_id = m.id AND billing_order < 30
                    UNION SELECT person_id FROM catalog.movie_crew WHERE movie_id = m.id
                      AND job IN ('Director', 'Writer', 'Screenplay', 'Original Music Composer'))), (
                SELECT string_agg(k.name, ' ') FROM catalog.movie_keywords mk JOIN catalog.keywords k ON k.id = mk.keyword_id
                WHERE mk.movie_id = m.id)) AS texts
            OFFSET 0
        ) o
        CROSS JOIN LATERAL (
            SELECT catalog.words(t.folded) AS titles, catalog.words(catalog.fold(o.texts)) AS others OFFSET 0
        ) w
        WHERE m.id = ANY (text_ids) AND m.removed_at IS NULL
    ), vocabulary AS (
        INSERT INTO catalog.search_words
        SELECT DISTINCT k.word FROM documents, unnest(titles || others) AS k (word)
        WHERE k.word ~ '^[^0-9\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{4,40}$'
          AND NOT EXISTS (SELECT FROM catalog.search_words s WHERE s.word = k.word)
        ON CONFLICT DO NOTHING
    )
    INSERT INTO catalog.movie_search AS s (movie_id, names, titles, words)
    SELECT id, names, array_to_tsvector(titles), array_to_tsvector(words) FROM documents
    ON CONFLICT (movie_id) DO UPDATE SET names = excluded.names, titles = excluded.titles, words = excluded.words
    WHERE (s.names, s.titles, s.words) IS DISTINCT FROM (excluded.names, excluded.titles, excluded.words);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER search_queue_write AFTER INSERT ON catalog.search_queue
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION catalog.write_search();

CREATE TRIGGER movies_inserted AFTER INSERT ON catalog.movies REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION catalog.note_changes('SELECT array_agg(id) FROM new_rows', 'true');
CREATE TRIGGER movies_deleted AFTER DELETE ON catalog.movies REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION catalog.note_changes('SELECT array_agg(id) FROM old_rows', 'false');
CREATE TRIGGER movies_text_updated AFTER UPDATE ON catalog.movies REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION catalog.note_changes('
        SELECT array_agg(n.id) FROM new_rows n JOIN old_rows o USING (id)
        WHERE (n.title, n.original_title, n.overview, n.removed_at IS NULL)
              IS DISTINCT FROM (o.title, o.original_title, o.overview, o.removed_at IS NULL)', 'true');
CREATE TRIGGER movies_numbers_updated AFTER UPDATE ON catalog.movies REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION catalog.note_changes('
        SELECT array_agg(n.id) FROM new_rows n JOIN old_rows o USING (id)
        WHERE (n.popularity, n.vote_average, n.vote_count, n.release_date, n.original_language)
              IS DISTINCT FROM (o.popularity, o.vote_average, o.vote_count, o.release_date, o.original_language)', 'false');

CREATE TRIGGER people_renamed AFTER UPDATE ON catalog.people REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION catalog.note_changes('
        SELECT array_agg(c.movie_id) FROM new_rows n JOIN old_rows o USING (id)
        CROSS JOIN LATERAL (SELECT movie_id FROM catalog.movie_cast WHERE person_id = n.id
                            UNION SELECT movie_id FROM catalog.movie_crew WHERE person_id = n.id) c
        WHERE n.name <> o.name', 'true');
CREATE TRIGGER keywords_renamed AFTER UPDATE ON catalog.keywords REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION catalog.note_changes('
        SELECT array_agg(mk.movie_id) FROM new_rows n JOIN old_rows o USING (id)
        JOIN catalog.movie_keywords mk ON mk.keyword_id = n.id WHERE n.name <> o.name', 'true');
CREATE TRIGGER genres_renamed AFTER UPDATE ON catalog.genres REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION catalog.note_changes('
        SELECT array_agg(mg.movie_id) FROM new_rows n JOIN old_rows o USING (id)
        JOIN catalog.movie_genres mg ON mg.genre_id = n.id WHERE n.name <> o.name', 'false');

DO $$
DECLARE
    part text;
    has_text boolean;
BEGIN
    FOR part, has_text IN VALUES ('movie_genres', false), ('movie_keywords', true), ('movie_cast', true), ('movie_crew', true),
                                 ('alternative_titles', true)
    LOOP
        EXECUTE format('CREATE TRIGGER %s_inserted AFTER INSERT ON catalog.%1$s REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION catalog.note_changes(''SELECT array_agg(DISTINCT movie_id) FROM new_rows'', %L)',
            part, has_text);
        EXECUTE format('CREATE TRIGGER %s_updated AFTER UPDATE ON catalog.%1$s REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION catalog.note_changes(''SELECT array_agg(DISTINCT movie_id) FROM new_rows'', %L)',
            part, has_text);
        EXECUTE format('CREATE TRIGGER %s_deleted AFTER DELETE ON catalog.%1$s REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION catalog.note_changes(''SELECT array_agg(DISTINCT movie_id) FROM old_rows'', %L)',
            part, has_text);
    END LOOP;
END $$;

-- The movies that are there already.
INSERT INTO catalog.search_queue (movie_ids, has_text)
SELECT array_agg(id), true FROM catalog.movies GROUP BY id / 10000;
