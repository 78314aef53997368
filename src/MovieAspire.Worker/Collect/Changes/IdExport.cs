using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Collect.Changes;

/// <summary>TMDB's newest id export beside the catalog, checked before anything is done with it.</summary>
internal sealed class IdExport(TmdbClient tmdb, NpgsqlDataSource dataSource, IOptions<ChangeOptions> options, TimeProvider time)
{
    public const string SourceName = "id-export";

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
            var reason = ReasonToRefuse(difference, export.BadLines, options.Value.MaxVanishedShare);
            if (reason is null)
            {
                counters.Add(unchanged: difference.Exported);
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

    /// <summary>Why the export is more likely a fault of the provider than the truth; null when it may be used.</summary>
    /// <param name="export">What it would change.</param>
    /// <param name="badLines">Its lines that were no movie.</param>
    /// <param name="maxVanishedShare">Of the known movies, 0 to 1.</param>
    internal static string? ReasonToRefuse(ExportDifference export, int badLines, double maxVanishedShare)
    {
        if (export.Exported == 0)
            return "The id export is empty.";
        if (export.Vanished > maxVanishedShare * export.Known)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The id export lacks {export.Vanished} of {export.Known} known movies, more than the {maxVanishedShare * 100:0.##} % that Changes:MaxVanishedShare allows.");
        }

        return badLines > export.Exported / 100
            ? string.Create(
                CultureInfo.InvariantCulture, $"The id export has {badLines} broken lines beside {export.Exported} movies.")
            : null;
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
            if (++rows % ReportEvery != 0)
                continue;
            run.Advance(ReportEvery, "");
            run.Source(SourceName).Add(fetched: ReportEvery);
            run.StopRequested.ThrowIfCancellationRequested();
        }

        run.Advance(rows % ReportEvery, "");
        run.Source(SourceName).Add(fetched: rows % ReportEvery);
    }
}

/// <summary>Section "Changes".</summary>
internal sealed record ChangeOptions
{
    public const string Section = "Changes";

    /// <summary>Changes:MaxVanishedShare: an export that lacks more than this share of the known movies is refused.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Changes:MaxVanishedShare must be between 0 and 1.")]
    public double MaxVanishedShare { get; init; } = 0.2;
}
