-- The movie catalog. Ids of movies, people, genres, keywords, collections and companies are TMDB ids.
-- NULL means that the providers do not know (TMDB's 0 for budget, revenue and runtime included).
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE SCHEMA catalog;

CREATE TABLE catalog.collections (
    id            integer PRIMARY KEY,
    name          text NOT NULL,
    poster_path   text,
    backdrop_path text
);

CREATE TABLE catalog.movies (
    id                integer PRIMARY KEY,
    imdb_id           text,
    title             text NOT NULL,
    original_title    text NOT NULL,
    original_language text NOT NULL DEFAULT '',
    overview          text NOT NULL DEFAULT '',
    tagline           text,
    status            text NOT NULL DEFAULT '',
    release_date      date,
    -- Year of the earliest known showing, festivals included; often one before release_date.
    premiere_year     integer,
    runtime           integer CHECK (runtime > 0),
    budget            bigint CHECK (budget > 0),
    revenue           bigint CHECK (revenue > 0),
    popularity        double precision NOT NULL DEFAULT 0,
    vote_average      double precision NOT NULL DEFAULT 0,
    vote_count        integer NOT NULL DEFAULT 0,
    adult             boolean NOT NULL DEFAULT false,
    video             boolean NOT NULL DEFAULT false,
    poster_path       text,
    backdrop_path     text,
    homepage          text,
    trailer_key       text,
    collection_id     integer REFERENCES catalog.collections,
    -- Not refreshed any more until it thaws: old, and unchanged in three refreshes in a row.
    data_frozen       boolean NOT NULL DEFAULT false,
    -- A tombstone: the provider answered 404 for this id since then.
    removed_at        timestamptz,
    -- NULL until the details call succeeded once.
    last_tmdb_update  timestamptz,
    last_omdb_update  timestamptz,
    last_full_refresh timestamptz,
    -- The run that last wrote this row.
    last_run_id       uuid,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX movies_imdb_id ON catalog.movies (imdb_id) WHERE imdb_id IS NOT NULL AND removed_at IS NULL;
-- One index for each sort of ListMovies, on the very expression and direction that it orders by; the id
-- makes the order total, and coalesce puts the unknown last without NULLs, so that a row comparison
-- continues a page. Those over an expression are not partial, because only then the planner uses their
-- statistics, and the stand-ins for no date are finite, because it interpolates between dates.
CREATE INDEX movies_popularity ON catalog.movies (popularity DESC, id DESC) WHERE removed_at IS NULL;
CREATE INDEX movies_release_date ON catalog.movies (coalesce(release_date, '1000-01-01') DESC, id DESC);
CREATE INDEX movies_oldest ON catalog.movies (coalesce(release_date, '3000-01-01'), id);
CREATE INDEX movies_vote_average ON catalog.movies (vote_average DESC, id DESC) WHERE removed_at IS NULL;
CREATE INDEX movies_vote_count ON catalog.movies (vote_count DESC, id DESC) WHERE removed_at IS NULL;
CREATE INDEX movies_revenue ON catalog.movies (coalesce(revenue, 0) DESC, id DESC);
CREATE INDEX movies_title ON catalog.movies (title, id) WHERE removed_at IS NULL;
CREATE INDEX movies_collection ON catalog.movies (collection_id) WHERE collection_id IS NOT NULL;
CREATE INDEX movies_language ON catalog.movies (original_language, popularity DESC, id DESC)
    WHERE removed_at IS NULL;
-- The queues of the collectors: never detailed, and due for a refresh.
CREATE INDEX movies_without_details ON catalog.movies (popularity DESC, id DESC)
    WHERE last_tmdb_update IS NULL AND removed_at IS NULL;
CREATE INDEX movies_refresh_due ON catalog.movies (last_tmdb_update) WHERE removed_at IS NULL AND NOT data_frozen;

CREATE TABLE catalog.genres (
    id   integer PRIMARY KEY,
    name text NOT NULL
);
-- Not unique: while TMDB renames genres, one batch may hold two of a name.
CREATE INDEX genres_name ON catalog.genres (lower(name));

CREATE TABLE catalog.movie_genres (
    movie_id integer NOT NULL REFERENCES catalog.movies ON DELETE CASCADE,
    genre_id integer NOT NULL REFERENCES catalog.genres,
    PRIMARY KEY (movie_id, genre_id)
);
CREATE INDEX movie_genres_genre ON catalog.movie_genres (genre_id, movie_id);

CREATE TABLE catalog.people (
    id                   integer PRIMARY KEY,
    name                 text NOT NULL,
    gender               smallint NOT NULL DEFAULT 0,
    known_for_department text,
    profile_path         text,
    popularity           double precision NOT NULL DEFAULT 0
);
CREATE INDEX people_name_trgm ON catalog.people USING gin (name gin_trgm_ops);

CREATE TABLE catalog.movie_cast (
    movie_id      integer NOT NULL REFERENCES catalog.movies ON DELETE CASCADE,
    -- Billing order, 0 first.
    billing_order integer NOT NULL,
    person_id     integer NOT NULL REFERENCES catalog.people,
    character     text NOT NULL DEFAULT '',
    -- Among the first ten.
    is_top        boolean NOT NULL DEFAULT false,
    PRIMARY KEY (movie_id, billing_order, person_id)
);
CREATE INDEX movie_cast_person ON catalog.movie_cast (person_id, movie_id);

CREATE TABLE catalog.movie_crew (
    movie_id   integer NOT NULL REFERENCES catalog.movies ON DELETE CASCADE,
    person_id  integer NOT NULL REFERENCES catalog.people,
    job        text NOT NULL,
    department text NOT NULL DEFAULT '',
    PRIMARY KEY (movie_id, person_id, job)
);
CREATE INDEX movie_crew_person ON catalog.movie_crew (person_id, movie_id);
CREATE INDEX movie_crew_directors ON catalog.movie_crew (movie_id) WHERE job = 'Director';

CREATE TABLE catalog.keywords (
    id   integer PRIMARY KEY,
    name text NOT NULL
);
CREATE INDEX keywords_name ON catalog.keywords (lower(name));

CREATE TABLE catalog.movie_keywords (
    movie_id   integer NOT NULL REFERENCES catalog.movies ON DELETE CASCADE,
    keyword_id integer NOT NULL REFERENCES catalog.keywords,
    PRIMARY KEY (movie_id, keyword_id)
);
CREATE INDEX movie_keywords_keyword ON catalog.movie_keywords (keyword_id, movie_id);

CREATE TABLE catalog.companies (
    id             integer PRIMARY KEY,
    name           text NOT NULL,
    logo_path      text,
    origin_country text NOT NULL DEFAULT ''
);

CREATE TABLE catalog.movie_companies (
    movie_id   integer NOT NULL REFERENCES catalog.movies ON DELETE CASCADE,
    company_id integer NOT NULL REFERENCES catalog.companies,
    PRIMARY KEY (movie_id, company_id)
);
CREATE INDEX movie_companies_company ON catalog.movie_companies (company_id, movie_id);

-- Similar ids as TMDB ranks them; the similar movie need not be in the catalog.
CREATE TABLE catalog.similar_movies (
    movie_id         integer NOT NULL REFERENCES catalog.movies ON DELETE CASCADE,
    rank             smallint NOT NULL,
    similar_movie_id integer NOT NULL,
    PRIMARY KEY (movie_id, rank)
);

CREATE TABLE catalog.alternative_titles (
    movie_id integer NOT NULL REFERENCES catalog.movies ON DELETE CASCADE,
    -- ISO 3166-1 alpha-2.
    country  text NOT NULL DEFAULT '',
    title    text NOT NULL,
    type     text NOT NULL DEFAULT '',
    PRIMARY KEY (movie_id, country, title)
);

-- The lists of TMDB that name a movie: popular, top_rated, upcoming, now_playing, trending_week.
CREATE TABLE catalog.movie_lists (
    list     text NOT NULL,
    movie_id integer NOT NULL REFERENCES catalog.movies ON DELETE CASCADE,
    -- Position in the list, 1 first.
    rank     integer NOT NULL,
    run_id   uuid NOT NULL,
    seen_at  timestamptz NOT NULL,
    PRIMARY KEY (list, movie_id)
);
CREATE INDEX movie_lists_movie ON catalog.movie_lists (movie_id);

-- What only TMDB has, and how its content changes.
CREATE TABLE catalog.tmdb_movies (
    movie_id             integer PRIMARY KEY REFERENCES catalog.movies ON DELETE CASCADE,
    -- SHA-256 of the details that matter; popularity and votes are left out, they move daily.
    content_hash         bytea NOT NULL,
    -- Refreshes in a row that found the same content.
    unchanged_cycles     integer NOT NULL DEFAULT 0,
    production_countries text[] NOT NULL DEFAULT '{}',
    spoken_languages     text[] NOT NULL DEFAULT '{}',
    -- US certification, for example PG-13.
    certification        text,
    checked_at           timestamptz NOT NULL,
    changed_at           timestamptz NOT NULL
);

CREATE TABLE catalog.omdb_movies (
    movie_id        integer PRIMARY KEY REFERENCES catalog.movies ON DELETE CASCADE,
    imdb_rating     double precision,
    imdb_votes      integer,
    -- Per cent.
    rotten_tomatoes smallint,
    metacritic      smallint,
    awards          text,
    -- US dollars.
    box_office      bigint,
    rated           text,
    director        text,
    actors          text,
    content_hash     bytea NOT NULL,
    unchanged_cycles integer NOT NULL DEFAULT 0,
    checked_at       timestamptz NOT NULL,
    changed_at       timestamptz NOT NULL
);
