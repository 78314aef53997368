using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MovieAspire.Providers.Calls;
using Npgsql;

namespace MovieAspire.Worker.Quotas;

/// <summary>
/// The providers' budget, shared by all workers through pipeline.quota_usage. A daily budget is reserved in batches, so
/// that it is never exceeded; everything else is counted here and written at an interval and at shutdown.
/// </summary>
internal sealed partial class SharedRequestBudget(
    QuotaStore store, TimeProvider time, IOptions<BudgetOptions> options, ILogger<SharedRequestBudget> logger)
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
        if (grant.Answer is QuotaAnswer.Probe) _probing[provider] = true;
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
        if (!_probing.TryRemove(provider, out _)) return;
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
            catch (NpgsqlException e)
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
            if (used + refused + cached == 0) continue;
            try
            {
                await store.CountAsync(provider.Key(), used, refused, cached, cancellationToken);
            }
            catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
            {
                counts.Add(used, refused, cached);
                LogNotWritten(provider.DisplayName(), e.Message);
            }
        }
    }

    private QuotaCounts Counts(Provider provider) => _counts.GetOrAdd(provider, _ => new());

    private QuotaBatch Batch(Provider provider, long? dayLimit) => _batches.GetOrAdd(
        provider, _ => new(store, provider.Key(), dayLimit, options.Value.BatchSize));

    [LoggerMessage(LogLevel.Information, "{Provider} answers again: its budget is no longer spent")]
    private partial void LogBack(string provider);

    [LoggerMessage(LogLevel.Warning, "Counts of requests to {Provider} cannot be written: {Reason}")]
    private partial void LogNotWritten(string provider, string reason);
}
