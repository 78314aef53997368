/*
title: Highest return on investment
meaning: Movies by revenue divided by budget, among those whose budget is at least min_budget_musd.
kind: ranking
rank_by: [roi DESC, movie_id]
unit: ratio
grain: [movie_id]
order: [rank]
columns:
  rank:         { type: BIGINT, required: true, min: '1' }
  movie_id:     { type: INTEGER, required: true }
  title:        { type: VARCHAR, required: true }
  release_year: { type: INTEGER }
  genres:       { type: VARCHAR, meaning: 'names separated by |' }
  roi:          { type: 'DECIMAL(18,6)', unit: ratio }
  budget_musd:  { type: 'DECIMAL(18,6)', unit: million USD }
  revenue_musd: { type: 'DECIMAL(18,6)', unit: million USD }
*/
SELECT movie_id, title, release_year, genres, roi, budget_musd, revenue_musd
FROM movies_curated
WHERE roi IS NOT NULL AND budget_musd >= getvariable('min_budget_musd')
