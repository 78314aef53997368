/*
title: Movies, as the newest fact of each provider has them
grain: [movie_id]
columns:
  movie_id:          { type: INTEGER, required: true, min: '1', meaning: 'TMDB''s id' }
  imdb_id:           { type: VARCHAR }
  title:             { type: VARCHAR, required: true }
  original_title:    { type: VARCHAR }
  original_language: { type: VARCHAR, meaning: ISO 639-1 }
  status:            { type: VARCHAR }
  release_date:      { type: DATE, min: '1870-01-01', max: '2100-12-31' }
  release_year:      { type: INTEGER, min: '1870', max: '2100' }
  decade:            { type: INTEGER, min: '1870', max: '2100', meaning: the first year of the decade of release }
  runtime:           { type: INTEGER, unit: minutes, min: '1', max: '60000', meaning: null where TMDB says 0 }
  budget_musd:       { type: 'DECIMAL(18,6)', unit: million USD, min: '0', meaning: null where TMDB says 0 }
  revenue_musd:      { type: 'DECIMAL(18,6)', unit: million USD, min: '0', meaning: null where TMDB says 0 }
  profit_musd:       { type: 'DECIMAL(18,6)', unit: million USD, meaning: 'revenue minus budget, where both are known' }
  roi:               { type: 'DECIMAL(18,6)', unit: ratio, min: '0', meaning: 'revenue divided by budget, where both are known' }
  popularity:        { type: 'DECIMAL(12,6)', min: '0', meaning: as TMDB computes it }
  vote_average:      { type: 'DECIMAL(5,3)', unit: 0-10, min: '0', max: '10', meaning: null without votes }
  vote_count:        { type: INTEGER, min: '0' }
  genres:            { type: VARCHAR, meaning: 'names separated by |, in TMDB''s order' }
  collection_id:     { type: INTEGER }
  collection_name:   { type: VARCHAR }
  directors:         { type: VARCHAR, meaning: 'names separated by |' }
  cast_names:        { type: VARCHAR, meaning: 'the first ten, separated by |' }
  cast_size:         { type: INTEGER, min: '0' }
  crew_size:         { type: INTEGER, min: '0' }
  companies:         { type: VARCHAR, meaning: 'names separated by |' }
  adult:             { type: BOOLEAN }
  overview:          { type: VARCHAR }
  tagline:           { type: VARCHAR }
  rated:             { type: VARCHAR, meaning: 'the MPA''s rating, by OMDb' }
  imdb_rating:       { type: 'DECIMAL(3,1)', unit: 0-10, min: '0', max: '10', meaning: by OMDb }
  imdb_votes:        { type: INTEGER, min: '0', meaning: by OMDb }
  rotten_tomatoes:   { type: INTEGER, unit: percent, min: '0', max: '100', meaning: by OMDb }
  metascore:         { type: INTEGER, unit: 0-100, min: '0', max: '100', meaning: by OMDb }
  box_office_musd:   { type: 'DECIMAL(18,6)', unit: million USD, min: '0', meaning: 'in the USA, by OMDb' }
  awards:            { type: VARCHAR, meaning: by OMDb }
  tmdb_updated_at:   { type: TIMESTAMPTZ, required: true, meaning: when TMDB said so }
  omdb_updated_at:   { type: TIMESTAMPTZ }
  bronze_file:       { type: VARCHAR, required: true, meaning: 'the raw file with TMDB''s response' }
  content_hash:      { type: VARCHAR, required: true, meaning: 'of TMDB''s response' }
  run_id:            { type: UUID, required: true, meaning: the run that fetched it }
*/
WITH movies AS (
  SELECT stg_tmdb_movies.*,
    CAST(nullif(budget, 0) / 1000000 AS DECIMAL(18,6)) AS budget_musd,
    CAST(nullif(revenue, 0) / 1000000 AS DECIMAL(18,6)) AS revenue_musd
  FROM stg_tmdb_movies SEMI JOIN int_newest_movies USING (part, part_row)
)
SELECT
  movie_id, imdb_id, title, original_title, original_language, status, release_date,
  CAST(year(release_date) AS INTEGER) AS release_year,
  CAST(year(release_date) // 10 * 10 AS INTEGER) AS decade,
  nullif(runtime, 0) AS runtime,
  budget_musd,
  revenue_musd,
  revenue_musd - budget_musd AS profit_musd,
  CAST(revenue_musd / budget_musd AS DECIMAL(18,6)) AS roi,
  popularity,
  CASE WHEN vote_count > 0 THEN vote_average END AS vote_average,
  vote_count,
  nullif(array_to_string(list_transform(genres, lambda genre: genre.name), '|'), '') AS genres,
  collection_id,
  collection_name,
  nullif(array_to_string(list_transform(
    list_filter(crew, lambda member: member.job = 'Director'), lambda member: member.name), '|'), '') AS directors,
  nullif(array_to_string(list_transform(actors[:10], lambda actor: actor.name), '|'), '') AS cast_names,
  CAST(coalesce(len(actors), 0) AS INTEGER) AS cast_size,
  CAST(coalesce(len(crew), 0) AS INTEGER) AS crew_size,
  nullif(array_to_string(list_transform(companies, lambda company: company.name), '|'), '') AS companies,
  adult, overview, tagline,
  rated, imdb_rating, imdb_votes, rotten_tomatoes, metascore,
  CAST(nullif(box_office, 0) / 1000000 AS DECIMAL(18,6)) AS box_office_musd,
  awards,
  ingestion_timestamp AS tmdb_updated_at,
  omdb_updated_at,
  bronze_file, content_hash, run_id
FROM movies LEFT JOIN int_newest_omdb USING (imdb_id)
