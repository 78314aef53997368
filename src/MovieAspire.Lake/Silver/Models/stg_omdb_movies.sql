/*
title: A movie as OMDb described it in one response
meaning: OMDb sends text; "N/A" is null here, thousands separators and units are removed. Series, games and "not found"
  are no movies and left out.
grain: [bronze_file, content_hash]
columns:
  bronze_file:         { type: VARCHAR, required: true }
  content_hash:        { type: VARCHAR, required: true }
  run_id:              { type: UUID, required: true }
  ingestion_timestamp: { type: TIMESTAMPTZ, required: true, min: '2000-01-01 00:00:00+00' }
  source_url:          { type: VARCHAR, required: true }
  imdb_id:             { type: VARCHAR, required: true, source: $.imdbID }
  omdb_title:          { type: VARCHAR, source: $.Title }
  rated:               { type: VARCHAR, source: $.Rated }
  awards:              { type: VARCHAR, source: $.Awards }
  box_office:          { type: BIGINT, unit: USD, min: '0', max: '100000000000', source: $.BoxOffice }
  imdb_rating:         { type: 'DECIMAL(3,1)', unit: 0-10, min: '0', max: '10', source: $.imdbRating }
  imdb_votes:          { type: INTEGER, min: '0', source: $.imdbVotes }
  rotten_tomatoes:     { type: INTEGER, unit: percent, min: '0', max: '100', source: '$.Ratings[Source = "Rotten Tomatoes"]' }
  metascore:           { type: INTEGER, unit: 0-100, min: '0', max: '100', source: $.Metascore }
reject:
  - { when: body_problem, reason: the body is no JSON object }
*/
WITH documents AS (
  SELECT *, TRY(json_transform(body, '{
      "Response": "VARCHAR", "Type": "VARCHAR", "imdbID": "VARCHAR", "Title": "VARCHAR", "Rated": "VARCHAR", "Awards": "VARCHAR",
      "BoxOffice": "VARCHAR", "imdbRating": "VARCHAR", "imdbVotes": "VARCHAR", "Metascore": "VARCHAR",
      "Ratings": [{"Source": "VARCHAR", "Value": "VARCHAR"}]
    }')) AS movie
  FROM bronze_responses
  WHERE coalesce(status, 200) = 200
)
SELECT
  bronze_file, content_hash, run_id, ingestion_timestamp, source_url,
  nullif(movie.imdbID, 'N/A') AS imdb_id,
  nullif(movie.Title, 'N/A') AS omdb_title,
  nullif(movie.Rated, 'N/A') AS rated,
  nullif(movie.Awards, 'N/A') AS awards,
  replace(ltrim(nullif(movie.BoxOffice, 'N/A'), '$'), ',', '') AS box_office,
  nullif(movie.imdbRating, 'N/A') AS imdb_rating,
  replace(nullif(movie.imdbVotes, 'N/A'), ',', '') AS imdb_votes,
  rtrim(list_filter(movie.Ratings, lambda item: item.Source = 'Rotten Tomatoes')[1].Value, '%') AS rotten_tomatoes,
  nullif(movie.Metascore, 'N/A') AS metascore,
  movie IS NULL OR movie.Response IS NULL AS body_problem
FROM documents
WHERE movie IS NULL
  OR movie.Response IS NULL
  OR movie.Response = 'True' AND coalesce(movie.Type, 'movie') = 'movie'
