/*
title: Original languages
meaning: How many movies are in which language, and how they are rated.
unit: percent
grain: [language]
order: [movies DESC, language]
columns:
  language:    { type: VARCHAR, required: true, meaning: ISO 639-1; unknown where TMDB does not say }
  movies:      { type: BIGINT, required: true }
  share:       { type: 'DECIMAL(18,6)', unit: percent }
  mean_rating: { type: 'DECIMAL(18,6)', unit: 0-10 }
*/
SELECT coalesce(original_language, 'unknown') AS language,
  count(*) AS movies,
  CAST(100.0 * count(*) / sum(count(*)) OVER () AS DECIMAL(18,6)) AS share,
  CAST(avg(vote_average) FILTER (vote_count >= getvariable('min_votes')) AS DECIMAL(18,6)) AS mean_rating
FROM movies_curated
GROUP BY language
