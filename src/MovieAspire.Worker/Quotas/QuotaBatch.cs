namespace MovieAspire.Worker.Quotas;

/// <summary>
/// Hands out requests reserved several at a time, to save a round trip for each; one for each worker. Disposing it
/// gives the rest back; a crash loses at most <paramref name="size"/> requests of the day and never exceeds the limit.
/// </summary>
internal sealed class QuotaBatch(QuotaStore store, string provider, long? dayLimit, int size) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private DateOnly _day;
    private long _left;

    public async Task<QuotaGrant> TryTakeAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // Yesterday's reservation does not count for today.
            if (_day != store.Today) await GiveBackAsync(cancellationToken);
            if (_left == 0) await ReserveAsync(cancellationToken);
            // Nothing to reserve: the store knows why, and whether a probe is due.
            if (_left == 0) return await store.TryTakeAsync(provider, dayLimit, cancellationToken);
            _left--;
            return new(QuotaAnswer.Granted);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The provider says that its budget is spent; what is reserved is of no use then.</summary>
    public async Task<DateTimeOffset> MarkExhaustedAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await GiveBackAsync(cancellationToken);
            return await store.MarkExhaustedAsync(provider, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await GiveBackAsync(CancellationToken.None);
        _gate.Dispose();
    }

    private async Task ReserveAsync(CancellationToken cancellationToken)
    {
        _day = store.Today;
        _left = await store.ReserveAsync(provider, _day, dayLimit, size, cancellationToken);
    }

    private async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        if (_left == 0) return;
        await store.GiveBackAsync(provider, _day, _left, cancellationToken);
        _left = 0;
    }
}
