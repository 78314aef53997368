using Microsoft.Extensions.Options;
using MovieAspire.Data.Refresh;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Omdb;
using MovieAspire.Worker.Collect.Refresh;

namespace MovieAspire.Worker.Tests.Collect.Refresh;

public class RefreshQueueTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData(false, 10_000)]
    [InlineData(true, 10_000)]
    [InlineData(false, 37)]
    public async Task The_queries_and_the_policy_agree_on_who_is_due_and_in_which_order(bool includeFrozen, int limit)
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var movies = Generate(new Random(limit + (includeFrozen ? 1 : 0))).ToArray();
        await InsertAsync(database, movies);
        var options = new RefreshOptions();

        var atTmdb = await new RefreshQueue(database, Options.Create(options), Options.Create(new DetailsOptions()), new TestClock(Now))
            .ReadAsync(limit, includeFrozen, among: null, CancellationToken.None);
        var atOmdb = await new OmdbQueue(database, Options.Create(options), new TestClock(Now))
            .ReadAsync(limit, includeFrozen, among: null, CancellationToken.None);

        var policy = new RefreshPolicy(options);
        var plans = movies.Where(movie => !movie.Removed)
            .Select(movie => (Movie: movie, Plan: policy.Plan(movie.State, Now, includeFrozen))).ToArray();
        var tmdb = plans.Where(entry => entry.Plan.Tmdb is RefreshReason.IntervalPassed or RefreshReason.Thawed)
            .OrderByDescending(entry => Overdue(entry.Movie, options, includeFrozen))
            .ThenByDescending(entry => entry.Movie.Popularity).ThenBy(entry => entry.Movie.Id)
            .Take(limit).Select(entry => entry.Movie.Id);
        var omdb = plans.Where(entry => entry.Plan.NeedsOmdb)
            .OrderByDescending(entry => RefreshPolicy.ValueAtOmdb(entry.Movie.Popularity, entry.Movie.State.ReleaseDate, Today))
            .ThenBy(entry => entry.Movie.Id)
            .Take(limit).Select(entry => entry.Movie.Id);

        Assert.Equal(tmdb, atTmdb);
        Assert.Equal(omdb, atOmdb.Select(request => request.MovieId));
        Assert.All(atOmdb, request => Assert.Equal($"tt{request.MovieId}", request.ImdbId));
        Assert.NotEmpty(atTmdb);
        Assert.NotEmpty(atOmdb);
    }

    [Fact]
    public async Task Of_what_was_decided_before_only_those_come_that_are_still_due()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await InsertAsync(database, Generate(new Random(1)).ToArray());
        var tmdb = new RefreshQueue(
            database, Options.Create(new RefreshOptions()), Options.Create(new DetailsOptions()), new TestClock(Now));
        var omdb = new OmdbQueue(database, Options.Create(new RefreshOptions()), new TestClock(Now));
        var refresh = await tmdb.ReadAsync(10, false, among: null, CancellationToken.None);
        var ask = (await omdb.ReadAsync(10, false, among: null, CancellationToken.None)).Select(request => request.MovieId).ToArray();
        await database.ExecuteAsync("UPDATE catalog.movies SET last_tmdb_update = $1 WHERE id = $2", Now, refresh[0]);
        await database.ExecuteAsync("UPDATE catalog.movies SET last_omdb_update = $1 WHERE id = $2", Now, ask[0]);

        Assert.Equal(refresh.Skip(1), await tmdb.ReadAsync(100, false, refresh, CancellationToken.None));
        Assert.Equal(ask.Skip(1), (await omdb.ReadAsync(100, false, ask, CancellationToken.None)).Select(request => request.MovieId));
    }

    private static double Overdue(Sample movie, RefreshOptions options, bool includeFrozen)
    {
        var wait = options.Tmdb.For(AgeClasses.Of(movie.State.ReleaseDate, Today));
        if (movie.State.Frozen && !includeFrozen)
            wait = RefreshOptions.LongestWithoutRefresh;
        return (Now - movie.State.LastTmdbUpdate!.Value).TotalSeconds / wait.TotalSeconds;
    }

    // Days around every boundary and in between; whole seconds, as both sides compare exactly then.
    private static IEnumerable<Sample> Generate(Random random)
    {
        int[] ages = [-30, 0, 59, 60, 61, 179, 180, 181, 364, 365, 366, 4000];
        int[] since = [0, 4, 5, 6, 14, 15, 16, 29, 30, 31, 89, 90, 91, 179, 180, 181, 400];
        for (var id = 1; id <= 3000; id++)
        {
            DateOnly? released = random.Next(10) == 0 ? null : Today.AddDays(-ages[random.Next(ages.Length)]);
            var state = new RefreshState(
                released, random.Next(5) == 0 ? null : $"tt{id}", Past(), Past(), random.Next(3) == 0);
            yield return new(id, random.Next(400) / 4.0, random.Next(20) == 0, state);
        }

        DateTimeOffset? Past() => random.Next(8) == 0
            ? null
            : Now.AddDays(-since[random.Next(since.Length)]).AddSeconds(random.Next(3) - 1);
    }

    private static Task InsertAsync(Npgsql.NpgsqlDataSource database, Sample[] movies) => database.ExecuteAsync("""
        INSERT INTO catalog.movies (id, title, original_title, popularity, removed_at, release_date, imdb_id,
                                    last_tmdb_update, last_omdb_update, data_frozen)
        SELECT id, 'm', 'm', popularity, removed_at, release_date, imdb_id, tmdb, omdb, frozen
        FROM unnest($1::integer[], $2::float8[], $3::timestamptz[], $4::date[], $5::text[],
                    $6::timestamptz[], $7::timestamptz[], $8::boolean[])
            AS m (id, popularity, removed_at, release_date, imdb_id, tmdb, omdb, frozen)
        """,
        movies.Select(movie => movie.Id).ToArray(),
        movies.Select(movie => movie.Popularity).ToArray(),
        movies.Select(movie => movie.Removed ? Now : (DateTimeOffset?)null).ToArray(),
        movies.Select(movie => movie.State.ReleaseDate).ToArray(),
        movies.Select(movie => movie.State.ImdbId).ToArray(),
        movies.Select(movie => movie.State.LastTmdbUpdate).ToArray(),
        movies.Select(movie => movie.State.LastOmdbUpdate).ToArray(),
        movies.Select(movie => movie.State.Frozen).ToArray());

    private sealed record Sample(int Id, double Popularity, bool Removed, RefreshState State);
}
