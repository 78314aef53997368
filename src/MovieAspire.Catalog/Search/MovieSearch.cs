using Microsoft.Extensions.Options;
using MovieAspire.Catalog.Search.Meilisearch;
using MovieAspire.Catalog.Search.Postgres;
using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.SearchIndex;
using Npgsql;

namespace MovieAspire.Catalog.Search;

/// <summary>
/// Answers a search by Meilisearch while its index can, within <see cref="SearchOptions.Budget"/>, and else by Postgres.
/// After a failure Meilisearch is not asked for <see cref="SearchOptions.RetryDelay"/>; one search then probes it.
/// </summary>
internal sealed partial class MovieSearch(
    PostgresEngine postgres, SearchLoad load, MeilisearchServer server, IndexWatch index, IOptions<SearchOptions> options,
    TimeProvider time, ILogger<MovieSearch> logger)
{
    // Nothing but a search tells whether searches are answered in time.
    private static readonly SearchPage Smallest = SearchPage.Parse(new() { Query = "a", Limit = 1 });

    private volatile string? _failure;
    private long _nextProbe = long.MinValue;

    /// <summary>Whether there is a server to ask.</summary>
    public bool HasMeilisearch => server.Client is not null;

    public async Task<SearchMoviesResponse> RunAsync(SearchPage page, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var (response, reason) = await TryMeilisearchAsync(page, cancellationToken);
        if (response is null)
        {
            using var place = await load.EnterAsync(cancellationToken);
            response = await postgres.SearchAsync(page, cancellationToken);
        }

        response.Engine = reason is null ? "meilisearch" : "postgres";
        response.EngineReason = reason ?? "";
        response.TookMs = Math.Round(time.GetElapsedTime(start).TotalMilliseconds, 1);
        return response;
    }

    /// <summary>Why Meilisearch does not answer a search now; null when it does.</summary>
    public async Task<string?> ReasonAgainstAsync(CancellationToken cancellationToken)
    {
        var (_, reason) = await TryMeilisearchAsync(Smallest, cancellationToken);
        return reason;
    }

    private async Task<(SearchMoviesResponse? Response, string? Reason)> TryMeilisearchAsync(
        SearchPage page, CancellationToken cancellationToken)
    {
        if (server.Client is null)
            return (null, MeilisearchServer.NotConfigured);
        if (_failure is { } failure && !IsProbeDue())
            return (null, failure);

        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => budget.Cancel(), null, options.Value.Budget, Timeout.InfiniteTimeSpan);
        try
        {
            var reason = await index.ReasonAgainstAsync(budget.Token);
            var response = reason is null ? await MeilisearchEngine.SearchAsync(server.Client, page, budget.Token) : null;
            // It answers, even if only that its index cannot be used.
            if (Interlocked.Exchange(ref _failure, null) is not null && reason is null)
                LogBack();
            return (response, reason);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && ReasonOf(e) is not null)
        {
            var reason = ReasonOf(e)!;
            Volatile.Write(ref _nextProbe, NextProbe());
            if (Interlocked.Exchange(ref _failure, reason) is null)
                LogAway(reason);
            return (null, reason);
        }
    }

    private static string? ReasonOf(Exception exception) => exception switch
    {
        // Postgres will tell by itself.
        NpgsqlException => "Whether the search index is up to date cannot be known.",
        _ => MeilisearchServer.ReasonOf(exception),
    };

    private bool IsProbeDue()
    {
        var due = Volatile.Read(ref _nextProbe);
        return time.GetTimestamp() >= due && Interlocked.CompareExchange(ref _nextProbe, NextProbe(), due) == due;
    }

    private long NextProbe() => time.GetTimestamp() + (long)(options.Value.RetryDelay.TotalSeconds * time.TimestampFrequency);

    [LoggerMessage(LogLevel.Warning, "Postgres answers searches: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Information, "Meilisearch answers searches")]
    private partial void LogBack();
}
