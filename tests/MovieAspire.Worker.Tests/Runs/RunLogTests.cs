using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Worker.Tests.Runs;

public class RunLogTests
{
    [Fact]
    public async Task A_partial_run_says_in_the_log_which_movies_failed_and_why()
    {
        var log = new LogCapture();
        await using var system = await JobSystem.StartAsync(movies: 40, log: log);
        await system.RunAsync("bootstrap");
        system.Emulator.Faults = new() { Tmdb = new() { BrokenJsonShare = 0.2 } };

        var run = await system.RunAsync("enrich");

        Assert.True(run.Status is RunStatus.Partial, run.ToString());
        var failed = run.Errors[0];
        Assert.Contains(log.Lines, line => line.StartsWith(
            $"Warning Run {run.Id} of enrich: details {failed.Item} failed (bad_body): ", StringComparison.Ordinal));
        await Eventually.TrueAsync(
            () => Task.FromResult(log.Lines.Any(line =>
                line.StartsWith($"Warning Run {run.Id} of enrich is partial: {run.MoviesProcessed} movies, ", StringComparison.Ordinal)
                && line.EndsWith($"{run.ErrorCount} items failed", StringComparison.Ordinal))),
            "The end of the run is in the log with its reasons");
    }

    [Fact]
    public async Task A_system_without_Meilisearch_succeeds_and_warns_of_nothing()
    {
        var log = new LogCapture();
        await using var system = await JobSystem.StartAsync(movies: 40, log: log);

        var full = await system.RunAsync("full");
        var index = await system.RunAsync("search-index");

        Assert.True(full.Status is RunStatus.Succeeded, full.ToString());
        Assert.True(index.Status is RunStatus.NoOp, index.ToString());
        Assert.Contains("not configured", Assert.Single(index.Sources).Error, StringComparison.Ordinal);
        // This worker has no Redis either, of which it warns once.
        Assert.DoesNotContain(log.Lines, line => !line.StartsWith("Information ", StringComparison.Ordinal)
            && !line.StartsWith("Warning Redis is away", StringComparison.Ordinal));
    }
}
