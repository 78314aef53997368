/*
title: Lowest profit
meaning: Movies by revenue minus budget, the greatest loss first, where both are known.
kind: ranking
rank_by: [profit_musd, movie_id]
unit: million USD
grain: [movie_id]
order: [rank]
columns:
  rank:         { type: BIGINT, required: true, min: '1' }
  movie_id:     { type: INTEGER, required: true }
  title:        { type: VARCHAR, required: true }
  release_year: { type: INTEGER }
  genres:       { type: VARCHAR, meaning: 'names separated by |' }
  profit_musd:  { type: 'DECIMAL(18,6)', unit: million USD }
  revenue_musd: { type: 'DECIMAL(18,6)', unit: million USD }
  budget_musd:  { type: 'DECIMAL(18,6)', unit: million USD }
*/
SELECT movie_id, title, release_year, genres, profit_musd, revenue_musd, budget_musd
FROM movies_curated
WHERE profit_musd IS NOT NULL
