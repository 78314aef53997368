/*
title: Franchises by total revenue
meaning: TMDB's collections by the revenue of all their movies.
unit: million USD
grain: [collection_id]
order: [total_revenue_musd DESC, collection_id]
columns:
  collection_id:      { type: INTEGER, required: true }
  collection_name:    { type: VARCHAR }
  movies:             { type: BIGINT, required: true }
  total_revenue_musd: { type: 'DECIMAL(38,6)', unit: million USD }
  mean_revenue_musd:  { type: 'DECIMAL(18,6)', unit: million USD }
  total_budget_musd:  { type: 'DECIMAL(38,6)', unit: million USD }
  mean_rating:        { type: 'DECIMAL(18,6)', unit: 0-10, meaning: of the movies with at least min_votes votes }
*/
SELECT collection_id,
  arg_max(collection_name, (tmdb_updated_at, movie_id)) AS collection_name,
  count(*) AS movies,
  sum(revenue_musd) AS total_revenue_musd,
  CAST(avg(revenue_musd) AS DECIMAL(18,6)) AS mean_revenue_musd,
  sum(budget_musd) AS total_budget_musd,
  CAST(avg(vote_average) FILTER (vote_count >= getvariable('min_votes')) AS DECIMAL(18,6)) AS mean_rating
FROM movies_curated
WHERE collection_id IS NOT NULL
GROUP BY collection_id
HAVING sum(revenue_musd) IS NOT NULL
ORDER BY total_revenue_musd DESC, collection_id
LIMIT getvariable('depth')
