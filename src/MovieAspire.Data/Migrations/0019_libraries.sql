-- People's libraries: Letterboxd exports, their films matched to movies, and what that says. Nothing here names a person.
CREATE SCHEMA libraries;

CREATE TABLE libraries.sessions (
    -- Random: whoever knows it reads the session.
    id                uuid PRIMARY KEY,
    -- What runs and logs call it: it reads nothing.
    number            bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    -- SHA-256 of the token that changes the session; the token itself is nowhere.
    owner_token_hash  bytea NOT NULL,
    status            text NOT NULL CHECK (status IN ('processing', 'enriching', 'completed', 'failed')),
    error_message     text,
    created_at        timestamptz NOT NULL,
    -- When the newest upload was read.
    imported_at       timestamptz NOT NULL,
    -- When the work began that is under way or ended last, and how many films were settled then: the rate follows from both.
    started_at        timestamptz,
    settled_before    integer NOT NULL DEFAULT 0,
    completed_at      timestamptz,
    -- Some time after the last use, which is noted once an hour.
    expires_at        timestamptz NOT NULL,
    entry_count       integer NOT NULL DEFAULT 0,
    -- Distinct films; those whose outcome is known; and of these by outcome.
    total_movies      integer NOT NULL DEFAULT 0,
    enriched_count    integer NOT NULL DEFAULT 0,
    matched_count     integer NOT NULL DEFAULT 0,
    review_count      integer NOT NULL DEFAULT 0,
    unmatched_count   integer NOT NULL DEFAULT 0,
    failed_count      integer NOT NULL DEFAULT 0,
    -- Why the work waits; empty while it goes on.
    waiting           text NOT NULL DEFAULT '',
    -- Grows with every change; each outcome of a film has one of its own.
    revision          bigint NOT NULL DEFAULT 1,
    -- Grows with each change by a person; the worker has seen work_done of them.
    work_wanted       integer NOT NULL DEFAULT 1,
    work_done         integer NOT NULL DEFAULT 0,
    -- When work_wanted grew last.
    wanted_at         timestamptz NOT NULL
);
CREATE INDEX sessions_with_work ON libraries.sessions (created_at) WHERE work_done < work_wanted;
CREATE INDEX sessions_expiry ON libraries.sessions (expires_at);

-- The distinct films of a library, with what its entries say of each together.
CREATE TABLE libraries.films (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id     uuid NOT NULL REFERENCES libraries.sessions ON DELETE CASCADE,
    -- As Letterboxd has them; a film without an address is known from diary and reviews only.
    name           text COLLATE "C" NOT NULL,
    year           integer,
    uri            text COLLATE "C",
    -- The newest of the diary, else of ratings.csv, and which of them: 'diary' or 'ratings'.
    rating         numeric(2, 1),
    rating_source  text CHECK (rating_source IN ('diary', 'ratings')),
    is_watched     boolean NOT NULL DEFAULT false,
    is_watchlisted boolean NOT NULL DEFAULT false,
    is_liked       boolean NOT NULL DEFAULT false,
    viewings       integer NOT NULL DEFAULT 0,
    -- The newest viewing.
    watched_on     date,
    logged_on      date
);
CREATE UNIQUE INDEX films_uri ON libraries.films (session_id, uri) WHERE uri IS NOT NULL;
CREATE INDEX films_session ON libraries.films (session_id, id);
CREATE INDEX films_name ON libraries.films (session_id, name, year);

