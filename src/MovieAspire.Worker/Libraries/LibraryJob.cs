using System.Globalization;
using Microsoft.Extensions.Options;
using MovieAspire.Providers.Calls;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Libraries.Insight;
using MovieAspire.Worker.Libraries.Matching;
using MovieAspire.Worker.Libraries.Sessions;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Libraries;

/// <summary>
/// A session from its rows to its insight. What is done is in the session's own tables, so that whoever takes the run over, or
/// goes on after a pause, does the rest and nothing twice.
/// </summary>
internal sealed partial class LibraryJob(
    SessionWork work, FilmMatching matching, FilmEnrichment enrichment, InsightComputation insight, RunQueue queue, TimeProvider time,
    IOptions<LibraryOptions> options, ILogger<LibraryJob> logger) : IJob
{
    private static readonly NumberOption Number = new(LibraryRuns.Subject, "The number of a session.", 1, int.MaxValue);

    private static readonly TimeSpan DatabaseDelay = TimeSpan.FromSeconds(5);

    public string Name => LibraryRuns.Job;

    public string Title => "A person's library";

    public bool IsInteractive => true;

    public IReadOnlyList<JobOption> Options { get; } = [Number];

    // 007 and 7 are one session.
    public string SubjectOf(IReadOnlyDictionary<string, string> options) => Number.Read(new(options))?.ToString(CultureInfo.InvariantCulture) ?? "";

    public IReadOnlyList<FieldViolation> Validate(IReadOnlyDictionary<string, string> options) =>
        options.ContainsKey(LibraryRuns.Subject) ? [] : [new(LibraryRuns.Subject, "is required")];

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        var number = long.Parse(arguments.Values[LibraryRuns.Subject], CultureInfo.InvariantCulture);
        if (await work.BeginAsync(number, cancellationToken) is not { } session)
            return JobOutcome.NothingToDo;
        try
        {
            var slice = new TimeSlice(run, queue, time, options.Value.Slice);
            if (run.LoadCursor<string>("begun") is null)
            {
                await work.ForgetFailuresAsync(session, cancellationToken);
                await run.SaveCursorAsync("begun", "yes", cancellationToken);
            }

            run.BeginPhase("Matching films", 0);
            await matching.MatchAsync(session, run, slice, cancellationToken);
            run.BeginPhase("Asking TMDB for films", 0);
            await matching.SearchAsync(session, run, slice, cancellationToken);
            run.BeginPhase("Fetching details", 0);
            await enrichment.EnrichAsync(session, run, slice, cancellationToken);
            run.BeginPhase("Analysing the library", 0);
            await insight.ComputeAsync(session, cancellationToken);
            await work.CompleteAsync(session, cancellationToken);
            return JobOutcome.Done;
        }
        catch (SessionGoneException)
        {
            return JobOutcome.NothingToDo;
        }
        catch (ProviderException e) when (e.Cause is not (ProviderFailure.NotFound or ProviderFailure.BadBody))
        {
            throw await WaitAsync(session, e);
        }
        catch (Exception e) when (DatabaseErrors.IsAway(e))
        {
            throw new RunPausedException(DatabaseDelay, "the database cannot be reached");
        }
        catch (Exception e) when (e is not (OperationCanceledException or RunPausedException or LeaseLostException))
        {
            LogFailed(number);
            await work.FailAsync(session, "The analysis failed by an error of ours. Uploading the export again starts it anew.", CancellationToken.None);
            throw;
        }
    }

    // The session waits however long the provider is away; nobody else waits for it.
    private async Task<RunPausedException> WaitAsync(LibrarySession session, ProviderException error)
    {
        var delay = error.RetryAfter is { } asked && asked > options.Value.OutageDelay ? asked : options.Value.OutageDelay;
        var name = error.Provider.DisplayName();
        var why = error.Cause switch
        {
            ProviderFailure.Unauthorized => $"{name} refuses the key",
            ProviderFailure.QuotaSpent => $"the quota of {name} is spent",
            ProviderFailure.RateLimit => $"{name} asks to wait",
            _ => $"{name} cannot be reached",
        };
        var waiting = FormattableString.Invariant($"{why}; asked again in {delay.TotalSeconds:0.#} s");
        await work.SayAsync(session, waiting, CancellationToken.None);
        return new(delay, waiting);
    }

    [LoggerMessage(LogLevel.Warning, "The work for library {Number} failed")]
    private partial void LogFailed(long number);
}
