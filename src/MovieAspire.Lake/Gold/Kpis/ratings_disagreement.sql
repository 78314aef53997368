/*
title: Where the critics and the public disagree most
meaning: The distance between the greatest and the least of TMDB, IMDb, Rotten Tomatoes and Metacritic on a scale from 0 to 10, where at least two of them know the movie and TMDB has at least min_votes votes.
kind: ranking
rank_by: [spread DESC, movie_id]
unit: points of 10
grain: [movie_id]
order: [rank]
columns:
  rank:            { type: BIGINT, required: true, min: '1' }
  movie_id:        { type: INTEGER, required: true }
  title:           { type: VARCHAR, required: true }
  release_year:    { type: INTEGER }
  genres:          { type: VARCHAR, meaning: 'names separated by |' }
  spread:          { type: 'DECIMAL(5,3)', unit: points of 10 }
  vote_average:    { type: 'DECIMAL(5,3)', unit: 0-10 }
  imdb_rating:     { type: 'DECIMAL(3,1)', unit: 0-10 }
  rotten_tomatoes: { type: INTEGER, unit: percent }
  metascore:       { type: INTEGER, unit: 0-100 }
*/
SELECT movie_id, title, release_year, genres,
  CAST(greatest(vote_average, imdb_rating, rotten_tomatoes / 10, metascore / 10)
    - least(vote_average, imdb_rating, rotten_tomatoes / 10, metascore / 10) AS DECIMAL(5,3)) AS spread,
  vote_average, imdb_rating, rotten_tomatoes, metascore
FROM movies_curated
WHERE vote_count >= getvariable('min_votes') AND coalesce(imdb_rating, rotten_tomatoes, metascore) IS NOT NULL
