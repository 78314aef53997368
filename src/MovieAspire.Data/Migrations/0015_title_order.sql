-- Titles in the order in which people look for them: accents, case and signs do not matter, and numbers count as numbers.
-- By Unicode's own rules and not by the database's locale. movies_title is for services of the version before.
CREATE COLLATION catalog.titles (provider = icu, locale = 'und-u-ka-shifted-kn-true');
CREATE INDEX movies_title_order ON catalog.movies (title COLLATE catalog.titles, id) WHERE removed_at IS NULL;
