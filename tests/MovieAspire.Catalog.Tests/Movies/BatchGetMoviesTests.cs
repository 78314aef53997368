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

    private AsyncUnaryCall<BatchGetMoviesResponse> Call(params int[] ids) =>
        seed.Client.BatchGetMoviesAsync(new BatchGetMoviesRequest { Ids = { ids } }, deadline: Expect.Deadline);
}
