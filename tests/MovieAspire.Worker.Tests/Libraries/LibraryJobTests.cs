namespace MovieAspire.Worker.Tests.Libraries;

public sealed class LibraryJobTests
{
    private static readonly Dictionary<string, string?> Quick = new()
    {
        ["Libraries:Interval"] = "00:00:00.2", ["Libraries:OutageDelay"] = "00:00:00.2", ["Libraries:OutageAfter"] = "2", ["Libraries:Slice"] = "00:00:00.05",
    };

    [Fact]
    public async Task What_the_catalog_has_costs_no_call()
    {
        await using var system = await JobSystem.StartAsync(settings: Quick);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich", ("limit", "120"));
        var requests = system.Emulator.Statistics.Snapshot().Tmdb.Requests;

        var session = await LibrarySessions.CreateAsync(system, "SELECT title, extract(year FROM release_date)::integer FROM catalog.movies WHERE release_date IS NOT NULL AND last_tmdb_update IS NOT NULL");
        await LibrarySessions.CompletedAsync(system, session);

        Assert.Equal(requests, system.Emulator.Statistics.Snapshot().Tmdb.Requests);
        var films = await system.CountAsync("SELECT count(*) FROM libraries.films WHERE session_id = $1", session);
        Assert.Equal(films, await system.CountAsync("SELECT enriched_count FROM libraries.sessions WHERE id = $1", session));
        Assert.InRange(await system.CountAsync("SELECT matched_count FROM libraries.sessions WHERE id = $1", session), films * 8 / 10, films);
    }

    [Fact]
    public async Task Every_film_is_fetched_once_however_many_sessions_want_it()
    {
        await using var system = await JobSystem.StartAsync(settings: Quick);
        await system.RunAsync("bootstrap");
        const string films = "SELECT original_title, 1900 + id % 3 FROM (SELECT title AS original_title, id FROM catalog.movies ORDER BY id LIMIT 30) m";

        var one = await LibrarySessions.CreateAsync(system, films);
        await LibrarySessions.CompletedAsync(system, one);
        var fetches = system.Emulator.Statistics.Snapshot().MovieFetches;
        var other = await LibrarySessions.CreateAsync(system, films);
        await LibrarySessions.CompletedAsync(system, other);

        var again = system.Emulator.Statistics.Snapshot().MovieFetches;
        var matched = await system.CountAsync("SELECT count(*) FROM libraries.matches WHERE session_id = $1 AND state = 'matched'", other);
        Assert.Equal(matched, await system.CountAsync("SELECT count(*) FROM libraries.matches WHERE session_id = $1 AND state = 'matched' AND is_settled", other));
        Assert.All(fetches, movie => Assert.Equal(movie.Value, again[movie.Key]));
    }

