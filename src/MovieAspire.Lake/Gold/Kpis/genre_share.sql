/*
title: Genres by decade
meaning: 'How much of a decade''s movies is of which genre. A movie counts in parts: one of three genres is a third of each.'
unit: percent
grain: [decade, genre]
order: [decade, genre]
columns:
  decade: { type: INTEGER, required: true, meaning: its first year }
  genre:  { type: VARCHAR, required: true }
  movies: { type: BIGINT, required: true }
  share:  { type: 'DECIMAL(18,6)', unit: percent }
*/
WITH parts AS (
  SELECT decade, genre, CAST(1.0 / count(*) OVER (PARTITION BY movie_id) AS DECIMAL(18,9)) AS part
  FROM (SELECT DISTINCT movie_id, genre FROM genres) JOIN movies_curated USING (movie_id)
  WHERE decade IS NOT NULL
)
SELECT decade, genre,
  count(*) AS movies,
  CAST(100 * sum(part) / sum(sum(part)) OVER (PARTITION BY decade) AS DECIMAL(18,6)) AS share
FROM parts
GROUP BY decade, genre
