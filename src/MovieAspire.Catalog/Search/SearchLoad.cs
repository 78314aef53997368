using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Catalog.Search;

/// <summary>
/// Lets some searches at Postgres at a time and has others wait for a moment. Those that would wait longer are refused at once,
/// or when the moment is over: the rest are answered in time, and Postgres has time for other reads.
/// </summary>
internal sealed class SearchLoad(IOptions<SearchOptions> options, TimeProvider time) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new()
    {
        PermitLimit = options.Value.Concurrency,
        QueueLimit = options.Value.Queue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Dispose the result when the search is done.</summary>
    /// <exception cref="ServiceException">UNAVAILABLE with reason SEARCH_BUSY.</exception>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Value.QueueTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var lease = await _limiter.AcquireAsync(1, either.Token);
            if (lease.IsAcquired)
                return lease;
            lease.Dispose();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It waited long enough.
        }

        throw ServiceError.Unavailable("SEARCH_BUSY", "More searches are asked for than can be answered in time.");
    }

    public void Dispose() => _limiter.Dispose();
}