    [Fact]
    public async Task A_movie_of_which_the_catalog_has_only_the_title_is_asked_for_its_year_without_a_search()
    {
        await using var system = await JobSystem.StartAsync(settings: Quick);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich", ("limit", "120"));
        await LibrarySessions.ExecuteAsync(system, "CREATE TABLE known AS SELECT title, extract(year FROM release_date)::integer AS year FROM catalog.movies WHERE release_date IS NOT NULL AND title IN (SELECT title FROM catalog.movies GROUP BY title HAVING count(*) = 1) ORDER BY vote_count DESC LIMIT 10");
        await LibrarySessions.ExecuteAsync(system, "UPDATE catalog.movies SET release_date = NULL, premiere_year = NULL, last_tmdb_update = NULL WHERE title IN (SELECT title FROM known)");
        system.Emulator.Statistics.Reset();

        var session = await LibrarySessions.CreateAsync(system, "SELECT title, year FROM known");
        await LibrarySessions.CompletedAsync(system, session);

        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM libraries.matches WHERE session_id = $1 AND message LIKE '%is not known%'", session));
        Assert.InRange(await system.CountAsync("SELECT matched_count FROM libraries.sessions WHERE id = $1", session), 5, 10);
        Assert.DoesNotContain(system.Emulator.Statistics.Snapshot().Endpoints, endpoint => endpoint.Key.Contains("search", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_waits_for_a_provider_that_is_away_and_says_so_and_goes_on()
    {
        await using var system = await JobSystem.StartAsync(settings: Quick);
        system.Emulator.Faults = new() { Tmdb = new() { DroppedShare = 1 } };

        var session = await LibrarySessions.CreateAsync(system, "SELECT 'Film ' || i, 2000 FROM generate_series(1, 12) i");
        await Eventually.TrueAsync(
            async () => await system.CountAsync("SELECT count(*) FROM libraries.sessions WHERE id = $1 AND waiting LIKE 'TMDB cannot be reached%'", session) == 1,
            "the session says what it waits for");
        // It goes on saying so while TMDB is asked again.
        await LibrarySessions.ExecuteAsync(system, "CREATE TABLE begun (waiting text)");
        await LibrarySessions.ExecuteAsync(system, """
            CREATE FUNCTION note_begun() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO begun VALUES (new.waiting); RETURN new; END $$
            """);
        await LibrarySessions.ExecuteAsync(system, "CREATE TRIGGER begun AFTER UPDATE ON libraries.sessions FOR EACH ROW EXECUTE FUNCTION note_begun()");
        await Eventually.TrueAsync(async () => await system.CountAsync("SELECT count(*) FROM begun") >= 3, "TMDB is asked again");
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM begun WHERE waiting = ''"));
        Assert.Equal(0, await system.CountAsync("SELECT failed_count FROM libraries.sessions WHERE id = $1", session));
        system.Emulator.Faults = new();

        await LibrarySessions.CompletedAsync(system, session);
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM libraries.sessions WHERE id = $1 AND waiting <> ''", session));
    }

    [Fact]
    public async Task A_library_of_fewer_films_than_make_an_outage_waits_for_a_provider_that_is_away_as_well()
    {
        await using var system = await JobSystem.StartAsync(settings: new(Quick) { ["Libraries:OutageAfter"] = "100" });
        system.Emulator.Faults = new() { Tmdb = new() { DroppedShare = 1 } };

        var session = await LibrarySessions.CreateAsync(system, "SELECT 'Film ' || i, 2000 FROM generate_series(1, 3) i");
        await Eventually.TrueAsync(
            async () => await system.CountAsync("SELECT count(*) FROM libraries.sessions WHERE id = $1 AND waiting LIKE 'TMDB cannot be reached%'", session) == 1,
            "the session says what it waits for");
        Assert.Equal(0, await system.CountAsync("SELECT coalesce(sum(failures), 0) FROM libraries.matches WHERE session_id = $1", session));
        system.Emulator.Faults = new();

        await LibrarySessions.CompletedAsync(system, session);
        Assert.Equal(0, await system.CountAsync("SELECT failed_count FROM libraries.sessions WHERE id = $1", session));
    }

    [Fact]
    public async Task A_film_whose_own_call_fails_is_listed_and_tried_again_an_hour_later()
    {
        await using var system = await JobSystem.StartAsync(settings: Quick);
        system.Emulator.Faults = new() { Tmdb = new() { BrokenJsonShare = 1 } };

        var session = await LibrarySessions.CreateAsync(system, "SELECT 'Film ' || i, 2000 FROM generate_series(1, 3) i");
        await LibrarySessions.CompletedAsync(system, session);
        Assert.Equal(3, await system.CountAsync("SELECT failed_count FROM libraries.sessions WHERE id = $1", session));
        Assert.Equal(3, await system.CountAsync("SELECT count(*) FROM libraries.matches WHERE session_id = $1 AND failure IS NOT NULL", session));
        system.Emulator.Faults = new();
        system.Clock.Now += TimeSpan.FromMinutes(61);

        await Eventually.TrueAsync(
            async () => await system.CountAsync("SELECT count(*) FROM libraries.sessions WHERE id = $1 AND status = 'completed' AND failed_count = 0", session) == 1,
            "the films are asked for again");
    }

    [Fact]
    public async Task A_small_library_is_not_behind_a_large_one()
    {
        await using var system = await JobSystem.StartAsync(settings: new(Quick) { ["Runs:InteractiveConcurrency"] = "1" });
        system.Emulator.Faults = new() { Tmdb = new() { Latency = TimeSpan.FromMilliseconds(20) } };

        var large = await LibrarySessions.CreateAsync(system, "SELECT 'Film of many ' || i, 2000 FROM generate_series(1, 1500) i");
        await Eventually.TrueAsync(
            async () => await system.CountAsync("SELECT enriched_count FROM libraries.sessions WHERE id = $1", large) > 0, "the large library is at work");
        var small = await LibrarySessions.CreateAsync(system, "SELECT 'One of few ' || i, 2000 FROM generate_series(1, 5) i");
        await LibrarySessions.CompletedAsync(system, small);

        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM libraries.sessions WHERE id = $1 AND status = 'completed'", large));
    }

    [Fact]
    public async Task A_person_who_chose_is_asked_no_more_and_others_with_the_film_get_what_most_chose()
    {
        await using var system = await JobSystem.StartAsync(settings: Quick);
        await system.RunAsync("bootstrap");
        var movie = await system.CountAsync("SELECT min(id) FROM catalog.movies");
        var first = await LibrarySessions.CreateAsync(system, "SELECT 'No such title', 1950");
        await LibrarySessions.CompletedAsync(system, first);
        await LibrarySessions.ExecuteAsync(system, """
            INSERT INTO libraries.choices SELECT session_id, id, uri, 'nosuchtitle', year, $2, now() FROM libraries.films WHERE session_id = $1
            """, first, (int)movie);

        var second = await LibrarySessions.CreateAsync(system, "SELECT 'No such title', 1950");
        await LibrarySessions.CompletedAsync(system, second);

        Assert.Equal(movie, await system.CountAsync("SELECT movie_id FROM libraries.matches WHERE session_id = $1 AND method = 'majority'", second));
    }

    [Fact]
    public async Task A_movie_that_TMDB_does_not_have_is_chosen_for_nobody_else()
    {
        await using var system = await JobSystem.StartAsync(settings: Quick);
        var session = await LibrarySessions.CreateAsync(system, "SELECT 'No such title', 1950");
        await LibrarySessions.CompletedAsync(system, session);
        await LibrarySessions.ExecuteAsync(system, """
            INSERT INTO libraries.choices SELECT session_id, id, uri, 'nosuchtitle', year, 987654321, now() FROM libraries.films WHERE session_id = $1
            """, session);
        await LibrarySessions.ExecuteAsync(
            system, "UPDATE libraries.matches SET state = 'matched', method = 'choice', movie_id = 987654321, is_settled = false WHERE session_id = $1", session);
        await LibrarySessions.ExecuteAsync(system, "UPDATE libraries.sessions SET work_wanted = work_wanted + 1, status = 'enriching' WHERE id = $1", session);
        await LibrarySessions.CompletedAsync(system, session);

        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM libraries.matches WHERE session_id = $1 AND state = 'unmatched' AND is_settled", session));
        Assert.Equal(0, await system.CountAsync("SELECT count(*) FROM libraries.choices"));
    }

    [Fact]
    public async Task A_session_is_one_subject_however_its_number_is_written()
    {
        await using var system = await JobSystem.StartAsync(settings: Quick);

        await system.RunAsync("library", ("library", "007"));
        await system.RunAsync("library", ("library", "+7"));

        Assert.Equal(2, await system.CountAsync("SELECT count(*) FROM pipeline.pipeline_runs WHERE job = 'library' AND subject = '7'"));
    }

    [Fact]
    public async Task An_expired_session_leaves_nothing()
    {
        await using var system = await JobSystem.StartAsync(settings: Quick);
        var session = await LibrarySessions.CreateAsync(system, "SELECT 'Film', 2000");
        await LibrarySessions.CompletedAsync(system, session);

        await LibrarySessions.ExecuteAsync(system, "UPDATE libraries.sessions SET expires_at = $2 WHERE id = $1", session, system.Clock.Now - TimeSpan.FromSeconds(1));

        await Eventually.TrueAsync(
            async () => await system.CountAsync(
                "SELECT (SELECT count(*) FROM libraries.sessions) + (SELECT count(*) FROM libraries.films) + (SELECT count(*) FROM libraries.matches) + (SELECT count(*) FROM libraries.insights)") == 0,
            "everything of it is removed");
    }
}
