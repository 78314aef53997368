/*
title: Highest budget
meaning: Movies by what they cost, as TMDB has it.
kind: ranking
rank_by: [budget_musd DESC, movie_id]
unit: million USD
grain: [movie_id]
order: [rank]
columns:
  rank:         { type: BIGINT, required: true, min: '1' }
  movie_id:     { type: INTEGER, required: true }
  title:        { type: VARCHAR, required: true }
  release_year: { type: INTEGER }
  genres:       { type: VARCHAR, meaning: 'names separated by |' }
  budget_musd:  { type: 'DECIMAL(18,6)', unit: million USD }
  revenue_musd: { type: 'DECIMAL(18,6)', unit: million USD }
  profit_musd:  { type: 'DECIMAL(18,6)', unit: million USD }
*/
SELECT movie_id, title, release_year, genres, budget_musd, revenue_musd, profit_musd
FROM movies_curated
WHERE budget_musd IS NOT NULL
