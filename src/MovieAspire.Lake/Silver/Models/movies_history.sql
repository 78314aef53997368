/*
title: What was known of a movie, and from when to when
meaning: A row for each change of one of these facts; popularity and votes are in ratings_history.
grain: [movie_id, valid_from]
columns:
  movie_id:      { type: INTEGER, required: true }
  valid_from:    { type: TIMESTAMPTZ, required: true, meaning: the first response that said so }
  valid_to:      { type: TIMESTAMPTZ, meaning: the first response that said something else; null for what holds }
  title:         { type: VARCHAR, required: true }
  status:        { type: VARCHAR }
  release_date:  { type: DATE }
  runtime:       { type: INTEGER, unit: minutes }
  budget_musd:   { type: 'DECIMAL(18,6)', unit: million USD }
  revenue_musd:  { type: 'DECIMAL(18,6)', unit: million USD }
  genres:        { type: VARCHAR }
  collection_id: { type: INTEGER }
  imdb_id:       { type: VARCHAR }
  is_removed:    { type: BOOLEAN, required: true, meaning: TMDB no longer had the movie }
tests:
  - name: Periods of a movie neither overlap nor leave a gap
    sql: >
      SELECT movie_id, valid_to FROM (SELECT movie_id, valid_to, lead(valid_from) OVER (PARTITION BY movie_id ORDER BY valid_from) AS next
      FROM movies_history) WHERE next IS DISTINCT FROM valid_to
*/
WITH facts AS (
  SELECT movie_id, ingestion_timestamp, content_hash, title, status, release_date,
    nullif(runtime, 0) AS runtime,
    CAST(nullif(budget, 0) / 1000000 AS DECIMAL(18,6)) AS budget_musd,
    CAST(nullif(revenue, 0) / 1000000 AS DECIMAL(18,6)) AS revenue_musd,
    nullif(array_to_string(list_transform(genres, lambda genre: genre.name), '|'), '') AS genres,
    collection_id, imdb_id, false AS is_removed
  FROM stg_tmdb_movies
  UNION ALL BY NAME
  SELECT movie_id, ingestion_timestamp, content_hash, '' AS title, true AS is_removed
  FROM stg_tmdb_removed
),
-- Two responses within the same microsecond: the one that movies_curated would take.
moments AS (
  SELECT * FROM facts
  QUALIFY row_number() OVER (PARTITION BY movie_id, ingestion_timestamp ORDER BY is_removed DESC, content_hash DESC) = 1
),
changes AS (
  SELECT * FROM moments
  QUALIFY row(title, status, release_date, runtime, budget_musd, revenue_musd, genres, collection_id, imdb_id, is_removed)
    IS DISTINCT FROM lag(row(title, status, release_date, runtime, budget_musd, revenue_musd, genres, collection_id, imdb_id, is_removed))
      OVER (PARTITION BY movie_id ORDER BY ingestion_timestamp)
)
SELECT movie_id, ingestion_timestamp AS valid_from,
  lead(ingestion_timestamp) OVER (PARTITION BY movie_id ORDER BY ingestion_timestamp) AS valid_to,
  title, status, release_date, runtime, budget_musd, revenue_musd, genres, collection_id, imdb_id, is_removed
FROM changes
