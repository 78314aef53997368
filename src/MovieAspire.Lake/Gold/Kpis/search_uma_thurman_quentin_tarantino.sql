/*
title: Uma Thurman directed by Quentin Tarantino
meaning: 'A search as an example: movies in which she plays and that he directed, the shortest first.'
kind: ranking
rank_by: [runtime, movie_id]
unit: minutes
grain: [movie_id]
order: [rank]
columns:
  rank:         { type: BIGINT, required: true, min: '1' }
  movie_id:     { type: INTEGER, required: true }
  title:        { type: VARCHAR, required: true }
  release_year: { type: INTEGER }
  genres:       { type: VARCHAR, meaning: 'names separated by |' }
  runtime:      { type: INTEGER, unit: minutes }
  vote_average: { type: 'DECIMAL(5,3)', unit: 0-10 }
*/
SELECT movie_id, title, release_year, genres, runtime, vote_average
FROM movies_curated
WHERE movie_id IN (SELECT movie_id FROM credits WHERE kind = 'cast' AND name = 'Uma Thurman')
  AND movie_id IN (SELECT movie_id FROM credits WHERE job = 'Director' AND name = 'Quentin Tarantino')
  AND runtime IS NOT NULL
