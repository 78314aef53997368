using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Collect.Omdb;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Refresh;

/// <summary>
/// The movies whose data is older than their age allows, at TMDB and at OMDb separately. Which ones is decided before the
/// first is refreshed: whoever takes the run over does those of them that are still due.
/// </summary>
internal sealed class RefreshJob(RefreshQueue queue, DetailsCollector details, OmdbCollector omdb) : IJob
{
    // A run's list is kept in its cursor. Of a catalog of 1.1 million movies, some 12,000 are due on a day.
    private const int Most = 100_000;

    private static readonly NumberOption Limit = new(
        "limit", "Movies to refresh at each provider; by default all that are due, at OMDb as many as the day's quota.", 1, Most);

    private static readonly BooleanOption IncludeFrozen = new(
        "include_frozen", "Frozen movies too, by the interval of their age.");

    private const string Part = "refresh";

    private sealed record Position(IReadOnlyList<int> Movies);

    public string Name => "refresh";

    public string Title => "Refresh of aged movies";

    public string DefaultCron => "0 0 2 * * ?";

    public IReadOnlyList<JobOption> Options { get; } = [Limit, IncludeFrozen];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        var limit = Limit.Read(arguments);
        var includeFrozen = IncludeFrozen.Read(arguments);

        var begun = run.LoadCursor<Position>(Part);
        var due = await queue.ReadAsync(limit ?? Most, includeFrozen, begun?.Movies, cancellationToken);
        if (begun is null)
            await run.SaveCursorAsync(Part, new Position(due), cancellationToken);
        var done = await details.CollectAsync(run, due, cancellationToken) + (begun?.Movies.Count ?? 0);

        done += await omdb.CollectAsync(run, limit, includeFrozen, cancellationToken);
        return done > 0 ? JobOutcome.Done : JobOutcome.NothingToDo;
    }
}

/// <summary>One movie at both providers, due or not, known or not.</summary>
internal sealed class RefreshMovieJob(DetailsCollector details, OmdbCollector omdb, TimeProvider time) : IJob
{
    private static readonly NumberOption Movie = new("movie_id", "The movie, by TMDB's id.", 1, int.MaxValue);

    public string Name => "refresh-movie";

    public string Title => "Refresh of one movie";

    public IReadOnlyList<JobOption> Options { get; } = [Movie];

    public IReadOnlyList<FieldViolation> Validate(IReadOnlyDictionary<string, string> options) =>
        options.ContainsKey(Movie.Name) ? [] : [new(Movie.Name, "is missing")];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        var movie = Movie.Read(arguments)!.Value;
        // Somebody asks because what we have is old: an answer from the cache would be what we have.
        await details.CollectOneAsync(run, movie, fetchedSince: time.GetUtcNow(), cancellationToken);
        await omdb.CollectOneAsync(run, movie, cancellationToken);
        return JobOutcome.Done;
    }
}
