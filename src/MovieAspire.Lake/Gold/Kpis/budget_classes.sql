/*
title: Classes of budget compared
meaning: Micro is below 1 million USD, low below 10, middle below 50, high below 100, and blockbuster from there on.
unit: million USD
grain: [budget_class]
order: [class_order]
columns:
  class_order:        { type: INTEGER, required: true }
  budget_class:       { type: VARCHAR, required: true }
  movies:             { type: BIGINT, required: true }
  total_revenue_musd: { type: 'DECIMAL(38,6)', unit: million USD }
  mean_revenue_musd:  { type: 'DECIMAL(18,6)', unit: million USD }
  mean_budget_musd:   { type: 'DECIMAL(18,6)', unit: million USD }
  mean_rating:        { type: 'DECIMAL(18,6)', unit: 0-10, meaning: of the movies with at least min_votes votes }
  median_roi:         { type: 'DECIMAL(18,6)', unit: ratio }
  profitable_share:   { type: 'DECIMAL(18,6)', unit: percent, meaning: 'of the movies with both figures: those that earned more than they cost' }
*/
SELECT CASE WHEN budget_musd < 1 THEN 1 WHEN budget_musd < 10 THEN 2 WHEN budget_musd < 50 THEN 3 WHEN budget_musd < 100 THEN 4 ELSE 5 END AS class_order,
  ['micro', 'low', 'middle', 'high', 'blockbuster'][class_order] AS budget_class,
  count(*) AS movies,
  sum(revenue_musd) AS total_revenue_musd,
  CAST(avg(revenue_musd) AS DECIMAL(18,6)) AS mean_revenue_musd,
  CAST(avg(budget_musd) AS DECIMAL(18,6)) AS mean_budget_musd,
  CAST(median(roi) AS DECIMAL(18,6)) AS median_roi,
  CAST(avg(vote_average) FILTER (vote_count >= getvariable('min_votes')) AS DECIMAL(18,6)) AS mean_rating,
  CAST(100.0 * count(*) FILTER (profit_musd > 0) / nullif(count(profit_musd), 0) AS DECIMAL(18,6)) AS profitable_share
FROM movies_curated
WHERE budget_musd IS NOT NULL
GROUP BY class_order
