using System.Text.Json.Nodes;
using MovieAspire.Gateway.Admin;
using MovieAspire.Gateway.Analytics;
using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Collections;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Genres;
using MovieAspire.Gateway.Movies;
using MovieAspire.Gateway.People;
using MovieAspire.Gateway.Pipeline;
using MovieAspire.Gateway.Recommendations;
using MovieAspire.Gateway.Search;
using MovieAspire.Gateway.Service;

namespace MovieAspire.Gateway.OpenApi;

/// <summary>One value of each body, as the document shows it. Typed, so that an example always has the body's shape.</summary>
internal static class Examples
{
    private static readonly DateTime Noon = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Guid RunId = Guid.Parse("019cd7a3-5b00-7c3e-9f21-6a4b1d2e8c07");

    private static readonly MovieSummary Matrix = new()
    {
        Id = 603, Title = "The Matrix", ReleaseDate = new(1999, 3, 30),
        Overview = "A programmer learns that the world around him is a machine's dream.", Popularity = 83.4,
        VoteAverage = 8.2, VoteCount = 26_300, IsTrending = true, IsUnderrated = false, PosterPath = "/aOIuZAjPaRIE6CMzbazvcHuHXDc.jpg",
    };

    private static readonly SearchHit Found = new()
    {
        Id = Matrix.Id, Title = Matrix.Title, Overview = Matrix.Overview, ReleaseYear = 1999, Genres = ["Action", "Science Fiction"],
        VoteAverage = Matrix.VoteAverage, VoteCount = Matrix.VoteCount, Popularity = Matrix.Popularity,
        Highlights = new Dictionary<string, string> { ["title"] = "The <em>Matrix</em>" },
    };

    private static readonly RunProgress Progress = new(120, 275, 31.4, 4.9, "Reading details", "The Matrix", null);
    private static readonly RunSource Popular = new("popular", 200, 12, 41, 147, 0, 10, null);

    private static readonly Run Run = new()
    {
        Id = RunId, RunDate = Noon, Job = "quick", UpdateType = "quick", Options = new Dictionary<string, string> { ["pages"] = "10" },
        Status = "running", MoviesProcessed = 320, SourceCategories = ["popular", "trending_week"], DurationSeconds = null,
        ErrorMessage = null, Sources = [Popular], Errors = [], ErrorCount = 0, Progress = Progress, RequestedBy = "admin",
        CreatedAt = Noon, StartedAt = Noon, FinishedAt = null, ScheduledFor = null, Attempt = 1, Revision = 17,
    };

    private static readonly Quota Omdb = new("omdb", 1000, 240, 760, 0, 12, Noon.Date.AddDays(1), null, null, 2);
    private static readonly ComponentHealth Healthy = new("healthy", 1.2);
    private static readonly Metrics.Percentiles Fast = new(0.9, 4.5, 12);

