using System.Diagnostics;
using Grpc.Core;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Movies;

public class BatchGetMoviesTests(MovieSeed seed) : IClassFixture<MovieSeed>
{
    [Fact]
    public async Task Movies_keep_the_order_asked_for_and_unknown_or_removed_ids_are_named()
    {
        var response = await Call(4, 999, 1, 3, 2);

        Assert.Equal([4, 1, 2], response.Movies.Select(movie => movie.Summary.Id));
        Assert.Equal([999, 3], response.MissingIds);
    }

    [Fact]
    public async Task Each_movie_is_the_same_as_when_asked_for_alone()
    {
        var batch = await Call(1, 2, 4);

        foreach (var movie in batch.Movies)
            Assert.Equal(await seed.Client.GetMovieAsync(new GetMovieRequest { Id = movie.Summary.Id }, deadline: Expect.Deadline), movie);
    }

    [Fact]
    public async Task A_batch_takes_what_is_cached_and_loads_the_rest()
    {
        await Call(2);
        var response = await Call(4, 2, 1);

        Assert.Equal([4, 2, 1], response.Movies.Select(movie => movie.Summary.Id));
        Assert.Equal(10, response.Movies[2].Cast.Count);
    }

    [Fact]
    public async Task An_id_given_twice_comes_once()
    {
        var response = await Call(2, 2, 999, 999);

        Assert.Equal([2], response.Movies.Select(movie => movie.Summary.Id));
        Assert.Equal([999], response.MissingIds);
    }

    [Fact]
    public async Task The_ids_must_be_1_to_100_and_positive()
    {
        await Expect.InvalidAsync(["ids"], Call());
        await Expect.InvalidAsync(["ids"], Call([.. Enumerable.Range(1, 101)]));
        await Expect.InvalidAsync(["ids"], Call(1, 0));
        Assert.Equal(100, (await Call([.. Enumerable.Range(901, 100)])).MissingIds.Count);
    }

    [Fact]
    public async Task Any_number_of_movies_takes_as_many_commands_as_one()
    {
        var one = new MovieSeed();
        var three = new MovieSeed();
        await Task.WhenAll(one.InitializeAsync(), three.InitializeAsync());

        var commandsForOne = await CountCommandsAsync(one, 1);
        var commandsForThree = await CountCommandsAsync(three, 1, 2, 4);

        Assert.Equal(1, commandsForOne);
        Assert.Equal(1, commandsForThree);
        await Task.WhenAll(one.DisposeAsync(), three.DisposeAsync());
    }

    // The driver's own traces of this one call: a service asks for other things in the background.
    // A batch of statements, sent together, is one.
    private static async Task<int> CountCommandsAsync(MovieSeed seed, params int[] ids)
    {
        var trace = ActivityTraceId.CreateRandom();
        var count = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace && activity.TagObjects.Any(tag => tag.Key is "db.query.text"))
                    Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var response = await seed.Client.BatchGetMoviesAsync(
            new BatchGetMoviesRequest { Ids = { ids } },
            new Metadata { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" } },
            Expect.Deadline);
        Assert.Equal(ids.Length, response.Movies.Count);
        return count;
    }

    private AsyncUnaryCall<BatchGetMoviesResponse> Call(params int[] ids) =>
        seed.Client.BatchGetMoviesAsync(new BatchGetMoviesRequest { Ids = { ids } }, deadline: Expect.Deadline);
}
