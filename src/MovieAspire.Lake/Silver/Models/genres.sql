/*
title: A genre of a movie
grain: [movie_id, position]
columns:
  movie_id: { type: INTEGER, required: true }
  position: { type: INTEGER, required: true, min: '1' }
  genre_id: { type: INTEGER, required: true }
  genre:    { type: VARCHAR, required: true }
*/
WITH listed AS (
  SELECT movie_id, CAST(generate_subscripts(genres, 1) AS INTEGER) AS position, unnest(genres) AS genre
  FROM stg_tmdb_movies SEMI JOIN int_newest_movies USING (part, part_row)
)
SELECT movie_id, position, genre.id AS genre_id, genre.name AS genre FROM listed
