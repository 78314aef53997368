/*
title: Franchises and standalone movies compared
meaning: A franchise movie is one of a collection. Means and medians are over the movies whose value is known.
unit: million USD
grain: [kind]
order: [kind]
columns:
  kind:                { type: VARCHAR, required: true, meaning: franchise or standalone }
  movies:              { type: BIGINT, required: true }
  mean_revenue_musd:   { type: 'DECIMAL(18,6)', unit: million USD }
  median_revenue_musd: { type: 'DECIMAL(18,6)', unit: million USD }
  mean_budget_musd:    { type: 'DECIMAL(18,6)', unit: million USD }
  median_budget_musd:  { type: 'DECIMAL(18,6)', unit: million USD }
  median_roi:          { type: 'DECIMAL(18,6)', unit: ratio }
  mean_rating:         { type: 'DECIMAL(18,6)', unit: 0-10 }
  mean_popularity:     { type: 'DECIMAL(18,6)', unit: TMDBs popularity }
*/
SELECT CASE WHEN collection_id IS NULL THEN 'standalone' ELSE 'franchise' END AS kind,
  count(*) AS movies,
  CAST(avg(revenue_musd) AS DECIMAL(18,6)) AS mean_revenue_musd,
  CAST(median(revenue_musd) AS DECIMAL(18,6)) AS median_revenue_musd,
  CAST(avg(budget_musd) AS DECIMAL(18,6)) AS mean_budget_musd,
  CAST(median(budget_musd) AS DECIMAL(18,6)) AS median_budget_musd,
  CAST(median(roi) FILTER (budget_musd >= getvariable('min_budget_musd')) AS DECIMAL(18,6)) AS median_roi,
  CAST(avg(vote_average) FILTER (vote_count >= getvariable('min_votes')) AS DECIMAL(18,6)) AS mean_rating,
  CAST(avg(popularity) AS DECIMAL(18,6)) AS mean_popularity
FROM movies_curated
GROUP BY kind
