using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.Errors;
using MovieAspire.Gateway.Http;
using MovieAspire.Gateway.OpenApi;
using Proto = MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Admin;

internal static class AdminServices
{
    internal static IHostApplicationBuilder AddAdmin(this IHostApplicationBuilder builder)
    {
        builder.Services.AddJson(AdminJson.Default).AddExamples(EnqueuedTask.Example, AdminTask.Example, MovieCondition.Example);
        return builder;
    }
}

/// <summary>Runs by the names and in the words of the task queue that clients know; a task's id is its run's.</summary>
internal static class AdminEndpoints
{
    internal static void MapAdmin(this RouteGroupBuilder api)
    {
        var admin = api.MapGroup("/admin").WithTags("Admin").RequireAdmin().WithServiceProblems()
            // A run's options are parameters here.
            .WithMetadata(FieldNames.OptionsAlone);

        admin.MapJob("/ingest/run", "daily", "RunIngest", "Reads all lists of TMDB and the details of new movies");
        admin.MapPost("/compute/trending", ComputeTrendingAsync)
            .WithName("ComputeTrending").WithSummary("Ranks the movies that trend on a day")
            .WithProblems(StatusCodes.Status409Conflict);
        admin.MapJob("/compute/genre-stats", "genre-stats", "ComputeGenreStats", "Computes the statistics of genres");
        admin.MapJob("/compute/ratings-by-decade", "ratings-by-decade", "ComputeRatingsByDecade", "Computes the ratings of decades");
        admin.MapJob("/compute/movie-ratings", "movie-ratings", "ComputeMovieRatings", "Computes the weighted ratings of movies");
        admin.MapPost("/compute/recommendations", RecommendAsync)
            .WithName("ComputeRecommendations").WithSummary("Computes what to watch after each movie, or after one")
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        admin.MapJob("/compute/all", "compute-all", "ComputeAll", "Computes everything, in the order of its dependencies");
        admin.MapJob("/search/build-index", "search-index", "BuildSearchIndex", "Builds the search index anew");

        admin.MapMovieStates();

        admin.MapGet("/jobs/{task_id}", GetAsync)
            .WithName("GetTask").WithSummary("How far a task is, or what it brought")
            .WithProblems(StatusCodes.Status404NotFound);

        admin.MapDelete("/jobs/{task_id}", CancelAsync)
            .WithName("CancelTask").WithSummary("Asks a task to end; the items that it works on are finished")
            .WithProblems(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static void MapJob(this RouteGroupBuilder admin, string path, string job, string name, string summary) =>
        admin.MapPost(path, (Proto.Pipeline.PipelineClient pipeline, CancellationToken token) => StartAsync(job, pipeline, token))
            .WithName(name).WithSummary(summary)
            .WithProblems(StatusCodes.Status409Conflict);

    private static async Task<Accepted<EnqueuedTask>> RecommendAsync(
        [FromQuery(Name = "movie_id"), Range(1, int.MaxValue), Description("Only for this movie, by TMDB's id.")] int? movieId,
        Proto.Pipeline.PipelineClient pipeline, Catalog.CatalogClient catalog, CancellationToken cancellationToken)
    {
        if (movieId is { } id)
            await AdminMovies.FindAsync(id, catalog, cancellationToken);
        return await StartAsync(
            "recommendations", pipeline, cancellationToken, ("movie_id", movieId?.ToString(CultureInfo.InvariantCulture)));
    }

    private static Task<Accepted<EnqueuedTask>> ComputeTrendingAsync(
        [FromQuery(Name = "target_date"), Description("The day, YYYY-MM-DD; today by default.")] DateOnly? targetDate,
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken) =>
        StartAsync(
            "trending", pipeline, cancellationToken,
            ("target_date", targetDate.ToProto().OrNull()));

    internal static async Task<Accepted<EnqueuedTask>> StartAsync(
        string job, Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken,
        params (string Name, string? Value)[] options)
    {
        var request = new Proto.StartRunRequest { Job = job };
        foreach (var (name, value) in options.Where(option => option.Value is not null))
            request.Options.Add(name, value);
        var run = await pipeline.StartRunAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Accepted(
            AddressOf(run), new EnqueuedTask("enqueued", Guid.Parse(run.Id), $"The run of {run.Job} is queued."));
    }

    private static async Task<JsonWithETag<AdminTask>> GetAsync(
        [FromRoute(Name = "task_id"), Description("The task's UUID.")] Guid taskId,
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var request = new Proto.GetRunRequest { Id = taskId.ToString() };
        return new(AdminTask.From(await pipeline.GetRunAsync(request, cancellationToken: cancellationToken)));
    }

    private static async Task<Accepted<AdminTask>> CancelAsync(
        [FromRoute(Name = "task_id"), Description("The task's UUID.")] Guid taskId,
        Proto.Pipeline.PipelineClient pipeline, CancellationToken cancellationToken)
    {
        var request = new Proto.CancelRunRequest { Id = taskId.ToString() };
        var run = await pipeline.CancelRunAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Accepted(AddressOf(run), AdminTask.From(run));
    }

    private static string AddressOf(Proto.Run run) => $"/admin/jobs/{run.Id}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EnqueuedTask))]
[JsonSerializable(typeof(AdminTask))]
[JsonSerializable(typeof(IReadOnlyList<MovieCondition>))]
internal sealed partial class AdminJson : JsonSerializerContext;
