using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Data.Catalog;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Lists;
using MovieAspire.Worker.Collect.Omdb;
using MovieAspire.Worker.Compute.Projections;
using Npgsql;

namespace MovieAspire.Worker.Tests.Compute.Projections;

public class ProjectionTests
{
    private const int Movies = 8;
    private static readonly Guid Run = Guid.CreateVersion7();
    private static readonly int[] All = [.. Enumerable.Range(1, Movies)];

    /// <summary>Few movies that share nearly everything, so that writers meet, and names that change with every write.</summary>
    [Fact]
    public async Task After_any_writes_renames_and_removals_by_several_writers_no_document_differs()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        var project = new ProjectJob(database, TimeProvider.System);
        var steps = Gen.Choose(0, int.MaxValue - 1).ListOf(12).Three();

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(20),
            Prop.ForAll(steps.ToArbitrary(), writers => Task.Run(async () =>
            {
                await Task.WhenAll(new[] { writers.Item1, writers.Item2, writers.Item3 }.Select(seeds => Task.Run(async () =>
                {
                    foreach (var seed in seeds)
                        await WriteAsync(database, new Random(seed));
                })));
                return await project.ProjectAsync(All, CancellationToken.None);
            }).GetAwaiter().GetResult() is { Inserted: 0, Updated: 0 }));
    }

    [Fact]
    public async Task A_new_name_shows_in_the_documents_of_all_movies_that_have_it()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await WriteAsync(database, [Details(1, "Old"), Details(2, "Old")]);
        await WriteAsync(database, [Details(2, "New")]);

        var document = await DocumentAsync(database, 1);
        Assert.Equal("New", document.Cast[0].Name);
        Assert.Equal("New", document.Crew[0].Name);
        Assert.Equal("New", document.Genres[0].Name);
        Assert.Equal("New", document.Keywords[0].Name);
        Assert.Equal("New", document.Companies[0].Name);
        Assert.Equal("New", document.Collection.Name);
    }

    [Fact]
    public async Task A_removed_movie_is_a_change_to_those_who_read_changes()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await WriteAsync(database, [Details(1, "")]);
        var before = await VersionAsync(database, 1);
        await new MovieWriter(database, TimeProvider.System).RemoveAsync(1, Run, CancellationToken.None);

        Assert.True(await VersionAsync(database, 1) > before);
    }

    [Fact]
    public async Task A_number_that_moved_is_a_change_and_the_same_again_is_none()
    {
        await using var database = await SchemaDatabase.CreateAsync();
        await WriteAsync(database, [Details(1, "")]);
        var first = await VersionAsync(database, 1);
        await WriteAsync(database, [Details(1, "")]);
        var same = await VersionAsync(database, 1);
        await WriteAsync(database, [Details(1, "") with { Popularity = 7 }]);

        Assert.Equal(first, same);
        Assert.True(await VersionAsync(database, 1) > same);
    }

    [Fact]
    public async Task The_job_writes_the_documents_that_are_missing_or_wrong_and_says_how_many()
    {
        await using var system = await JobSystem.StartAsync(movies: 40);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("project")).Status);

        await system.Data.ExecuteAsync("UPDATE catalog.movie_documents SET document = '' WHERE movie_id = (SELECT min(id) FROM catalog.movies)");
        await system.Data.ExecuteAsync("DELETE FROM catalog.movie_documents WHERE movie_id = (SELECT max(id) FROM catalog.movies)");
        var first = (await system.CountAsync("SELECT min(id) FROM catalog.movies")).ToString(CultureInfo.InvariantCulture);
        var some = Assert.Single((await system.RunAsync("project", ("to", first))).Sources);
        Assert.Equal((1, 1, 0), (some.Fetched, some.Updated, some.Inserted));

        var run = await system.RunAsync("project");
        var all = Assert.Single(run.Sources);
        Assert.Equal((40, 0, 1, 39), (all.Fetched, all.Updated, all.Inserted, all.Unchanged));
        Assert.Equal("0 documents differed, 1 were missing", run.Progress.Message);
    }

    private static async Task WriteAsync(NpgsqlDataSource database, Random random)
    {
        // As the collectors do it: two writers that rename the same at once may have to wait for each other.
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await WriteOnceAsync(database, random);
                return;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DeadlockDetected && attempt < 5)
            {
            }
        }
    }

    private static async Task WriteOnceAsync(NpgsqlDataSource database, Random random)
    {
        var ids = All.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).ToArray();
        switch (random.Next(6))
        {
            case 0:
                await new MovieWriter(database, TimeProvider.System).RemoveAsync(ids[0], Run, CancellationToken.None);
                break;
            case 1:
                await new ListWriter(database, TimeProvider.System).WriteAsync(
                    [.. ids.Select(id => new MovieRow { Id = id, Title = Name(), OriginalTitle = Name(), Popularity = random.Next(3) })],
                    Run, CancellationToken.None);
                break;
            case 2:
                var known = ids.Where(_ => random.Next(2) == 0).Select(id => (Id: id, Awards: Name()))
                    .Select(movie => new OmdbMovieRow { MovieId = movie.Id, Awards = movie.Awards, ContentHash = [(byte)movie.Awards[0]] });
                // OMDb is asked about movies that there are.
                await new ListWriter(database, TimeProvider.System).WriteAsync(
                    [.. ids.Select(id => new MovieRow { Id = id, Title = "", OriginalTitle = "" })], Run, CancellationToken.None);
                await new OmdbWriter(database, TimeProvider.System).WriteAsync(ids, [.. known], Run, CancellationToken.None);
                break;
            default:
                await WriteAsync(database, [.. ids.Select(id => Details(id, Name(), random))]);
                break;
        }

        string Name() => random.Next(4).ToString(CultureInfo.InvariantCulture);
    }

    private static Task<WriteResult> WriteAsync(NpgsqlDataSource database, TmdbMovieDetails[] movies) =>
        new MovieWriter(database, TimeProvider.System).WriteAsync(
            [.. movies.Select(movie => MovieMapping.FromDetails(movie, 1000, TimeProvider.System.GetUtcNow()))], Run, CancellationToken.None);

    private static TmdbMovieDetails Details(int id, string name, Random? random = null)
    {
        var (cast, shared) = (random?.Next(14) ?? 2, random?.Next(3) ?? 0);
        return new()
        {
            Id = id, Title = $"Movie {id}", OriginalTitle = name, Popularity = random?.Next(3) ?? 0,
            ImdbId = random is null ? null : $"tt{random.Next(Movies)}",
            Genres = [new(18 + shared, name)],
            BelongsToCollection = new(5 + shared, name, null, null),
            ProductionCompanies = [new(7 + shared, name, null, null)],
            Keywords = new() { Keywords = [new(9 + shared, name)] },
            AlternativeTitles = new() { Titles = [new("FR", name, null)] },
            Similar = new() { Results = [new() { Id = 1 + (random?.Next(20) ?? 0) }] },
            Credits = new()
            {
                Cast = [.. Enumerable.Range(0, cast).Select(i => new TmdbCastMember { Id = 100 + i, Name = name, Order = i, ProfilePath = $"/{name}" })],
                Crew = [new() { Id = 100 + shared, Name = name, Job = "Director", ProfilePath = $"/{name}" }],
            },
        };
    }

    private static async Task<Movie> DocumentAsync(NpgsqlDataSource database, int id)
    {
        await using var command = database.CreateCommand("SELECT document FROM catalog.movie_documents WHERE movie_id = $1");
        command.Parameters.Add(new() { Value = id });
        return Movie.Parser.ParseFrom((byte[])(await command.ExecuteScalarAsync())!);
    }

    private static async Task<ulong> VersionAsync(NpgsqlDataSource database, int id)
    {
        await using var command = database.CreateCommand("SELECT version FROM catalog.movie_documents WHERE movie_id = $1");
        command.Parameters.Add(new() { Value = id });
        return (ulong)(await command.ExecuteScalarAsync())!;
    }
}