-- How each film was matched. A film without a row was not looked at yet.
CREATE TABLE libraries.matches (
    film_id      bigint PRIMARY KEY REFERENCES libraries.films ON DELETE CASCADE,
    session_id   uuid NOT NULL REFERENCES libraries.sessions ON DELETE CASCADE,
    -- 'pending': the catalog does not know it, the provider is asked next.
    state        text NOT NULL CHECK (state IN ('pending', 'matched', 'review', 'unmatched', 'series', 'dismissed')),
    level        text NOT NULL CHECK (level IN ('none', 'low', 'medium', 'strong')),
    movie_id     integer,
    -- Whether the outcome is known: matched and with details in the catalog, or not matched for good.
    is_settled   boolean NOT NULL DEFAULT false,
    method       text NOT NULL DEFAULT '',
    rule_version integer NOT NULL,
    score        real NOT NULL DEFAULT 0,
    gap          real NOT NULL DEFAULT 0,
    message      text NOT NULL DEFAULT '',
    -- movieaspire.libraries.v1.Match with nothing but its candidates.
    candidates   bytea NOT NULL DEFAULT '',
    -- Attempts that failed, and why the last one did.
    failures     integer NOT NULL DEFAULT 0,
    failure      text,
    decided_at   timestamptz NOT NULL,
    revision     bigint NOT NULL
);
CREATE INDEX matches_revision ON libraries.matches (session_id, revision);
CREATE INDEX matches_state ON libraries.matches (session_id, state, film_id);
CREATE INDEX matches_movie ON libraries.matches (session_id, movie_id) WHERE movie_id IS NOT NULL;

-- The rows of an export: a viewing, or what the person says of a film.
CREATE TABLE libraries.entries (
    session_id  uuid NOT NULL REFERENCES libraries.sessions ON DELETE CASCADE,
    -- What makes a row of a later export the same: the address of a viewing, the kind and the film of anything else.
    key         text COLLATE "C" NOT NULL,
    film_id     bigint NOT NULL REFERENCES libraries.films ON DELETE CASCADE,
    kind        text NOT NULL CHECK (kind IN ('watched', 'rating', 'viewing', 'watchlist', 'like', 'list-item')),
    logged_on   date,
    watched_on  date,
    rating      numeric(2, 1),
    is_rewatch  boolean NOT NULL DEFAULT false,
    tags        text[] NOT NULL DEFAULT '{}',
    -- Plain text.
    review      text,
    has_spoilers boolean NOT NULL DEFAULT false,
    list        text,
    position    integer,
    PRIMARY KEY (session_id, key)
);
CREATE INDEX entries_film ON libraries.entries (film_id);

-- What people chose for a film; null for none of the movies. Counted over sessions: the majority decides for everyone.
CREATE TABLE libraries.choices (
    session_id uuid NOT NULL REFERENCES libraries.sessions ON DELETE CASCADE,
    film_id    bigint NOT NULL REFERENCES libraries.films ON DELETE CASCADE,
    -- The film: its address, else its name folded and its year.
    uri        text COLLATE "C",
    title_key  text COLLATE "C" NOT NULL,
    year       integer,
    movie_id   integer,
    chosen_at  timestamptz NOT NULL,
    PRIMARY KEY (session_id, film_id)
);
CREATE INDEX choices_uri ON libraries.choices (uri) WHERE uri IS NOT NULL;
CREATE INDEX choices_title ON libraries.choices (title_key, year);

-- What a library says, one message of movieaspire.libraries.v1 each; the key is the year of a 'year', else 0.
CREATE TABLE libraries.insights (
    session_id  uuid NOT NULL REFERENCES libraries.sessions ON DELETE CASCADE,
    kind        text NOT NULL CHECK (kind IN ('stats', 'year', 'recommendations', 'watchlist')),
    key         integer NOT NULL DEFAULT 0,
    content     bytea NOT NULL,
    computed_at timestamptz NOT NULL,
    PRIMARY KEY (session_id, kind, key)
);

-- Runs of one job may concern different subjects, here sessions, and then run beside each other. Workers of the version
-- before write no subject, and their runs of a job exclude each other as they did.
ALTER TABLE pipeline.pipeline_runs ADD COLUMN subject text NOT NULL DEFAULT '';
DROP INDEX pipeline.pipeline_runs_active;
CREATE UNIQUE INDEX pipeline_runs_active ON pipeline.pipeline_runs (job, subject) WHERE status IN ('queued', 'running');
