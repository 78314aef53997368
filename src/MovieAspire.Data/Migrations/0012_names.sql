-- Sources, lists and cursors are named with hyphens, as jobs are. Rows are renamed one by one: nobody waits longer than for
-- a row. A worker of the version before that still runs writes under the old names; what it writes stays beside.
UPDATE pipeline.run_sources s SET source = replace(source, '_', '-')
WHERE source LIKE '%\_%' AND NOT EXISTS (
    SELECT FROM pipeline.run_sources other WHERE other.run_id = s.run_id AND other.source = replace(s.source, '_', '-'));

UPDATE pipeline.run_errors SET source = replace(source, '_', '-') WHERE source LIKE '%\_%';

UPDATE catalog.movie_lists l SET list = replace(list, '_', '-')
WHERE list LIKE '%\_%' AND NOT EXISTS (
    SELECT FROM catalog.movie_lists other WHERE other.movie_id = l.movie_id AND other.list = replace(l.list, '_', '-'));

UPDATE pipeline.schedules s SET job = replace(job, '_', '-')
WHERE job LIKE '%\_%' AND NOT EXISTS (
    SELECT FROM pipeline.schedules other WHERE other.job = replace(s.job, '_', '-'));

-- Copied: services of the version before go on reading the search index's by its old name.
INSERT INTO pipeline.cursors (name, value, run_id, updated_at)
SELECT CASE name WHEN 'tmdb.movie_changes' THEN 'tmdb-movie-changes' ELSE replace(name, '_', '-') END, value, run_id, updated_at
FROM pipeline.cursors WHERE name IN ('tmdb.movie_changes', 'search_index')
ON CONFLICT (name) DO NOTHING;
