/*
title: Most popular
meaning: Movies by TMDB's popularity.
kind: ranking
rank_by: [popularity DESC, movie_id]
unit: TMDB's popularity
grain: [movie_id]
order: [rank]
columns:
  rank:         { type: BIGINT, required: true, min: '1' }
  movie_id:     { type: INTEGER, required: true }
  title:        { type: VARCHAR, required: true }
  release_year: { type: INTEGER }
  genres:       { type: VARCHAR, meaning: 'names separated by |' }
  popularity:   { type: 'DECIMAL(12,6)' }
  vote_average: { type: 'DECIMAL(5,3)', unit: 0-10 }
  vote_count:   { type: INTEGER }
*/
SELECT movie_id, title, release_year, genres, popularity, vote_average, vote_count
FROM movies_curated
WHERE popularity IS NOT NULL
