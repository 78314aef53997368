using MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Analytics.Tests.State;

public class FreshnessTests
{
    [Fact]
    public async Task Movies_are_counted_by_the_class_of_their_age()
    {
        await using var host = await AnalyticsHost.StartAsync();
        await host.ExecuteAsync(Movies(
            "(1, NULL)", "(2, -400)", "(3, 0)", "(4, 60)", "(5, 61)", "(6, 180)", "(7, 181)", "(8, 365)", "(9, 366)"));

        var freshness = await GetAsync(host);

        Assert.Equal(
            [("recent", 4), ("established", 2), ("mature", 2), ("archived", 1)],
            freshness.AgeClasses.Select(age => (age.AgeClass, age.Movies)));
        Assert.Equal([5, 15, 30, 90], freshness.AgeClasses.Select(age => age.TmdbIntervalDays));
        Assert.Equal([5, 30, 90, 180], freshness.AgeClasses.Select(age => age.OmdbIntervalDays));
        Assert.Equal(9, freshness.Total);
    }

    [Fact]
    public async Task A_movie_is_stale_from_its_interval_on_for_each_provider_on_its_own()
    {
        await using var host = await AnalyticsHost.StartAsync();
        await host.ExecuteAsync(Movies("(1, 400)", "(2, 400)", "(3, 400)", "(4, 10)", "(5, 10)") + """
            UPDATE catalog.movies SET last_tmdb_update = now() - interval '91 days', imdb_id = 'tt1',
                last_omdb_update = now() - interval '91 days' WHERE id = 1;
            UPDATE catalog.movies SET last_tmdb_update = now() - interval '89 days', imdb_id = 'tt2',
                last_omdb_update = now() - interval '181 days' WHERE id = 2;
            UPDATE catalog.movies SET last_tmdb_update = now() - interval '181 days', imdb_id = 'tt3' WHERE id = 3;
            UPDATE catalog.movies SET last_tmdb_update = now() - interval '4 days' WHERE id = 4;
            UPDATE catalog.movies SET updated_at = midnight.time - (3 - id) * interval '1 microsecond'
                FROM (SELECT date_trunc('day', now(), 'UTC') AS time) midnight WHERE id <= 3;
            """);

        var freshness = await GetAsync(host);

        var (recent, archived) = (freshness.AgeClasses[0], freshness.AgeClasses[3]);
        Assert.Equal((2, 1), (archived.StaleTmdb, archived.StaleOmdb));
        Assert.Equal((0, 1), (recent.StaleTmdb, recent.NeverEnriched));
        Assert.Equal((1, 1), (freshness.NeverEnriched, freshness.NeverEnrichedOmdb));
        Assert.Equal((3, 1), (freshness.Stale30Days, freshness.Stale180Days));
        // The second and the fourth of five are within their interval.
        Assert.Equal(0.4, freshness.RefreshCoverage, 10);
        // The third just at midnight, the first and the second before.
        Assert.Equal(3, freshness.UpdatedToday);
    }

    [Fact]
    public async Task Frozen_movies_are_stale_only_after_half_a_year_and_removed_ones_do_not_count()
    {
        await using var host = await AnalyticsHost.StartAsync();
        await host.ExecuteAsync(Movies("(1, 400)", "(2, 400)", "(3, 400)") + """
            UPDATE catalog.movies SET data_frozen = true, last_tmdb_update = now() - interval '179 days' WHERE id = 1;
            UPDATE catalog.movies SET data_frozen = true, last_tmdb_update = now() - interval '181 days' WHERE id = 2;
            UPDATE catalog.movies SET removed_at = now() WHERE id = 3;
            """);

        var freshness = await GetAsync(host);

        Assert.Equal((2, 2), (freshness.Total, freshness.Frozen));
        Assert.Equal((2, 1), (freshness.AgeClasses[3].Frozen, freshness.AgeClasses[3].StaleTmdb));
    }

    [Fact]
    public async Task What_changed_last_is_told_with_its_kind_and_numbers_that_moved_are_no_change()
    {
        await using var host = await AnalyticsHost.StartAsync();
        await host.ExecuteAsync(Movies("(1, 400)", "(2, 400)", "(3, 400)", "(4, 400)", "(5, 400)") + """
            UPDATE catalog.movies SET created_at = now() - interval '90 days' WHERE id < 4;
            UPDATE catalog.movies SET removed_at = now() WHERE id = 5;
            INSERT INTO catalog.tmdb_movies (movie_id, content_hash, checked_at, changed_at)
                SELECT id, '', now(), now() - make_interval(days => id * 2) FROM generate_series(1, 5) id;
            INSERT INTO catalog.omdb_movies (movie_id, content_hash, checked_at, changed_at) VALUES (3, '', now(), now() - interval '1 day');
            UPDATE catalog.tmdb_movies SET changed_at = now() - interval '3 days' WHERE movie_id = 4;
            UPDATE catalog.movies SET created_at = now() - interval '3 days' WHERE id = 4;
            -- Its votes moved just now.
            INSERT INTO catalog.movie_documents (movie_id, document, further_cast, version, changed_at)
                SELECT id, '', '', pg_current_xact_id(), now() FROM generate_series(1, 5) id;
            """);

        var freshness = await GetAsync(host);

        Assert.Equal(
            [(3, "ratings"), (1, "facts"), (4, "new"), (2, "facts")], freshness.Changes.Select(change => (change.Id, change.Kind)));
    }

    [Fact]
    public async Task An_empty_catalog_has_all_classes_and_no_coverage()
    {
        await using var host = await AnalyticsHost.StartAsync();

        var freshness = await GetAsync(host);

        Assert.Equal([0, 0, 0, 0], freshness.AgeClasses.Select(age => age.Movies));
        Assert.Equal(0, freshness.RefreshCoverage);
    }

    [Fact]
    public async Task The_counts_come_out_of_the_cache_for_a_short_time()
    {
        await using var host = await AnalyticsHost.StartAsync();

        var first = await GetAsync(host);
        await host.ExecuteAsync(Movies("(1, 0)"));

        Assert.Equal(first, await GetAsync(host));
    }

    private static async Task<GetFreshnessResponse> GetAsync(AnalyticsHost host) => await host.Client.GetFreshnessAsync(
        new(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));

    // Rows of (id, days since the release in UTC).
    private static string Movies(params string[] rows) => $"""
        INSERT INTO catalog.movies (id, title, original_title, release_date)
            SELECT id, 'Movie', 'Movie', (now() AT TIME ZONE 'UTC')::date - days::integer
            FROM (VALUES {string.Join(", ", rows)}) AS movies (id, days);
        """;
}
