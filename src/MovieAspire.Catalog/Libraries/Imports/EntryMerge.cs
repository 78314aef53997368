namespace MovieAspire.Catalog.Libraries.Imports;

/// <summary>
/// The statements that bring staged rows into a session: what is there already stays as it is, so that the same export brings
/// nothing and a newer one what is new. All of them take the session as @session.
/// </summary>
internal static class EntryMerge
{
    /// <summary>
    /// What is joined here was written in this transaction, so nothing is known of it: a plan that looks rows up one by one, which is
    /// right for a hundred rows, took minutes for 200,000.
    /// </summary>
    public const string Stage = """
        SET LOCAL enable_nestloop = off;
        SET LOCAL jit = off;
        SET LOCAL work_mem = '64MB';
        CREATE TEMP TABLE staged (
            ordinal integer NOT NULL, kind text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, year integer, uri text COLLATE "C", logged_on date, watched_on date,
            rating numeric(2, 1), is_rewatch boolean NOT NULL, tags text[] NOT NULL, review text, has_spoilers boolean NOT NULL, list text,
            position integer, film_id bigint
        ) ON COMMIT DROP
        """;

    public const string Copy = """
        COPY staged (ordinal, kind, name, year, uri, logged_on, watched_on, rating, is_rewatch, tags, review, has_spoilers, list, position)
        FROM STDIN (FORMAT BINARY)
        """;

    /// <summary>The films that rows name by their address.</summary>
    public const string Named = """
        CREATE TEMP TABLE named ON COMMIT DROP AS
        SELECT DISTINCT ON (uri) uri, name, year FROM staged
        WHERE uri IS NOT NULL AND kind NOT IN ('diary', 'review') ORDER BY uri, ordinal
        """;

    /// <summary>
    /// Letterboxd corrects titles and years: a film that has another name now is matched anew, and found by the diary's rows.
    /// Returns how many there are.
    /// </summary>
    public const string Rename = """
        WITH renamed AS (
            UPDATE libraries.films f SET name = n.name, year = n.year FROM named n
            WHERE f.session_id = @session AND f.uri = n.uri AND (f.name, f.year) IS DISTINCT FROM (n.name, n.year)
            RETURNING f.id
        ), unmatched AS (
            DELETE FROM libraries.matches x USING renamed r WHERE x.film_id = r.id AND x.method <> 'choice')
        SELECT count(*)::integer FROM renamed
        """;

    /// <summary>
    /// Films that are new: those with addresses, then those that only a name and a year tell, of the diary and the reviews,
    /// whose addresses name the entry. A film that was known by name alone gets its address now.
    /// </summary>
    public const string Films = """
        UPDATE libraries.films f SET uri = n.uri
        FROM (SELECT DISTINCT ON (name, year) name, year, uri FROM named ORDER BY name, year, uri) n
        WHERE f.session_id = @session AND f.uri IS NULL AND f.name = n.name AND f.year IS NOT DISTINCT FROM n.year
          AND NOT EXISTS (SELECT FROM libraries.films o WHERE o.session_id = @session AND o.uri = n.uri);

        INSERT INTO libraries.films (session_id, name, year, uri)
        SELECT @session, name, year, uri FROM named ORDER BY uri
        ON CONFLICT (session_id, uri) WHERE uri IS NOT NULL DO NOTHING;

        INSERT INTO libraries.films (session_id, name, year)
        SELECT @session, s.name, s.year FROM staged s
        LEFT JOIN libraries.films f ON f.session_id = @session AND f.name = s.name AND coalesce(f.year, 0) = coalesce(s.year, 0)
        WHERE (s.uri IS NULL OR s.kind IN ('diary', 'review')) AND f.id IS NULL
        GROUP BY s.name, s.year ORDER BY min(s.ordinal);
        """;

    /// <summary>Which film each row is about; of two with one name and year the one that was seen.</summary>
    public const string Assign = """
        UPDATE staged s SET film_id = f.id FROM libraries.films f
        WHERE f.session_id = @session AND f.uri = s.uri AND s.kind NOT IN ('diary', 'review');

        CREATE TEMP TABLE titled ON COMMIT DROP AS
        SELECT DISTINCT ON (f.name, f.year) f.name, f.year, f.id FROM libraries.films f
        LEFT JOIN (SELECT DISTINCT film_id FROM staged WHERE kind IN ('watched', 'rating')) seen ON seen.film_id = f.id
        WHERE f.session_id = @session
        ORDER BY f.name, f.year, (f.is_watched OR seen.film_id IS NOT NULL) DESC, f.id;

        UPDATE staged s SET film_id = t.id FROM titled t
        WHERE s.film_id IS NULL AND t.name = s.name AND coalesce(t.year, 0) = coalesce(s.year, 0);
        """;

    // A viewing is what its address names; without one the nth of its film on its day. Diary and reviews name the same viewing.
    private const string Keyed = """
        CREATE TEMP TABLE keyed ON COMMIT DROP AS
        SELECT DISTINCT ON (key, kind) * FROM (
            SELECT CASE kind
                       WHEN 'watched' THEN 'w:' || film_id
                       WHEN 'rating' THEN 'r:' || film_id
                       WHEN 'watchlist' THEN 'p:' || film_id
                       WHEN 'like' THEN 'l:' || film_id
                       WHEN 'list-item' THEN 'i:' || md5(coalesce(list, '')) || ':' || film_id
                       ELSE coalesce(uri, 'd:' || film_id || ':' || coalesce(watched_on::text, '') || ':'
                                          || row_number() OVER (PARTITION BY kind, film_id, watched_on, uri IS NULL ORDER BY ordinal))
                   END AS key, *
            FROM staged) s
        ORDER BY key, kind, ordinal;
        """;

