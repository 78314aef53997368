using MovieAspire.Data.Catalog;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using Npgsql;

namespace MovieAspire.Worker.Tests.Collect.Details;

public class MovieWriterTests
{
    private static readonly Guid Run = Guid.CreateVersion7();

    [Fact]
    public async Task Unchanged_content_moves_only_the_check_times_and_counts_the_cycle()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var clock = new TestClock(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var writer = new MovieWriter(database, clock);
        Assert.Equal(new(1, 0, 0), (await WriteAsync(writer, clock, Details(1))).Counts);

        clock.Now = clock.Now.AddDays(1);
        Assert.Equal(new(0, 0, 1), (await WriteAsync(writer, clock, Details(1))).Counts);
        Assert.Equal("1 01-01 01-02 01-02 01-01", await StateAsync(database));

        clock.Now = clock.Now.AddDays(1);
        Assert.Equal(new(0, 0, 1), (await WriteAsync(writer, clock, Details(1) with { Popularity = 5 })).Counts);
        Assert.Equal("2 01-01 01-03 01-03 01-03", await StateAsync(database));

        clock.Now = clock.Now.AddDays(1);
        Assert.Equal(new(0, 1, 0), (await WriteAsync(writer, clock, Details(1) with { Tagline = "New" })).Counts);
        Assert.Equal("0 01-04 01-04 01-04 01-04", await StateAsync(database));
    }

    [Fact]
    public async Task An_imdb_id_that_another_movie_has_breaks_no_batch()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var writer = new MovieWriter(database, TimeProvider.System);
        await WriteAsync(writer, Details(5) with { ImdbId = "tt5" });

        var result = await WriteAsync(
            writer, Details(1) with { ImdbId = "tt5" }, Details(2) with { ImdbId = "tt2" }, Details(3) with { ImdbId = "tt2" });

