-- What is searched is written with the movie, by whoever writes it: the triggers of 0009, their queue and their lock for the
-- whole cluster go. Before this is applied, every movie has its documents (DocumentFill).
DO $$
DECLARE
    trigger record;
BEGIN
    FOR trigger IN SELECT tgname, tgrelid::regclass AS relation FROM pg_trigger
                   WHERE tgfoid IN ('catalog.note_changes'::regproc, 'catalog.write_search'::regproc)
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', trigger.tgname, trigger.relation);
    END LOOP;
END $$;
DROP FUNCTION catalog.note_changes();
DROP FUNCTION catalog.write_search();
DROP TABLE catalog.search_queue;

-- catalog.movie_search, search_words, movie_changes and the functions fold and words stay as they are for catalogs of the
-- version before, which may still answer searches by them; the next release drops them.
