/*
title: A movie that TMDB said it does not have
grain: [bronze_file, content_hash, movie_id]
columns:
  bronze_file:         { type: VARCHAR, required: true }
  content_hash:        { type: VARCHAR, required: true }
  run_id:              { type: UUID, required: true }
  ingestion_timestamp: { type: TIMESTAMPTZ, required: true, min: '2000-01-01 00:00:00+00' }
  source_url:          { type: VARCHAR, required: true }
  movie_id:            { type: INTEGER, required: true, min: '1', source: the request's path }
*/
SELECT bronze_file, content_hash, run_id, ingestion_timestamp, source_url,
  regexp_extract(source_url, '^movie/([0-9]+)', 1) AS movie_id
FROM bronze_responses
WHERE regexp_matches(source_url, '^movie/[0-9]+([?]|$)') AND status = 404
