using MovieAspire.Contracts.Analytics.V1;

namespace MovieAspire.Analytics.Tests.State;

public class CoverageTests
{
    private const string Seed = """
        INSERT INTO catalog.movies (id, title, original_title) SELECT i, 'Movie', 'Movie' FROM generate_series(1, 10) i;
        UPDATE catalog.movies SET removed_at = now(), trailer_key = 'x', imdb_id = 'tt10', budget = 1 WHERE id = 10;
        UPDATE catalog.movies SET trailer_key = 'x' WHERE id <= 7;
        UPDATE catalog.movies SET imdb_id = 'tt' || id WHERE id <= 6;
        UPDATE catalog.movies SET last_tmdb_update = now() WHERE id <= 8;
        UPDATE catalog.movies SET budget = 1 WHERE id <= 2;
        UPDATE catalog.movies SET revenue = 1 WHERE id <= 1;
        UPDATE catalog.movies SET runtime = 90 WHERE id <= 9;
        INSERT INTO catalog.people (id, name) VALUES (1, 'One'), (2, 'Two');
        INSERT INTO catalog.movie_cast SELECT i, person - 1, person, '', true
            FROM generate_series(1, 10) i, generate_series(1, 2) person WHERE i <= 5 OR i = 10;
        INSERT INTO catalog.movie_crew SELECT i, 1, 'Director', '' FROM generate_series(1, 4) i;
        INSERT INTO catalog.keywords VALUES (1, 'one'), (2, 'two');
        INSERT INTO catalog.movie_keywords SELECT i, k FROM generate_series(1, 3) i, generate_series(1, 2) k;
        INSERT INTO catalog.similar_movies SELECT i, r, r FROM generate_series(1, 2) i, generate_series(1, 2) r;
        INSERT INTO catalog.omdb_movies (movie_id, content_hash, checked_at, changed_at) VALUES (1, '', now(), now());
        """;

    [Fact]
    public async Task Each_movie_counts_once_for_what_it_has_and_removed_ones_apart()
    {
        await using var host = await AnalyticsHost.StartAsync();
        await host.ExecuteAsync(Seed);

        var coverage = await GetAsync(host);

        coverage.ComputedAt = null;
        Assert.Equal(
            new GetCoverageResponse
            {
                Total = 9, Removed = 1, HasDetails = 8, HasTrailer = 7, HasImdbId = 6, HasCast = 5, HasCrew = 4,
                HasKeywords = 3, HasSimilar = 2, HasOmdb = 1, HasBudget = 2, HasRevenue = 1, HasRuntime = 9,
            },
            coverage);
    }

    [Fact]
    public async Task An_empty_catalog_has_nothing()
    {
        await using var host = await AnalyticsHost.StartAsync();

        Assert.Equal((0, 0), ((await GetAsync(host)).Total, (await GetAsync(host)).HasCast));
    }

    private static async Task<GetCoverageResponse> GetAsync(AnalyticsHost host) => await host.Client.GetCoverageAsync(
        new(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));
}