        Assert.Equal(new(3, 0, 0), result.Counts);
        Assert.Equal([(1, "tt5"), (3, "tt2")], result.ImdbDuplicates.Order());
    }

    [Fact]
    public async Task An_imdb_id_that_another_movie_has_is_told_again_by_the_second_try_of_a_batch()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var writer = new MovieWriter(database, TimeProvider.System);
        await WriteAsync(writer, Details(5) with { ImdbId = "tt5" });
        await database.ExecuteAsync("ALTER TABLE catalog.tmdb_movies ADD CONSTRAINT refused CHECK (movie_id <> 1)");
        var movie = MovieMapping.FromDetails(Details(1) with { ImdbId = "tt5" }, 1000, TimeProvider.System.GetUtcNow());
        await Assert.ThrowsAsync<PostgresException>(() => writer.WriteAsync([movie], Run, CancellationToken.None));
        await database.ExecuteAsync("ALTER TABLE catalog.tmdb_movies DROP CONSTRAINT refused");

        var result = await writer.WriteAsync([movie], Run, CancellationToken.None);

        Assert.Equal([(1, "tt5")], result.ImdbDuplicates);
    }

    [Fact]
    public async Task An_imdb_id_is_given_to_the_next_movie_that_names_it_once_its_owner_is_gone_and_the_error_is_history()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var writer = new MovieWriter(database, TimeProvider.System);
        await WriteAsync(writer, Details(5) with { ImdbId = "tt5" });
        await WriteAsync(writer, Details(1) with { ImdbId = "tt5" });
        await database.ExecuteAsync("""
            INSERT INTO pipeline.pipeline_runs (id, job, status, requested_by, created_at, not_before)
            VALUES ($1, 'quick', 'partial', 'test', now(), now())
            """, Run);
        await database.ExecuteAsync("""
            INSERT INTO pipeline.run_errors (run_id, source, item, cause, message, occurred_at)
            VALUES ($1, 'imdb-ids', '1', 'bad_body', '', now())
            """, Run);

        await WriteAsync(writer, Details(1) with { ImdbId = "tt5" });
        Assert.Equal(("", 1L), await ImdbIdAsync(1));

        await writer.RemoveAsync(5, Run, CancellationToken.None);
        Assert.Equal(new(0, 0, 1), (await WriteAsync(writer, Details(1) with { ImdbId = "tt5" })).Counts);
        Assert.Equal(("tt5", 0L), await ImdbIdAsync(1));

        async Task<(string ImdbId, long OpenErrors)> ImdbIdAsync(int id)
        {
            await using var command = database.CreateCommand("""
                SELECT coalesce(imdb_id, ''), (SELECT count(*) FROM pipeline.run_errors WHERE resolved_at IS NULL)
                FROM catalog.movies WHERE id = $1
                """);
            command.Parameters.Add(new() { Value = id });
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            return (reader.GetString(0), reader.GetInt64(1));
        }
    }

    [Fact]
    public async Task Two_writers_of_overlapping_batches_do_not_deadlock()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var writer = new MovieWriter(database, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async worker =>
        {
            for (var round = 0; round < 5; round++)
            {
                var batch = Enumerable.Range(1, 30)
                    .Select(id => Details(id) with { Tagline = $"{worker}.{round}", Credits = Credits(id, worker + round) });
                await WriteAsync(writer, [.. worker % 2 == 0 ? batch : batch.Reverse()]);
            }
        }));

        await using var count = database.CreateCommand("SELECT count(*) FROM catalog.tmdb_movies");
        Assert.Equal(30L, await count.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData(0, 1, "Newer", 2)]
    [InlineData(1, 0, "Newer", 2)]
    [InlineData(1, 2, "Newest, by the higher id", 3)]
    [InlineData(2, 1, "Newest, by the higher id", 3)]
    public async Task A_person_is_as_the_newest_answer_has_them_whatever_was_written_first(int first, int second, string name, double popularity)
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var writer = new MovieWriter(database, TimeProvider.System);
        var newer = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
        MovieRow[] movies =
        [
            MovieMapping.FromDetails(Details(9) with { Credits = Of("Older", 1) }, 1000, newer.AddDays(-1)),
            MovieMapping.FromDetails(Details(1) with { Credits = Of("Newer", 2) }, 1000, newer),
            MovieMapping.FromDetails(Details(2) with { Credits = Of("Newest, by the higher id", 3) }, 1000, newer),
        ];

        await writer.WriteAsync([movies[first]], Run, CancellationToken.None);
        await writer.WriteAsync([movies[second]], Run, CancellationToken.None);

        await using var command = database.CreateCommand("SELECT name, popularity FROM catalog.people WHERE id = 7");
        await using var person = await command.ExecuteReaderAsync();
        Assert.True(await person.ReadAsync());
        Assert.Equal((name, popularity), (person.GetString(0), person.GetDouble(1)));

        static TmdbCredits Of(string name, double popularity) => new() { Cast = [new() { Id = 7, Name = name, Popularity = popularity }] };
    }

    [Fact]
    public async Task An_older_answer_that_is_written_at_the_same_time_does_not_rename_a_person()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var writer = new MovieWriter(database, TimeProvider.System);
        var newer = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
        await database.ExecuteAsync("INSERT INTO catalog.people (id, name) VALUES (7, 'Newer')");
        // The one with the newer answer has found the name as it says, and waits before it gives it to its movie.
        await using var other = await database.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand("INSERT INTO catalog.movies (id, title, original_title, imdb_id) VALUES (3, 'Third', 'Third', 'tt1')", other))
            await insert.ExecuteNonQueryAsync();
        var first = WriteAtAsync(Details(1) with { Genres = [], Credits = Of("Newer"), ImdbId = "tt1" }, newer);
        await Eventually.TrueAsync(async () => await WaitingAsync() == 1, "The first waits for the IMDb id");

        var second = WriteAtAsync(Details(2) with { Genres = [], Credits = Of("Older") }, newer.AddDays(-1));
        await Eventually.TrueAsync(async () => second.IsCompleted || await WaitingAsync() == 2, "The second is done or waits");
        await transaction.RollbackAsync();
        await Task.WhenAll(first, second).WaitAsync(TimeSpan.FromMinutes(1));

        await using var command = database.CreateCommand("SELECT name FROM catalog.people WHERE id = 7");
        Assert.Equal("Newer", await command.ExecuteScalarAsync());

        Task WriteAtAsync(TmdbMovieDetails movie, DateTimeOffset at) =>
            writer.WriteAsync([MovieMapping.FromDetails(movie, 1000, at)], Run, CancellationToken.None);

        async Task<long> WaitingAsync()
        {
            await using var count = database.CreateCommand(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
            return (long)(await count.ExecuteScalarAsync())!;
        }

        static TmdbCredits Of(string name) => new() { Cast = [new() { Id = 7, Name = name }] };
    }

    private static TmdbCredits Credits(int movie, int version) => new()
    {
        Cast = [.. Enumerable.Range(0, 20).Select(i => new TmdbCastMember
        {
            Id = (movie * 7 + i * 13) % 97 + 1, Name = $"{version}", Order = i,
        })],
    };

    private static Task<WriteResult> WriteAsync(MovieWriter writer, params TmdbMovieDetails[] movies) =>
        WriteAsync(writer, TimeProvider.System, movies);

    private static Task<WriteResult> WriteAsync(MovieWriter writer, TimeProvider time, params TmdbMovieDetails[] movies) => writer.WriteAsync(
        [.. movies.Select(movie => MovieMapping.FromDetails(movie, 1000, time.GetUtcNow()))], Run, CancellationToken.None);

    private static TmdbMovieDetails Details(int id) => new()
    {
        Id = id, Title = $"Movie {id}", OriginalTitle = $"Movie {id}", Genres = [new(18, "Drama")],
    };

    /// <summary>unchanged_cycles, and the days of changed_at, checked_at, last_tmdb_update and updated_at.</summary>
    private static async Task<string?> StateAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            SELECT concat_ws(' ', t.unchanged_cycles, to_char(t.changed_at AT TIME ZONE 'UTC', 'MM-DD'),
                             to_char(t.checked_at AT TIME ZONE 'UTC', 'MM-DD'),
                             to_char(m.last_tmdb_update AT TIME ZONE 'UTC', 'MM-DD'),
                             to_char(m.updated_at AT TIME ZONE 'UTC', 'MM-DD'))
            FROM catalog.movies m JOIN catalog.tmdb_movies t ON t.movie_id = m.id
            """);
        return (string?)await command.ExecuteScalarAsync();
    }
}
