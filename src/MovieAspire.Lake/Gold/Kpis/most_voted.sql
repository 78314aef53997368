/*
title: Most voted
meaning: Movies by the number of votes on TMDB.
kind: ranking
rank_by: [vote_count DESC, movie_id]
unit: votes
grain: [movie_id]
order: [rank]
columns:
  rank:         { type: BIGINT, required: true, min: '1' }
  movie_id:     { type: INTEGER, required: true }
  title:        { type: VARCHAR, required: true }
  release_year: { type: INTEGER }
  genres:       { type: VARCHAR, meaning: 'names separated by |' }
  vote_count:   { type: INTEGER }
  vote_average: { type: 'DECIMAL(5,3)', unit: 0-10 }
*/
SELECT movie_id, title, release_year, genres, vote_count, vote_average
FROM movies_curated
WHERE vote_count > 0
