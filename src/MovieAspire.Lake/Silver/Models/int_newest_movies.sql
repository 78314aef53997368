/*
title: The newest good response of each movie that TMDB still has
meaning: Not published. Finds the rows by their place, so that the wide ones are read once and never sorted.
grain: [movie_id]
columns:
  movie_id: { type: INTEGER, required: true }
  part:     { type: VARCHAR, required: true, meaning: the staged file }
  part_row: { type: BIGINT, required: true, meaning: the row in it }
*/
WITH newest AS (
  SELECT movie_id,
    max(ingestion_timestamp) AS described_at,
    arg_max(struct_pack(part := part, part_row := part_row), (ingestion_timestamp, content_hash, part, part_row)) AS place
  FROM stg_tmdb_movies
  GROUP BY movie_id
),
removed AS (
  SELECT movie_id, max(ingestion_timestamp) AS removed_at
  FROM stg_tmdb_removed
  GROUP BY movie_id
)
SELECT movie_id, place.part AS part, place.part_row AS part_row
FROM newest LEFT JOIN removed USING (movie_id)
WHERE removed_at IS NULL OR removed_at < described_at
