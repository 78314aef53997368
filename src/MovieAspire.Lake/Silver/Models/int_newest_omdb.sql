/*
title: The newest good response of OMDb for each IMDb id
meaning: Not published.
grain: [imdb_id]
columns:
  imdb_id:         { type: VARCHAR, required: true }
  omdb_updated_at: { type: TIMESTAMPTZ, required: true }
  rated:           { type: VARCHAR }
  awards:          { type: VARCHAR }
  box_office:      { type: BIGINT, unit: USD }
  imdb_rating:     { type: 'DECIMAL(3,1)' }
  imdb_votes:      { type: INTEGER }
  rotten_tomatoes: { type: INTEGER }
  metascore:       { type: INTEGER }
*/
SELECT imdb_id, ingestion_timestamp AS omdb_updated_at, rated, awards, box_office, imdb_rating, imdb_votes, rotten_tomatoes, metascore
FROM stg_omdb_movies
QUALIFY row_number() OVER (PARTITION BY imdb_id ORDER BY ingestion_timestamp DESC, content_hash DESC, part DESC, part_row DESC) = 1
