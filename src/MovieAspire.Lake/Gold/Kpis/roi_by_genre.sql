/*
title: Return on investment by genre
meaning: The median of revenue divided by budget, over the movies whose budget is at least min_budget_musd; a movie counts for each of its genres.
unit: ratio
grain: [genre]
order: [median_roi DESC, genre]
columns:
  genre:             { type: VARCHAR, required: true }
  movies:            { type: BIGINT, required: true }
  median_roi:        { type: 'DECIMAL(18,6)', unit: ratio }
  mean_roi:          { type: 'DECIMAL(18,6)', unit: ratio }
  total_profit_musd: { type: 'DECIMAL(38,6)', unit: million USD }
*/
SELECT genre,
  count(*) AS movies,
  CAST(median(roi) AS DECIMAL(18,6)) AS median_roi,
  CAST(avg(roi) AS DECIMAL(18,6)) AS mean_roi,
  sum(profit_musd) AS total_profit_musd
FROM (SELECT DISTINCT movie_id, genre FROM genres) JOIN movies_curated USING (movie_id)
WHERE roi IS NOT NULL AND budget_musd >= getvariable('min_budget_musd')
GROUP BY genre
