/*
title: Highest revenue in today's money
meaning: Revenue in prices of the newest year of the price table, by the US consumer price index of the year of release; movies of years that the table lacks are left out.
kind: ranking
rank_by: [adjusted_revenue_musd DESC, movie_id]
unit: million USD of cpi_year
grain: [movie_id]
order: [rank]
columns:
  rank:                  { type: BIGINT, required: true, min: '1' }
  movie_id:              { type: INTEGER, required: true }
  title:                 { type: VARCHAR, required: true }
  release_year:          { type: INTEGER }
  genres:                { type: VARCHAR, meaning: 'names separated by |' }
  adjusted_revenue_musd: { type: 'DECIMAL(18,6)', unit: million USD of cpi_year }
  revenue_musd:          { type: 'DECIMAL(18,6)', unit: million USD }
  cpi_year:              { type: INTEGER, meaning: whose prices these are }
*/
SELECT movie_id, title, release_year, genres,
  CAST(revenue_musd * newest.cpi / prices.cpi AS DECIMAL(18,6)) AS adjusted_revenue_musd, revenue_musd, newest.year AS cpi_year
FROM movies_curated
  JOIN cpi AS prices ON prices.year = release_year
  CROSS JOIN (SELECT year, cpi FROM cpi ORDER BY year DESC LIMIT 1) AS newest
WHERE revenue_musd IS NOT NULL
