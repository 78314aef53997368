/*
title: A company that produced a movie
grain: [movie_id, position]
columns:
  movie_id:       { type: INTEGER, required: true }
  position:       { type: INTEGER, required: true, min: '1' }
  company_id:     { type: INTEGER, required: true }
  company:        { type: VARCHAR }
  origin_country: { type: VARCHAR, meaning: ISO 3166-1 }
*/
WITH listed AS (
  SELECT movie_id, CAST(generate_subscripts(companies, 1) AS INTEGER) AS position, unnest(companies) AS company
  FROM stg_tmdb_movies SEMI JOIN int_newest_movies USING (part, part_row)
)
SELECT movie_id, position, company.id AS company_id, company.name AS company, nullif(company.origin_country, '') AS origin_country
FROM listed
