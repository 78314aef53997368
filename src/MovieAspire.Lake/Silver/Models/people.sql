/*
title: People who are credited in a movie
grain: [person_id]
columns:
  person_id:      { type: INTEGER, required: true, min: '1' }
  name:           { type: VARCHAR, meaning: as the newest response has it }
  gender:         { type: INTEGER, min: '0', max: '3', meaning: 'TMDB''s code: 0 not set, 1 female, 2 male, 3 non-binary' }
  cast_credits:   { type: BIGINT, required: true, min: '0' }
  crew_credits:   { type: BIGINT, required: true, min: '0' }
*/
WITH movies AS (
  SELECT ingestion_timestamp, movie_id, actors, crew
  FROM stg_tmdb_movies SEMI JOIN int_newest_movies USING (part, part_row)
),
members AS (
  SELECT ingestion_timestamp, movie_id, 'cast' AS kind, unnest(actors, recursive := true) FROM movies
  UNION ALL BY NAME
  SELECT ingestion_timestamp, movie_id, 'crew' AS kind, unnest(crew, recursive := true) FROM movies
),
-- One number to compare: a struct would get a sort key for each row. Where a movie names a person twice and differently, a
-- hash decides, so that it is always the same.
keyed AS (
  SELECT *,
    epoch_us(ingestion_timestamp)::HUGEINT * (1::HUGEINT << 64) + movie_id::HUGEINT * (1::HUGEINT << 32) + (hash(name, gender) >> 32)::HUGEINT
      AS freshness
  FROM members
)
SELECT id AS person_id,
  arg_max(name, freshness) AS name,
  arg_max(gender, freshness) AS gender,
  count(*) FILTER (kind = 'cast') AS cast_credits,
  count(*) FILTER (kind = 'crew') AS crew_credits
FROM keyed
GROUP BY id
