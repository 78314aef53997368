using Grpc.Core;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Browse;

public class BrowseTests(BrowseSeed seed) : IClassFixture<BrowseSeed>
{
    [Fact]
    public async Task A_collection_has_its_parts_in_order_of_release_and_none_that_was_removed()
    {
        var collection = await Collection(1);

        Assert.Equal(("Trilogy", "/poster.jpg", false), (collection.Name, collection.PosterPath, collection.HasBackdropPath));
        Assert.Equal(["First", "Second", "Third", "Announced"], collection.Parts.Select(part => part.Title));
        Assert.Equal(collection, await Collection(1));
        Assert.Empty((await Collection(2)).Parts);
    }

    [Fact]
    public async Task A_person_has_roles_and_jobs_newest_first()
    {
        var person = await Person(7);

        Assert.Equal(("Somebody", "Directing", "/face.jpg", 3.5), (person.Name, person.KnownForDepartment, person.ProfilePath, person.Popularity));
        Assert.Equal(["Announced: ", "First: Herself"], person.Cast.Select(role => $"{role.Movie.Title}: {role.Character}"));
        Assert.Equal(4, person.Cast[1].Order);
        Assert.Equal(["Third: Director", "Second: Writer"], person.Crew.Select(job => $"{job.Movie.Title}: {job.Job}"));
        Assert.False((await Person(8)).HasKnownForDepartment);
    }

    [Fact]
    public async Task Genres_come_by_name_with_their_movies_counted()
    {
        var response = await seed.Client.ListGenresAsync(new(), deadline: Expect.Deadline);

        Assert.Equal(["Adventure 1", "Comedy 0", "Drama 2"], response.Genres.Select(genre => $"{genre.Name} {genre.MovieCount}"));
    }

    [Fact]
    public async Task Similar_movies_come_in_TMDBs_order_as_far_as_the_catalog_has_them()
    {
        Assert.Equal([3, 2], (await Similar(1)).Movies.Select(movie => movie.Id));
        Assert.Equal([2], (await Similar(1, limit: 1, offset: 1)).Movies.Select(movie => movie.Id));
        Assert.Empty((await Similar(2)).Movies);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        await Expect.FailureAsync(StatusCode.NotFound, "COLLECTION_NOT_FOUND", Collection(9));
        await Expect.FailureAsync(StatusCode.NotFound, "PERSON_NOT_FOUND", Person(9));
        await Expect.FailureAsync(StatusCode.NotFound, "MOVIE_NOT_FOUND", Similar(9));
        await Expect.FailureAsync(StatusCode.FailedPrecondition, "MOVIE_REMOVED", Similar(5));
    }

    [Fact]
    public async Task Bad_fields_are_named()
    {
        await Expect.InvalidAsync(["id"], Collection(0));
        await Expect.InvalidAsync(["id"], Person(-1));
        await Expect.InvalidAsync(["movie_id", "limit", "offset"], Similar(0, limit: 101, offset: 10_001));
    }

    private AsyncUnaryCall<CollectionDetails> Collection(int id) =>
        seed.Client.GetCollectionAsync(new() { Id = id }, deadline: Expect.Deadline);

    private AsyncUnaryCall<Person> Person(int id) => seed.Client.GetPersonAsync(new() { Id = id }, deadline: Expect.Deadline);

    private AsyncUnaryCall<ListSimilarMoviesResponse> Similar(int id, int limit = 0, int offset = 0) =>
        seed.Client.ListSimilarMoviesAsync(new() { MovieId = id, Limit = limit, Offset = offset }, deadline: Expect.Deadline);
}