    private static readonly Dictionary<Type, object> All = new object[]
    {
        Matrix,
        new TrendingMovie(603, "The Matrix", new(1999, 3, 30), "/aOIuZAjPaRIE6CMzbazvcHuHXDc.jpg", 83.4, 8.2, 26_300, 113.1, 4, 2.6, new(2026, 3, 10)),
        new Movie
        {
            Id = Matrix.Id, Title = Matrix.Title, ReleaseDate = Matrix.ReleaseDate, Overview = Matrix.Overview,
            Popularity = Matrix.Popularity, VoteAverage = Matrix.VoteAverage, VoteCount = Matrix.VoteCount, IsTrending = true,
            IsUnderrated = false, PosterPath = Matrix.PosterPath, Genres = [new(28, "Action"), new(878, "Science Fiction")],
            BackdropPath = null, Runtime = 136, Budget = 63_000_000, Revenue = 463_517_383, Tagline = "Free your mind.",
            Status = "Released", ImdbId = "tt0133093", OriginalTitle = "The Matrix", OriginalLanguage = "en",
            Cast = [new(6384, "Keanu Reeves", "Neo", 0)], Crew = [new(9340, "Lana Wachowski", "Director", "Directing")],
            Directors = ["Lana Wachowski"], Keywords = [new(83, "saving the world")], SimilarMovieIds = [604, 605],
            TrailerKey = "vKQi3bBA1y8", Collection = new(2344, "The Matrix Collection"),
            Omdb = new(8.7, 2_100_000, 83, 73, "Won 4 Oscars.", 172_076_928, "R"), WeightedRating = 8.1, LastTmdbUpdate = Noon,
            LastOmdbUpdate = Noon, DataFrozen = false, UpdatedAt = Noon, Companies = [new(79, "Village Roadshow Pictures")],
            AlternativeTitles = ["Matrix"],
        },
        new MovieRecommendations(
            603,
            [
                new(
                    604, "The Matrix Reloaded", new(2003, 5, 15), 41.2, 7.1, 11_200, "/9TGHDvWrqKBzwDxDodHYXEmOE6J.jpg", 0.612,
                    [new("director", ["Lilly Wachowski", "Lana Wachowski"]), new("liked_together", [])]),
            ],
            RunId, Noon, null),
        new Person(6384, "Keanu Reeves", "Acting", "/8RZLOyYGsoRe9p44q3xin9QkMHv.jpg", 41.3, [new(Matrix, "Neo", 0)], []),
        new CollectionDetails(2344, "The Matrix Collection", null, null, [Matrix]),
        new Genre(18, "Drama", 1_204),
        new GenreStats(18, "Drama", 1_204, 6.7, 11.9, 41_000_000_000),
        new DecadeRatings(1990, 6.5, 1_310),
        Found,
        new SearchResult(
            "matrix", [Found], 7, 20, 0, "meilisearch", null, 4.2,
            new Dictionary<string, IReadOnlyDictionary<string, int>> { ["genre"] = new Dictionary<string, int> { ["Action"] = 6, ["Drama"] = 1 } }),
        new Freshness([new("recent", 120, 4, 9, 0, 2, 5, 5)], 17_929, 310, 44, 1_200, 61, 90, 12, 0, 0.97, 320, Noon),
        new Coverage(17_929, 17_800, 17_650, 17_610, 15_200, 14_700, 9_100, 17_300, 6_900, 7_200, 17_500, 16_800, 21, Noon),
        new Health("healthy", Healthy, Healthy, Healthy, Healthy, Healthy, Healthy, Healthy),
        new Alive("healthy"),
        new Metrics.Metrics(
            Noon, new(1_204, new Dictionary<string, long> { ["200"] = 1_200, ["404"] = 4 }, new Dictionary<string, long> { ["GET /movies/{id}"] = 1_204 }),
            new(Fast, new Dictionary<string, Metrics.Percentiles> { ["GET /movies/{id}"] = Fast }),
            new(1_100, 100, 0.9167, new Dictionary<string, Metrics.CacheLayer> { ["gateway"] = new(1_100, 100) }), new(1, 0, 2)),
        Run,
        new StartRunRequest { UpdateType = "quick" },
        new StartRunResponse("The run of quick is queued.", RunId, "queued", "admin"),
        new PipelineStatus(true, Run, 210, 204, 2, [new("quick", "Quick update", Noon.AddHours(6), "0 0 0/6 * * ?", true, Noon)], [Omdb]),
        new SchedulerStatus(true, Noon, "admin", [new("quick", "Quick update", Noon.AddHours(6), "0 0 0/6 * * ?", true, Noon)]),
        Omdb,
        new WorkersStatus("idle", true, Noon, Noon.AddHours(6), 5, [new("worker-1:4711", "worker-1", Noon, Noon, null, null)]),
        new EnqueuedTask("enqueued", RunId, "The run of trending is queued."),
        new AdminTask(RunId, "STARTED", null, null, Progress),
        new TokenRequest { Username = "admin", Password = "correct-horse-battery" },
        new TokenResponse("CfDJ8...", "Bearer", 3600),
        new Problem
        {
            Title = "Bad Request", Status = 400, Detail = "limit must be between 1 and 100.", Reason = "INVALID_FIELDS",
            Errors = new Dictionary<string, string[]> { ["limit"] = ["must be between 1 and 100"] },
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        },
    }.ToDictionary(example => example.GetType());

    private static readonly Dictionary<string, JsonNode> Parameters = new()
    {
        ["genre"] = "Drama", ["year"] = 1999, ["year_from"] = 1990, ["year_to"] = 1999, ["min_rating"] = 7.5,
        ["min_votes"] = 100, ["language"] = "en", ["person"] = 6384, ["collection"] = 2344, ["keyword"] = "time travel",
        ["q"] = "matrix", ["facets"] = "genre,year", ["limit"] = 20, ["offset"] = 0, ["date"] = "2026-03-10", ["target_date"] = "2026-03-10",
        ["task_id"] = RunId.ToString(), ["movie_id"] = 603, ["status"] = "succeeded", ["job"] = "quick",
    };

    /// <summary>Null for a type that is part of others only.</summary>
    internal static object? Of(Type type) => All.GetValueOrDefault(type);

    /// <summary>Null for a parameter that speaks for itself.</summary>
    internal static JsonNode? OfParameter(string name) => Parameters.GetValueOrDefault(name)?.DeepClone();
}
