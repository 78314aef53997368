/*
title: Lowest rated
meaning: Movies by TMDB's mean vote, the worst first, among those with at least min_votes votes.
kind: ranking
rank_by: [vote_average, vote_count DESC, movie_id]
unit: 0-10
grain: [movie_id]
order: [rank]
columns:
  rank:         { type: BIGINT, required: true, min: '1' }
  movie_id:     { type: INTEGER, required: true }
  title:        { type: VARCHAR, required: true }
  release_year: { type: INTEGER }
  genres:       { type: VARCHAR, meaning: 'names separated by |' }
  vote_average: { type: 'DECIMAL(5,3)', unit: 0-10 }
  vote_count:   { type: INTEGER }
*/
SELECT movie_id, title, release_year, genres, vote_average, vote_count
FROM movies_curated
WHERE vote_count >= getvariable('min_votes')
