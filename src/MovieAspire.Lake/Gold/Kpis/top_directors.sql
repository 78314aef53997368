/*
title: Directors by total revenue
meaning: Revenue of all movies that a person directed; a movie of two directors counts for both.
unit: million USD
grain: [person_id]
order: [total_revenue_musd DESC, person_id]
columns:
  person_id:           { type: INTEGER, required: true }
  director:            { type: VARCHAR }
  movies:              { type: BIGINT, required: true }
  movies_with_revenue: { type: BIGINT, required: true }
  total_revenue_musd:  { type: 'DECIMAL(38,6)', unit: million USD }
  mean_rating:         { type: 'DECIMAL(18,6)', unit: 0-10, meaning: of the movies with at least min_votes votes }
*/
WITH directed AS (
  SELECT DISTINCT movie_id, person_id FROM credits WHERE job = 'Director'
)
SELECT person_id, people.name AS director,
  count(*) AS movies,
  count(revenue_musd) AS movies_with_revenue,
  sum(revenue_musd) AS total_revenue_musd,
  CAST(avg(vote_average) FILTER (vote_count >= getvariable('min_votes')) AS DECIMAL(18,6)) AS mean_rating
FROM directed JOIN movies_curated USING (movie_id) JOIN people USING (person_id)
GROUP BY person_id, people.name
HAVING count(revenue_musd) > 0
ORDER BY total_revenue_musd DESC, person_id
LIMIT getvariable('depth')
