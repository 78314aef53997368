/*
title: Ratings by decade
meaning: TMDB's mean votes of the movies of a decade, among those with at least min_votes votes.
unit: 0-10
grain: [decade]
order: [decade]
columns:
  decade:         { type: INTEGER, required: true, meaning: its first year }
  movies:         { type: BIGINT, required: true }
  mean_rating:    { type: 'DECIMAL(18,6)', unit: 0-10 }
  lower_quartile: { type: 'DECIMAL(18,6)', unit: 0-10 }
  median_rating:  { type: 'DECIMAL(18,6)', unit: 0-10 }
  upper_quartile: { type: 'DECIMAL(18,6)', unit: 0-10 }
*/
SELECT decade,
  count(*) AS movies,
  CAST(avg(vote_average) AS DECIMAL(18,6)) AS mean_rating,
  CAST(quantile_cont(CAST(vote_average AS DECIMAL(18,6)), 0.25) AS DECIMAL(18,6)) AS lower_quartile,
  CAST(median(CAST(vote_average AS DECIMAL(18,6))) AS DECIMAL(18,6)) AS median_rating,
  CAST(quantile_cont(CAST(vote_average AS DECIMAL(18,6)), 0.75) AS DECIMAL(18,6)) AS upper_quartile
FROM movies_curated
WHERE decade IS NOT NULL AND vote_count >= getvariable('min_votes')
GROUP BY decade
