using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MovieAspire.Providers.Calls;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Worker.Quotas;

/// <summary>
/// The providers' quotas, shared by all workers through pipeline.quota_usage. A day's quota is reserved in batches, so
/// that it is never exceeded; everything else is counted here and written at an interval and at shutdown.
/// </summary>
internal sealed partial class SharedRequestQuota(
    QuotaStore store, TimeProvider time, IOptions<QuotaOptions> options, ILogger<SharedRequestQuota> logger)
    : BackgroundService, IRequestQuota
{
    private readonly ConcurrentDictionary<Provider, QuotaCounts> _counts = new();
    private readonly ConcurrentDictionary<Provider, QuotaBatch> _batches = new();
    private readonly ConcurrentDictionary<Provider, bool> _probing = new();

    public async ValueTask<DateTimeOffset?> TryTakeAsync(
        Provider provider, int? perDay, CancellationToken cancellationToken)
    {
        if (perDay is null)
        {
            Counts(provider).Add(used: 1);
            return null;
        }

        var grant = await Batch(provider, perDay).TryTakeAsync(cancellationToken);
        if (grant.Answer is QuotaAnswer.Probe)
            _probing[provider] = true;
        return grant.IsGranted ? null : grant.RetryAt ?? time.GetUtcNow() + QuotaStore.ProbeInterval;
    }

    public async ValueTask<DateTimeOffset> ReportSpentAsync(Provider provider, CancellationToken cancellationToken)
    {
        _probing.TryRemove(provider, out _);
        CountRefused(provider);
        return _batches.TryGetValue(provider, out var batch)
            ? await batch.MarkExhaustedAsync(cancellationToken)
            : await store.MarkExhaustedAsync(provider.Key(), cancellationToken);
    }

    public async ValueTask ReportAnsweredAsync(Provider provider, CancellationToken cancellationToken)
    {
        // Only a probe changes anything; every other answer costs no round trip.
        if (!_probing.TryRemove(provider, out _))
            return;
        await store.ClearExhaustedAsync(provider.Key(), cancellationToken);
        LogBack(provider.DisplayName());
    }

    public void CountRefused(Provider provider) => Counts(provider).Add(refused: 1);

    public void CountCached(Provider provider) => Counts(provider).Add(cached: 1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(CancellationToken.None);
        foreach (var (provider, batch) in _batches)
        {
            try
            {
                await batch.DisposeAsync();
            }
            catch (Exception e) when (DatabaseErrors.IsOfDatabase(e))
            {
                LogNotWritten(provider.DisplayName(), e.Message);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(options.Value.FlushInterval, time, stoppingToken);
            await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var (provider, counts) in _counts)
        {
            var (used, refused, cached) = counts.Take();
            if (used + refused + cached == 0)
                continue;
            try
            {
                await store.CountAsync(provider.Key(), used, refused, cached, cancellationToken);
            }
            catch (Exception e) when (e is OperationCanceledException || DatabaseErrors.IsOfDatabase(e))
            {
                counts.Add(used, refused, cached);
                LogNotWritten(provider.DisplayName(), e.Message);
            }
        }
    }

    private QuotaCounts Counts(Provider provider) => _counts.GetOrAdd(provider, _ => new());

    private QuotaBatch Batch(Provider provider, long? dayLimit) => _batches.GetOrAdd(
        provider, _ => new(store, provider.Key(), dayLimit, options.Value.BatchSize));

    [LoggerMessage(LogLevel.Information, "{Provider} answers again: its quota is no longer spent")]
    private partial void LogBack(string provider);

    [LoggerMessage(LogLevel.Warning, "Counts of requests to {Provider} cannot be written: {Reason}")]
    private partial void LogNotWritten(string provider, string reason);
}

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
            if (_day != store.Today)
                await GiveBackAsync(cancellationToken);
            if (_left == 0)
                await ReserveAsync(cancellationToken);
            // Nothing to reserve: the store knows why, and whether a probe is due.
            if (_left == 0)
                return await store.TryTakeAsync(provider, dayLimit, cancellationToken);
            _left--;
            return new(QuotaAnswer.Granted);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The provider says that its quota is spent; what is reserved is of no use then.</summary>
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
        if (_left == 0)
            return;
        await store.GiveBackAsync(provider, _day, _left, cancellationToken);
        _left = 0;
    }
}

/// <summary>Statistics of one provider since they were last written. Safe for many threads.</summary>
internal sealed class QuotaCounts
{
    private long _used;
    private long _refused;
    private long _cached;

    public void Add(long used = 0, long refused = 0, long cached = 0)
    {
        if (used != 0)
            Interlocked.Add(ref _used, used);
        if (refused != 0)
            Interlocked.Add(ref _refused, refused);
        if (cached != 0)
            Interlocked.Add(ref _cached, cached);
    }

    /// <summary>What there is, which is zero from then on; add it again if it cannot be written.</summary>
    public (long Used, long Refused, long Cached) Take() =>
        (Interlocked.Exchange(ref _used, 0), Interlocked.Exchange(ref _refused, 0), Interlocked.Exchange(ref _cached, 0));
}
