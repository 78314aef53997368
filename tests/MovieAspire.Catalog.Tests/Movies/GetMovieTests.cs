using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MovieAspire.Catalog.Tests.Hosting;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Tests.Movies;

public class GetMovieTests(MovieSeed seed) : IClassFixture<MovieSeed>
{
    [Fact]
    public async Task A_movie_comes_with_everything_that_is_known()
    {
        var expected = new Movie
        {
            Summary = new MovieSummary
            {
                Id = 1, Title = "The Harbour", ReleaseDate = "1972-03-14", Overview = "Ships.", Popularity = 12.5,
                VoteAverage = 7.9, VoteCount = 640, IsTrending = true, IsUnderrated = true, PosterPath = "/p.jpg", WeightedRating = 7.4,
            },
            Genres = { new Genre { Id = 12, Name = "Adventure" }, new Genre { Id = 18, Name = "Drama" } },
            BackdropPath = "/b.jpg", Runtime = 99, Budget = 1_000_000, Revenue = 3_000_000_000, Tagline = "All aboard.",
            Status = "Released", ImdbId = "tt0000001", OriginalTitle = "Der Hafen", OriginalLanguage = "de",
            Crew =
            {
                Crew(112, "Director", "Directing"), Crew(114, "Director", "Directing"),
                Crew(115, "Composer", "Sound"), Crew(113, "Writer", "Writing"),
            },
            Keywords = { new Keyword { Id = 8, Name = "fog" }, new Keyword { Id = 7, Name = "ship" } },
            SimilarMovieIds = { 950, 900, 2 },
            TrailerKey = "abc123",
            Collection = new Collection { Id = 11, Name = "The Harbour Collection" },
            Omdb = new OmdbFacts
            {
                ImdbRating = 8.1, ImdbVotes = 12345, RottenTomatoes = 93, Metacritic = 81, Awards = "Won 2 Oscars",
                BoxOffice = 5_000_000_000, Rated = "PG-13", Director = "A", Actors = "B, C",
            },
            LastTmdbUpdate = Time("2025-01-02T03:04:05Z"),
            LastOmdbUpdate = Time("2025-01-03T00:00:00Z"),
            DataFrozen = true,
            UpdatedAt = Time("2025-01-04T00:00:00Z"),
            Companies = { new Company { Id = 5, Name = "Pier Pictures" } },
            AlternativeTitles = { "El puerto", "Le Port" },
            PremiereYear = 1971,
            WeightedRating = 7.4,
        };
        for (var i = 100; i < 110; i++)
            expected.Cast.Add(new CastMember { Id = i, Name = $"Person {i}", Character = $"Character {i}", Order = i - 100 });
        expected.Cast[0].ProfilePath = "/face.jpg";

        Assert.Equal(expected, await GetAsync(1));
        // And once more, now out of the cache.
        Assert.Equal(expected, await GetAsync(1));
    }

    [Fact]
    public async Task The_whole_cast_comes_when_asked_for()
    {
        var first = await GetAsync(1);
        var full = await GetAsync(1, fullCast: true);

        Assert.Equal(Enumerable.Range(0, 10), first.Cast.Select(member => member.Order));
        Assert.Equal(Enumerable.Range(0, 12), full.Cast.Select(member => member.Order));
    }

    [Fact]
    public async Task A_movie_without_details_has_only_what_its_list_told()
    {
        var movie = await GetAsync(2);

        Assert.Equal("Only listed", movie.Summary.Title);
        Assert.False(movie.Summary.HasReleaseDate || movie.HasRuntime || movie.HasRevenue || movie.HasImdbId);
        Assert.False(movie.Summary.IsTrending || movie.HasWeightedRating);
        Assert.Null(movie.Omdb);
        Assert.Null(movie.Collection);
        Assert.Null(movie.LastTmdbUpdate);
    }

    [Fact]
    public async Task A_zero_that_is_known_differs_from_what_is_unknown()
    {
        var omdb = (await GetAsync(4)).Omdb;

        Assert.True(omdb.HasMetacritic);
        Assert.Equal(0, omdb.Metacritic);
        Assert.False(omdb.HasImdbRating || omdb.HasRated || omdb.HasBoxOffice);
    }

    [Fact]
    public Task An_unknown_id_is_not_found() =>
        Expect.FailureAsync(StatusCode.NotFound, "MOVIE_NOT_FOUND", Call(999));

    [Fact]
    public Task A_removed_movie_says_so() =>
        Expect.FailureAsync(StatusCode.FailedPrecondition, "MOVIE_REMOVED", Call(3));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public Task An_id_must_be_positive(int id) => Expect.InvalidAsync(["id"], Call(id));

    private AsyncUnaryCall<Movie> Call(int id, bool fullCast = false) =>
        seed.Client.GetMovieAsync(new GetMovieRequest { Id = id, FullCast = fullCast }, deadline: Expect.Deadline);

    private async Task<Movie> GetAsync(int id, bool fullCast = false) => await Call(id, fullCast);

    private static CrewMember Crew(int id, string job, string department) =>
        new() { Id = id, Name = $"Person {id}", Job = job, Department = department };

    private static Timestamp Time(string text) =>
        Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
