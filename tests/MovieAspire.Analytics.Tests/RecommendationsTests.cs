using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Analytics.Tests;

public class RecommendationsTests
{
    private const string Run = "0190a000-0000-7000-8000-000000000001";

    private const string Seed = $$"""
        INSERT INTO catalog.movies (id, title, original_title, release_date, popularity, vote_average, vote_count, poster_path, adult, removed_at)
        VALUES (1, 'Toy Story', 'Toy Story', '1995-10-30', 22, 7.7, 5415, '/toy.jpg', false, NULL),
               (2, 'Toy Story 2', 'Toy Story 2', '1999-10-30', 17.5, 7.3, 3914, '/toy2.jpg', false, NULL),
               (3, 'Gone', 'Gone', NULL, 0, 0, 0, NULL, false, now()),
               (4, 'Adult', 'Adult', NULL, 0, 0, 0, NULL, true, NULL),
               (5, 'Monsters, Inc.', 'Monsters, Inc.', NULL, 26.5, 7.5, 6150, NULL, false, NULL),
               (6, 'Lonely', 'Lonely', NULL, 0, 0, 0, NULL, false, NULL);
        INSERT INTO analytics.recommendation_versions (run_id, started_at, published_at)
        VALUES ('{{Run}}', '2025-01-02 05:00:00Z', '2025-01-02 05:00:00Z');
        INSERT INTO analytics.recommendation_lists VALUES
            (1, 1, '{2,3,4,5}', '{0.9,0.8,0.7,0.3}',
             '[[{"kind": "collection", "names": ["Toy Story Collection"]}, {"kind": "liked_together", "names": []}], [], [],
               [{"kind": "genres", "names": ["Animation", "Family"]}]]', '{{Run}}', '2025-01-02 05:00:00Z'),
            (1, 6, '{}', '{}', '[]', '{{Run}}', '2025-01-02 05:00:00Z');
        """;

    private static readonly RecommendedMovie Monsters = new()
    {
        Id = 5, Title = "Monsters, Inc.", Popularity = 26.5, VoteAverage = 7.5, VoteCount = 6150, Score = 0.3,
        Reasons = { new RecommendationReason { Kind = "genres", Names = { "Animation", "Family" } } },
    };

    private static readonly GetRecommendationsResponse ToyStory = new()
    {
        MovieId = 1,
        RunId = Run, TotalCount = 2,
        ComputedAt = new DateTimeOffset(2025, 1, 2, 5, 0, 0, TimeSpan.Zero).ToTimestamp(),
        Recommendations =
        {
            new RecommendedMovie
            {
                Id = 2, Title = "Toy Story 2", ReleaseDate = "1999-10-30", Popularity = 17.5, VoteAverage = 7.3,
                VoteCount = 3914, PosterPath = "/toy2.jpg", Score = 0.9,
                Reasons =
                {
                    new RecommendationReason { Kind = "collection", Names = { "Toy Story Collection" } },
                    new RecommendationReason { Kind = "liked_together" },
                },
            },
            Monsters,
        },
    };

    [Fact]
    public async Task The_list_comes_best_first_with_its_reasons_and_without_removed_and_adult_movies()
    {
        await using var host = await StartAsync();

        Assert.Equal(ToyStory, await Get(host, new() { MovieId = 1 }));
        // And once more, now out of the cache.
        Assert.Equal(ToyStory, await Get(host, new() { MovieId = 1 }));
    }

    [Fact]
    public async Task The_first_page_is_kept_at_once_and_further_ones_when_they_are_asked_for_again()
    {
        await using var host = await StartAsync();
        var first = await Get(host, new() { MovieId = 1, Limit = 1 });
        var second = await Get(host, new() { MovieId = 1, Limit = 1, Offset = 1 });

        await host.ExecuteAsync("UPDATE catalog.movies SET title = title || '!'");

        Assert.Equal(first, await Get(host, new() { MovieId = 1, Limit = 1 }));
        var kept = await Get(host, new() { MovieId = 1, Limit = 1, Offset = 1 });
        Assert.NotEqual(second, kept);
        await host.ExecuteAsync("UPDATE catalog.movies SET title = title || '!'");
        Assert.Equal(kept, await Get(host, new() { MovieId = 1, Limit = 1, Offset = 1 }));
    }

