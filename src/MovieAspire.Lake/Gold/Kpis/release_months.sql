/*
title: Months of release compared
meaning: How many movies come out in each month, over all years, what they earn and cost, and how they are rated.
unit: million USD
grain: [release_month]
order: [release_month]
columns:
  release_month:      { type: INTEGER, required: true, min: '1', max: '12' }
  movies:             { type: BIGINT, required: true }
  total_revenue_musd: { type: 'DECIMAL(38,6)', unit: million USD }
  mean_revenue_musd:  { type: 'DECIMAL(18,6)', unit: million USD }
  mean_budget_musd:   { type: 'DECIMAL(18,6)', unit: million USD }
  median_roi:         { type: 'DECIMAL(18,6)', unit: ratio, meaning: of the movies whose budget is at least min_budget_musd }
  mean_rating:        { type: 'DECIMAL(18,6)', unit: 0-10, meaning: of the movies with at least min_votes votes }
*/
SELECT CAST(month(release_date) AS INTEGER) AS release_month,
  count(*) AS movies,
  sum(revenue_musd) AS total_revenue_musd,
  CAST(avg(revenue_musd) AS DECIMAL(18,6)) AS mean_revenue_musd,
  CAST(avg(budget_musd) AS DECIMAL(18,6)) AS mean_budget_musd,
  CAST(median(roi) FILTER (budget_musd >= getvariable('min_budget_musd')) AS DECIMAL(18,6)) AS median_roi,
  CAST(avg(vote_average) FILTER (vote_count >= getvariable('min_votes')) AS DECIMAL(18,6)) AS mean_rating
FROM movies_curated
WHERE release_date IS NOT NULL
GROUP BY release_month
