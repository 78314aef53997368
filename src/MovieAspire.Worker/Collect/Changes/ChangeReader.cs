using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Collect.Changes;

/// <summary>Reads the ids that a part of TMDB's change feed names.</summary>
internal sealed class ChangeReader(TmdbClient tmdb)
{
    public const string SourceName = "changes";

    /// <returns>The ids, and whether every page could be read.</returns>
    /// <exception cref="ProviderException">TMDB does not answer.</exception>
    public async Task<(IReadOnlyCollection<int> Ids, bool IsComplete)> ReadAsync(
        RunContext run, ChangeCall call, CancellationToken cancellationToken)
    {
        var counters = run.Source(SourceName);
        var ids = new HashSet<int>();
        var (isComplete, pages) = (true, 1);
        for (var page = 1; page <= pages; page++)
        {
            run.StopRequested.ThrowIfCancellationRequested();
            try
            {
                var response = await tmdb.GetChangesAsync(call.From, call.EndDate, page, run, cancellationToken);
                pages = response.Value.TotalPages;
                ids.UnionWith(response.Value.Results.Where(change => change.Id > 0).Select(change => change.Id));
                counters.Add(fetched: response.Value.Results.Count, requests: 1);
            }
            catch (ProviderException e) when (page > 1 && e.Cause is ProviderFailure.BadBody)
            {
                isComplete = false;
                run.RecordError(SourceName, $"{call.From:yyyy-MM-dd} page {page}", e.CauseName, e.Message);
            }
        }

        return (ids, isComplete);
    }
}
