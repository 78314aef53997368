using System.Runtime.CompilerServices;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Collect.Changes;

/// <summary>TMDB's newest id export beside the catalog, checked before anything is done with it.</summary>
internal sealed class IdExport(TmdbClient tmdb, NpgsqlDataSource dataSource, ChangeOptions options, TimeProvider time)
{
    public const string SourceName = "id_export";

    // Ready by 08:00 UTC; a late one is no reason to fail.
    private const int DaysBack = 3;

    private const int ReportEvery = 10_000;

    /// <summary>Loads the export and compares it.</summary>
    /// <returns>Null when it is suspicious: the source has failed then, and nothing may be done with it.</returns>
    /// <exception cref="ProviderException">There is none, or it broke off.</exception>
    public async Task<ExportComparison?> CompareAsync(RunContext run, CancellationToken cancellationToken)
    {
        run.BeginPhase("Reading the id export", 0);
        var counters = run.Source(SourceName);
        await using var export = await OpenAsync(cancellationToken);
        counters.Add(requests: 1);
        var comparison = await ExportComparison.LoadAsync(
            dataSource, RowsAsync(run, export, cancellationToken), new(export.Date, TimeOnly.MinValue, TimeSpan.Zero),
            cancellationToken);
        try
        {
            var difference = await comparison.CountAsync(cancellationToken);
            var reason = SuspiciousInput.InExport(difference, options.MaxVanishedShare)
                ?? SuspiciousInput.InExportLines(difference.Exported, export.BadLines);
            if (reason is null)
            {
                counters.Add(unchanged: difference.Known - difference.Vanished);
                return comparison;
            }

            counters.SetError(reason);
        }
        catch
        {
            await comparison.DisposeAsync();
            throw;
        }

        await comparison.DisposeAsync();
        return null;
    }

    private async Task<TmdbExport> OpenAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        for (var back = 0; ; back++)
        {
            try
            {
                return await tmdb.OpenExportAsync(today.AddDays(-back), cancellationToken);
            }
            catch (ProviderException e) when (
                back < DaysBack && e.Cause is (ProviderFailure.NotFound or ProviderFailure.Unauthorized))
            {
                // Where the exports are kept, a missing one is answered 403 or 404.
            }
        }
    }

    private static async IAsyncEnumerable<ExportedMovie> RowsAsync(
        RunContext run, TmdbExport export, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = 0;
        await foreach (var movie in export.ReadMoviesAsync(cancellationToken))
        {
            yield return new(
                movie.Id, MovieMapping.Text(movie.OriginalTitle), movie.Popularity, movie.Adult, movie.Video);
            if (++rows % ReportEvery != 0) continue;
            run.Advance(ReportEvery, "");
            run.Source(SourceName).Add(fetched: ReportEvery);
            run.StopRequested.ThrowIfCancellationRequested();
        }

        run.Advance(rows % ReportEvery, "");
        run.Source(SourceName).Add(fetched: rows % ReportEvery);
    }
}