    private const string Counts = """
        SELECT staged.kind, coalesce(added, 0)::integer AS added, coalesce(updated, 0)::integer AS updated,
               (total - coalesce(added, 0) - coalesce(updated, 0))::integer AS unchanged
        FROM (SELECT kind, count(*) AS total FROM keyed GROUP BY kind) staged
        LEFT JOIN (SELECT kind, count(*) FILTER (WHERE is_new) AS added, count(*) FILTER (WHERE NOT is_new) AS updated
                   FROM changed GROUP BY kind) changed USING (kind)
        """;

    /// <summary>Everything but reviews first, then what reviews say of viewings, and what came of both by kind.</summary>
    public static readonly string Entries = Keyed + $"""

        CREATE TEMP TABLE changed (kind text, is_new boolean) ON COMMIT DROP;

        WITH written AS (
            INSERT INTO libraries.entries AS e
                (session_id, key, film_id, kind, logged_on, watched_on, rating, is_rewatch, tags, list, position)
            SELECT @session, key, film_id, CASE kind WHEN 'diary' THEN 'viewing' ELSE kind END, logged_on, watched_on, rating, is_rewatch,
                   tags, list, position
            FROM keyed WHERE kind <> 'review' ORDER BY key
            ON CONFLICT (session_id, key) DO UPDATE
            SET film_id = excluded.film_id, logged_on = excluded.logged_on, watched_on = excluded.watched_on, rating = excluded.rating,
                is_rewatch = excluded.is_rewatch, tags = excluded.tags, position = excluded.position
            WHERE (e.watched_on, e.rating, e.is_rewatch, e.tags, e.position)
                  IS DISTINCT FROM (excluded.watched_on, excluded.rating, excluded.is_rewatch, excluded.tags, excluded.position)
            RETURNING e.kind, e.xmax = 0 AS is_new)
        INSERT INTO changed SELECT CASE kind WHEN 'viewing' THEN 'diary' ELSE kind END, is_new FROM written;

        INSERT INTO changed
        SELECT 'review', e.review IS NULL FROM keyed k LEFT JOIN libraries.entries e ON e.session_id = @session AND e.key = k.key
        WHERE k.kind = 'review' AND (e.key IS NULL OR (e.review, e.has_spoilers) IS DISTINCT FROM (k.review, k.has_spoilers));

        INSERT INTO libraries.entries AS e
            (session_id, key, film_id, kind, logged_on, watched_on, rating, is_rewatch, tags, review, has_spoilers)
        SELECT @session, key, film_id, 'viewing', logged_on, watched_on, rating, is_rewatch, tags, review, has_spoilers
        FROM keyed WHERE kind = 'review' ORDER BY key
        ON CONFLICT (session_id, key) DO UPDATE SET review = excluded.review, has_spoilers = excluded.has_spoilers
        WHERE (e.review, e.has_spoilers) IS DISTINCT FROM (excluded.review, excluded.has_spoilers);

        {Counts};
        """;

    /// <summary>What the entries say of each film together; only films that differ are written.</summary>
    public const string Summarise = """
        UPDATE libraries.films f
        SET rating = e.rating, rating_source = e.rating_source, is_watched = e.is_watched, is_watchlisted = e.is_watchlisted,
            is_liked = e.is_liked, viewings = e.viewings, watched_on = e.watched_on, logged_on = e.logged_on
        FROM (
            SELECT film_id, coalesce(diary, rated) AS rating,
                   CASE WHEN diary IS NOT NULL THEN 'diary' WHEN rated IS NOT NULL THEN 'ratings' END AS rating_source,
                   is_watched, is_watchlisted, is_liked, viewings, watched_on, logged_on
            FROM (
                SELECT film_id,
                       (array_agg(rating ORDER BY watched_on DESC NULLS LAST, logged_on DESC NULLS LAST, key DESC)
                            FILTER (WHERE kind = 'viewing' AND rating IS NOT NULL))[1] AS diary,
                       max(rating) FILTER (WHERE kind = 'rating') AS rated,
                       bool_or(kind IN ('watched', 'rating', 'viewing')) AS is_watched,
                       bool_or(kind = 'watchlist') AS is_watchlisted, bool_or(kind = 'like') AS is_liked,
                       (count(*) FILTER (WHERE kind = 'viewing'))::integer AS viewings,
                       max(watched_on) FILTER (WHERE kind = 'viewing') AS watched_on, max(logged_on) AS logged_on
                FROM libraries.entries WHERE session_id = @session GROUP BY film_id) said) e
        WHERE f.id = e.film_id AND f.session_id = @session
          AND (f.rating, f.rating_source, f.is_watched, f.is_watchlisted, f.is_liked, f.viewings, f.watched_on, f.logged_on)
              IS DISTINCT FROM (e.rating, e.rating_source, e.is_watched, e.is_watchlisted, e.is_liked, e.viewings, e.watched_on, e.logged_on)
        """;
}
