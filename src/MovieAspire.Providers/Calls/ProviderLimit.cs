using System.Globalization;
using System.Net;
using MovieAspire.Redis.Connection;
using MovieAspire.Redis.RateLimiting;

namespace MovieAspire.Providers.Calls;

/// <summary>The limits of one provider in this process: connections, requests a day, and the rate shared with the other
/// workers.</summary>
internal sealed class ProviderLimit(
    Provider provider, IProviderOptions options, IRequestQuota quota, RedisConnection redis, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _connections = new(options.MaxConnections);

    private readonly TokenBucket _tokens = new(redis, time, new(
        provider.Key(), options.RequestsPerSecond, options.Burst, options.LocalFraction, options.AttemptTimeout));

    public Provider Provider => provider;

    /// <summary>Sends an attempt when a connection and a token are free and the day's quota is not spent; one that nobody waits for
    /// when it is its turn besides.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, Func<Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        var isAwaited = request.IsAwaited();
        // Before it takes a connection, which the others need.
        if (!isAwaited)
            await _tokens.GiveWayAsync(ReportWait, cancellationToken);
        await _connections.WaitAsync(cancellationToken);
        try
        {
            using var token = await _tokens.TakeAsync(isAwaited, ReportWait, cancellationToken);
            // Last: whoever gives up while he waits has taken nothing of the day.
            if (await quota.TryTakeAsync(provider, options.RequestsPerDay, cancellationToken) is { } resumesAt)
                throw request.QuotaSpent(provider, resumesAt);

            var response = await send();
            await ReportAsync(response.StatusCode, cancellationToken);
            return response;
        }
        finally
        {
            _connections.Release();
        }

        void ReportWait(TimeSpan wait) => request.ReportWait(new(provider, WaitReason.RateLimited, wait));
    }

    public void Dispose()
    {
        _connections.Dispose();
        _tokens.Dispose();
    }

    private ValueTask ReportAsync(HttpStatusCode status, CancellationToken cancellationToken)
    {
        // A server that fails says nothing about its quota.
        if (status >= HttpStatusCode.InternalServerError)
            return default;
        if (status != HttpStatusCode.TooManyRequests)
            return quota.ReportAnsweredAsync(provider, cancellationToken);

        quota.CountRefused(provider);
        return default;
    }
}

/// <summary>Puts each attempt under the limits, and counts it.</summary>
internal sealed class ProviderLimitHandler(ProviderLimit limit) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        limit.SendAsync(request, () => AttemptAsync(request, cancellationToken), cancellationToken);

    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            ProviderTelemetry.Attempt(limit.Provider, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
            return response;
        }
        catch (Exception error)
        {
            var cancelled = cancellationToken.IsCancellationRequested;
            ProviderTelemetry.Attempt(limit.Provider, cancelled ? "cancelled" : error.GetType().Name);
            throw;
        }
    }
}
