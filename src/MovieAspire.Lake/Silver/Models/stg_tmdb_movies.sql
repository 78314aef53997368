/*
title: A movie as TMDB described it in one response
meaning: Only renames, types and units. Everything is text here; the columns below declare types and limits, and a row that
  does not keep to them goes to the quarantine with the reason.
grain: [bronze_file, content_hash]
columns:
  bronze_file:         { type: VARCHAR, required: true, meaning: the raw file that holds the response }
  content_hash:        { type: VARCHAR, required: true, meaning: SHA-256 of the body }
  run_id:              { type: UUID, required: true }
  ingestion_timestamp: { type: TIMESTAMPTZ, required: true, min: '2000-01-01 00:00:00+00' }
  source_url:          { type: VARCHAR, required: true, meaning: path and query without key }
  movie_id:            { type: INTEGER, required: true, min: '1', source: $.id }
  imdb_id:             { type: VARCHAR, source: $.imdb_id }
  title:               { type: VARCHAR, required: true, source: '$.title, else $.original_title' }
  original_title:      { type: VARCHAR, source: $.original_title }
  original_language:   { type: VARCHAR, source: $.original_language, meaning: ISO 639-1 }
  status:              { type: VARCHAR, source: $.status }
  release_date:        { type: DATE, min: '1870-01-01', max: '2100-12-31', source: $.release_date }
  runtime:             { type: INTEGER, unit: minutes, min: '0', max: '60000', source: $.runtime }
  budget:              { type: BIGINT, unit: USD, min: '0', max: '10000000000', source: $.budget }
  revenue:             { type: BIGINT, unit: USD, min: '0', max: '100000000000', source: $.revenue }
  popularity:          { type: 'DECIMAL(12,6)', min: '0', source: $.popularity }
  vote_average:        { type: 'DECIMAL(5,3)', unit: 0-10, min: '0', max: '10', source: $.vote_average }
  vote_count:          { type: INTEGER, min: '0', source: $.vote_count }
  adult:               { type: BOOLEAN, source: $.adult }
  collection_id:       { type: INTEGER, min: '1', source: $.belongs_to_collection.id }
  collection_name:     { type: VARCHAR, source: $.belongs_to_collection.name }
  overview:            { type: VARCHAR, source: $.overview }
  tagline:             { type: VARCHAR, source: $.tagline }
  genres:              { type: 'STRUCT(id INTEGER, name VARCHAR)[]', source: $.genres }
  companies:           { type: 'STRUCT(id INTEGER, name VARCHAR, origin_country VARCHAR)[]', source: $.production_companies }
  actors:              { type: 'STRUCT(id INTEGER, "name" VARCHAR, gender INTEGER, "character" VARCHAR)[]', source: $.credits.cast }
  crew:                { type: 'STRUCT(id INTEGER, "name" VARCHAR, gender INTEGER, job VARCHAR, department VARCHAR)[]', source: $.credits.crew }
reject:
  - { when: body_problem IS NOT NULL, reason: the body is no JSON object }
  - { when: movie_id <> requested_id, reason: the body is that of another movie }
  - { when: list_problem IS NOT NULL, reason: 'genres, production_companies, cast or crew is no list' }
  - { when: id_problem, reason: 'an id in genres, production_companies, cast or crew is no number' }
*/
WITH documents AS (
  SELECT *, TRY(json_transform(body, '{
      "id": "VARCHAR", "imdb_id": "VARCHAR", "title": "VARCHAR", "original_title": "VARCHAR", "original_language": "VARCHAR",
      "status": "VARCHAR", "release_date": "VARCHAR", "runtime": "VARCHAR", "budget": "VARCHAR", "revenue": "VARCHAR",
      "popularity": "VARCHAR", "vote_average": "VARCHAR", "vote_count": "VARCHAR", "adult": "VARCHAR",
      "belongs_to_collection": {"id": "VARCHAR", "name": "VARCHAR"}, "overview": "VARCHAR", "tagline": "VARCHAR",
      "genres": [{"id": "VARCHAR", "name": "VARCHAR"}],
      "production_companies": [{"id": "VARCHAR", "name": "VARCHAR", "origin_country": "VARCHAR"}],
      "credits": {
        "cast": [{"id": "VARCHAR", "name": "VARCHAR", "gender": "VARCHAR", "character": "VARCHAR"}],
        "crew": [{"id": "VARCHAR", "name": "VARCHAR", "gender": "VARCHAR", "job": "VARCHAR", "department": "VARCHAR"}]
      }
    }')) AS movie
  FROM bronze_responses
  WHERE regexp_matches(source_url, '^movie/[0-9]+([?]|$)')
    AND coalesce(status, 200) = 200
)
SELECT
  bronze_file, content_hash, run_id, ingestion_timestamp, source_url,
  movie.id AS movie_id,
  nullif(movie.imdb_id, '') AS imdb_id,
  coalesce(nullif(movie.title, ''), nullif(movie.original_title, '')) AS title,
  nullif(movie.original_title, '') AS original_title,
  nullif(movie.original_language, '') AS original_language,
  nullif(movie.status, '') AS status,
  nullif(movie.release_date, '') AS release_date,
  movie.runtime, movie.budget, movie.revenue, movie.popularity, movie.vote_average, movie.vote_count, movie.adult,
  movie.belongs_to_collection.id AS collection_id,
  movie.belongs_to_collection.name AS collection_name,
  nullif(movie.overview, '') AS overview,
  nullif(movie.tagline, '') AS tagline,
  movie.genres,
  movie.production_companies AS companies,
  movie.credits."cast" AS actors,
  movie.credits.crew AS crew,
  CASE WHEN movie IS NULL OR movie.id IS NULL AND movie.title IS NULL THEN true END AS body_problem,
  regexp_extract(source_url, '^movie/([0-9]+)', 1) AS requested_id,
  -- Only where a list is null the body is looked at again: there it was null, left out, or something else.
  CASE WHEN movie IS NULL THEN NULL
    WHEN movie.genres IS NULL AND json_type(body, '$.genres') NOT IN ('NULL', 'ARRAY')
      OR movie.production_companies IS NULL AND json_type(body, '$.production_companies') NOT IN ('NULL', 'ARRAY')
      OR movie.credits."cast" IS NULL AND json_type(body, '$.credits.cast') NOT IN ('NULL', 'ARRAY')
      OR movie.credits.crew IS NULL AND json_type(body, '$.credits.crew') NOT IN ('NULL', 'ARRAY')
    THEN true END AS list_problem,
  coalesce(list_bool_or(list_transform(movie.genres, lambda item: TRY_CAST(item.id AS INTEGER) IS NULL)), false)
    OR coalesce(list_bool_or(list_transform(movie.production_companies, lambda item: TRY_CAST(item.id AS INTEGER) IS NULL)), false)
    OR coalesce(list_bool_or(list_transform(movie.credits."cast", lambda item: TRY_CAST(item.id AS INTEGER) IS NULL)), false)
    OR coalesce(list_bool_or(list_transform(movie.credits.crew, lambda item: TRY_CAST(item.id AS INTEGER) IS NULL)), false)
    AS id_problem
FROM documents
