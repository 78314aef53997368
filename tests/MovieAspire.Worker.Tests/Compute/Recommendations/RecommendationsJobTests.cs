using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Worker.Tests.Compute.Recommendations;

public sealed class RecommendationsJobTests : IDisposable
{
    private const string Served = """
        analytics.recommendation_lists r
        JOIN (SELECT max(version) AS version FROM analytics.recommendation_versions WHERE published_at IS NOT NULL) v USING (version)
        """;

    private readonly DirectoryInfo _ratings = Directory.CreateTempSubdirectory("ratings-");

    [Fact]
    public async Task Every_movie_gets_a_list_and_computing_it_again_changes_nothing()
    {
        await using var system = await StartAsync();

        var run = await system.RunAsync("recommendations");
        Assert.True(run.Status is RunStatus.Succeeded, run.ToString());
        Assert.Equal(60, run.Sources.Single(source => source.Source == "recommendations").Inserted);
        Assert.Equal(60, await system.CountAsync($"SELECT count(*) FROM {Served} WHERE cardinality(movie_ids) = 20"));
        Assert.Equal(0, await system.CountAsync($"""
            SELECT count(*) FROM {Served}
            WHERE r.movie_id = ANY (r.movie_ids) OR r.run_id::text <> $1
               OR r.scores <> (SELECT array_agg(score ORDER BY score DESC) FROM unnest(r.scores) score)
               OR EXISTS (SELECT FROM jsonb_array_elements(r.reasons) reason WHERE jsonb_array_length(reason) = 0)
            """, run.Id));
        Assert.Equal(60, await system.CountAsync("""
            SELECT row_count FROM analytics.artifacts
            WHERE name = 'movie_recommendations' AND parameters -> 'content' ? 'keyword_half' AND parameters ? 'min_votes'
            """));

        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("recommendations")).Status);
    }

    [Fact]
    public async Task A_new_version_leaves_out_removed_movies_recommends_neither_adult_nor_unknown_ones_and_is_the_only_one()
    {
        await using var system = await StartAsync();
        await system.RunAsync("recommendations");
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET removed_at = now() WHERE id = 5");
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET adult = true WHERE id = 6");
        await system.Data.ExecuteAsync("UPDATE catalog.movies SET vote_count = 9 WHERE id = 7");

        var run = await system.RunAsync("recommendations");
        Assert.True(run.Status is RunStatus.Succeeded, run.ToString());
        Assert.Equal(0, await system.CountAsync($"SELECT count(*) FROM {Served} WHERE movie_id = 5"));
        Assert.Equal(2, await system.CountAsync($"SELECT count(*) FROM {Served} WHERE movie_id IN (6, 7)"));
        Assert.Equal(0, await system.CountAsync($"SELECT count(*) FROM {Served} WHERE movie_ids && ARRAY[5, 6, 7]"));
        Assert.Equal(59, await system.CountAsync("SELECT count(*) FROM analytics.recommendation_lists"));
        Assert.Equal(1, await system.CountAsync("SELECT count(*) FROM analytics.recommendation_versions"));
    }

    [Fact]
    public async Task A_computation_that_dies_leaves_the_lists_of_the_one_before_and_is_cleared_away_by_the_next()
    {
        await using var system = await StartAsync();
        await system.RunAsync("recommendations");
        var served = await system.CountAsync($"SELECT max(version) FROM {Served}");
        await system.Data.ExecuteAsync("""
            INSERT INTO analytics.recommendation_versions (run_id, started_at) VALUES (gen_random_uuid(), now());
            INSERT INTO analytics.recommendation_lists
                SELECT version + 1, movie_id, movie_ids, scores, reasons, run_id, computed_at FROM analytics.recommendation_lists LIMIT 30;
            UPDATE catalog.movies SET vote_count = vote_count + 1 WHERE id = 9;
            """);
        Assert.Equal(60, await system.CountAsync($"SELECT count(*) FROM {Served} WHERE version = {served}"));

        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("recommendations")).Status);
        Assert.Equal(60, await system.CountAsync($"SELECT count(*) FROM {Served} WHERE version > {served + 1}"));
        Assert.Equal(60, await system.CountAsync("SELECT count(*) FROM analytics.recommendation_lists"));
    }

    [Fact]
    public async Task One_movie_can_be_recomputed_and_the_others_stay()
    {
        await using var system = await StartAsync();
        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("recommendations", ("movie_id", "7"))).Status);
        Assert.Equal(1, await system.CountAsync($"SELECT count(*) FROM {Served} WHERE movie_id = 7"));
        await system.RunAsync("recommendations");
        await system.Data.ExecuteAsync("UPDATE analytics.recommendation_lists SET movie_ids = '{}', scores = '{}', reasons = '[]' WHERE movie_id IN (7, 8)");

        Assert.Equal(RunStatus.Succeeded, (await system.RunAsync("recommendations", ("movie_id", "7"))).Status);
        Assert.Equal(20, await system.CountAsync($"SELECT cardinality(movie_ids) FROM {Served} WHERE movie_id = 7"));
        Assert.Equal(0, await system.CountAsync($"SELECT cardinality(movie_ids) FROM {Served} WHERE movie_id = 8"));
        Assert.Equal(RunStatus.NoOp, (await system.RunAsync("recommendations", ("movie_id", "7"))).Status);

        var unknown = await system.RunAsync("recommendations", ("movie_id", "123456"));
        Assert.True(unknown.Status is RunStatus.Partial, unknown.ToString());
    }

    [Fact]
    public async Task What_the_same_people_like_is_recommended_when_there_are_ratings()
    {
        // Twenty people like 11 and 12 and nobody else likes anything but 13.
        var links = string.Concat(Enumerable.Range(11, 3).Select(id => $"{id},0,{id}\n"));
        await File.WriteAllTextAsync(Path.Combine(_ratings.FullName, "links.csv"), $"movieId,imdbId,tmdbId\n{links}");
        var likes = string.Concat(Enumerable.Range(1, 20).Select(user => $"{user},11,5.0,0\n{user},12,4.5,0\n{user + 20},13,5.0,0\n"));
        await File.WriteAllTextAsync(Path.Combine(_ratings.FullName, "ratings.csv"), $"userId,movieId,rating,timestamp\n{likes}");
        await using var system = await StartAsync(new() { ["Recommendations:Ease:L2"] = "5", ["Recommendations:MinVotes"] = "0" });

        var run = await system.RunAsync("recommendations");
        Assert.True(run.Status is RunStatus.Succeeded, run.ToString());
        Assert.Equal(60, run.Sources.Single(source => source.Source == "ratings").Fetched);
        const string LikedTogether = $$"""
            SELECT count(*) FROM {{Served}}
            WHERE movie_id = 11 AND movie_ids[1] = 12 AND reasons -> 0 @> '[{"kind": "liked_together"}]'
            """;
        Assert.Equal(1, await system.CountAsync(LikedTogether));

        // Without the file the lists are made of content alone, and the run says why.
        File.Delete(Path.Combine(_ratings.FullName, "ratings.csv"));
        run = await system.RunAsync("recommendations");
        Assert.True(run.Status is RunStatus.Partial, run.ToString());
        Assert.Contains("Recommendations:RatingsPath", run.Sources.Single(source => source.Source == "ratings").Error, StringComparison.Ordinal);
        Assert.Equal(0, await system.CountAsync(LikedTogether));
    }

    public void Dispose() => _ratings.Delete(recursive: true);

    private async Task<JobSystem> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?>(settings ?? []) { ["Omdb:ApiKey"] = "" };
        if (settings is not null)
            all["Recommendations:RatingsPath"] = _ratings.FullName;
        var system = await JobSystem.StartAsync(movies: 60, all);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich");
        return system;
    }
}
