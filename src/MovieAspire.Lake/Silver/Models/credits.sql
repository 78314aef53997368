/*
title: Who did what in a movie
grain: [movie_id, kind, position]
columns:
  movie_id:   { type: INTEGER, required: true }
  kind:       { type: VARCHAR, required: true, meaning: cast or crew }
  position:   { type: INTEGER, required: true, min: '1', meaning: 'the place in TMDB''s list' }
  person_id:  { type: INTEGER, required: true, min: '1' }
  name:       { type: VARCHAR }
  character:  { type: VARCHAR, meaning: of the cast }
  job:        { type: VARCHAR, meaning: of the crew }
  department: { type: VARCHAR, meaning: of the crew }
*/
WITH movies AS (
  SELECT movie_id, actors, crew
  FROM stg_tmdb_movies SEMI JOIN int_newest_movies USING (part, part_row)
),
cast_members AS (
  SELECT movie_id, unnest(actors) AS member, CAST(generate_subscripts(actors, 1) AS INTEGER) AS position FROM movies
),
crew_members AS (
  SELECT movie_id, unnest(crew) AS member, CAST(generate_subscripts(crew, 1) AS INTEGER) AS position FROM movies
)
SELECT movie_id, 'cast' AS kind, position, member.id AS person_id, member.name AS name,
  nullif(member.character, '') AS character, CAST(NULL AS VARCHAR) AS job, CAST(NULL AS VARCHAR) AS department
FROM cast_members
UNION ALL
SELECT movie_id, 'crew', position, member.id, member.name, NULL, member.job, member.department
FROM crew_members