    [Fact]
    public async Task A_page_of_it_can_be_asked_for()
    {
        await using var host = await StartAsync();

        Assert.Equal([Monsters], (await Get(host, new() { MovieId = 1, Limit = 1, Offset = 1 })).Recommendations);
        var past = await Get(host, new() { MovieId = 1, Offset = 2 });
        Assert.Empty(past.Recommendations);
        Assert.Equal((Run, ""), (past.RunId, past.Note));
    }

    [Fact]
    public async Task An_empty_list_says_why()
    {
        await using var host = await StartAsync();

        var uncomputed = await Get(host, new() { MovieId = 2 });
        Assert.Empty(uncomputed.Recommendations);
        Assert.Contains("yet", uncomputed.Note, StringComparison.Ordinal);
        Assert.Equal(("", null), (uncomputed.RunId, uncomputed.ComputedAt));

        var lonely = await Get(host, new() { MovieId = 6 });
        Assert.Empty(lonely.Recommendations);
        Assert.Contains("Too little", lonely.Note, StringComparison.Ordinal);
        Assert.Equal(Run, lonely.RunId);
    }

    [Fact]
    public async Task Lists_are_served_once_their_version_is_published()
    {
        await using var host = await StartAsync();
        await host.ExecuteAsync($$"""
            INSERT INTO analytics.recommendation_versions (run_id, started_at) VALUES ('{{Run}}', now());
            INSERT INTO analytics.recommendation_lists VALUES (2, 1, '{5}', '{0.5}', '[[]]', '{{Run}}', now());
            """);
        Assert.Equal(ToyStory, await Get(host, new() { MovieId = 1 }));

        // Asked for in another way, because what was answered is cached.
        await host.ExecuteAsync("UPDATE analytics.recommendation_versions SET published_at = now() WHERE version = 2");
        Assert.Equal([5], (await Get(host, new() { MovieId = 1, Limit = 99 })).Recommendations.Select(movie => movie.Id));
    }

    [Fact]
    public async Task An_unknown_movie_and_a_removed_one_are_told_apart()
    {
        await using var host = await StartAsync();

        await FailureAsync(StatusCode.NotFound, "MOVIE_NOT_FOUND", Get(host, new() { MovieId = 99 }));
        await FailureAsync(StatusCode.FailedPrecondition, "MOVIE_REMOVED", Get(host, new() { MovieId = 3 }));
    }

    [Fact]
    public async Task Every_bad_field_is_named()
    {
        await using var host = await StartAsync();

        var error = await FailureAsync(
            StatusCode.InvalidArgument, "INVALID_FIELDS", Get(host, new() { MovieId = 0, Limit = 101, Offset = -1 }));
        Assert.Equal(
            ["limit", "movie_id", "offset"], RpcStatus.ViolationsOf(error).Select(violation => violation.Field).Order());
    }

    private static async Task<AnalyticsHost> StartAsync()
    {
        var host = await AnalyticsHost.StartAsync();
        await host.ExecuteAsync(Seed);
        return host;
    }

    private static AsyncUnaryCall<GetRecommendationsResponse> Get(AnalyticsHost host, GetRecommendationsRequest request) =>
        host.Recommendations.GetRecommendationsAsync(request, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));

    private static async Task<RpcException> FailureAsync(
        StatusCode code, string reason, AsyncUnaryCall<GetRecommendationsResponse> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal((code, reason), (error.StatusCode, RpcStatus.ReasonOf(error)));
        return error;
    }
}
