/*
title: Best science fiction and action with Bruce Willis
meaning: 'A search as an example: movies of both genres in which he plays, by TMDB''s mean vote.'
kind: ranking
rank_by: [vote_average DESC, vote_count DESC, movie_id]
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
WHERE list_has_all(string_split(genres, '|'), ['Science Fiction', 'Action'])
  AND movie_id IN (SELECT movie_id FROM credits WHERE kind = 'cast' AND name = 'Bruce Willis')
  AND vote_count > 0
