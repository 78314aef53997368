/*
title: How a movie was rated, and from when on
meaning: A row for each change, by source. Ratings of tmdb and imdb are from 0 to 10, those of rotten_tomatoes and metacritic from 0 to 100.
grain: [movie_id, source, observed_at]
columns:
  movie_id:    { type: INTEGER, required: true }
  source:      { type: VARCHAR, required: true, meaning: 'tmdb, imdb, rotten_tomatoes or metacritic' }
  observed_at: { type: TIMESTAMPTZ, required: true }
  rating:      { type: 'DECIMAL(6,3)', required: true, min: '0', max: '100' }
  votes:       { type: INTEGER, min: '0' }
*/
WITH observed AS (
  SELECT movie_id, 'tmdb' AS source, ingestion_timestamp AS observed_at, CAST(vote_average AS DECIMAL(6,3)) AS rating, vote_count AS votes, content_hash
  FROM stg_tmdb_movies WHERE vote_count > 0
  UNION ALL
  SELECT movie_id, source, ingestion_timestamp, rating, votes, content_hash
  FROM (
    SELECT movies.movie_id, omdb.ingestion_timestamp, omdb.content_hash, unnest([
      {source: 'imdb', rating: CAST(omdb.imdb_rating AS DECIMAL(6,3)), votes: omdb.imdb_votes},
      {source: 'rotten_tomatoes', rating: CAST(omdb.rotten_tomatoes AS DECIMAL(6,3)), votes: NULL},
      {source: 'metacritic', rating: CAST(omdb.metascore AS DECIMAL(6,3)), votes: NULL}], recursive := true)
    FROM stg_omdb_movies AS omdb JOIN movies_curated AS movies USING (imdb_id)
  )
),
moments AS (
  SELECT * FROM observed WHERE rating IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY movie_id, source, observed_at ORDER BY content_hash DESC) = 1
)
SELECT movie_id, source, observed_at, rating, votes
FROM moments
QUALIFY row(rating, votes) IS DISTINCT FROM lag(row(rating, votes)) OVER (PARTITION BY movie_id, source ORDER BY observed_at)
