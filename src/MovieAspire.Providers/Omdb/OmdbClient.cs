using MovieAspire.Providers.Caching;
using MovieAspire.Providers.Http;

namespace MovieAspire.Providers.Omdb;

/// <summary>OMDb. Keeps to the rate and the daily budget, retries what can be retried, and throws
/// <see cref="ProviderException"/> for the rest. Safe for many callers at once.</summary>
public sealed class OmdbClient
{
    private readonly ProviderCalls calls;
    private readonly ResponseCache cache;
    private readonly OmdbOptions options;

    internal OmdbClient(ProviderCalls calls, ResponseCache cache, OmdbOptions options) =>
        (this.calls, this.cache, this.options) = (calls, cache, options);

    /// <summary>Whether a key is configured.</summary>
    public bool IsConfigured => options.ApiKey.Length > 0;

    /// <summary>A title by its IMDb id; the value is null when OMDb does not know it.</summary>
    /// <param name="imdbId">For example tt0133093.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ProviderException">BudgetSpent when the day's requests are used up, by our count or by
    /// OMDb's; Unauthorized without a good key.</exception>
    public async Task<ProviderResponse<OmdbMovie?>> GetByImdbIdAsync(string imdbId, CancellationToken cancellationToken)
    {
        if (!IsConfigured)
            throw new ProviderException(Provider.Omdb, ProviderFailure.Unauthorized, "Omdb:ApiKey is missing.");

        var request = $"?i={Uri.EscapeDataString(imdbId)}";
        var key = $"omdb:movie:{imdbId}";
        if (await cache.GetAsync(Provider.Omdb, key, request, options.CacheTtl, cancellationToken) is { } cached)
            return Read(cached);

        var response = await calls.GetAsync("?i={id}", request, OmdbJson.Default.OmdbStatus, _ => true, cancellationToken);
        var result = Read(response.Raw);
        await cache.SetAsync(key, response.Raw, options.CacheTtl, cancellationToken);
        return result;
    }

    private ProviderResponse<OmdbMovie?> Read(RawBody raw)
    {
        var status = calls.Parse(raw, OmdbJson.Default.OmdbStatus, _ => true);
        if (!status.IsError)
            return new(calls.Parse(raw, OmdbJson.Default.OmdbMovie, movie => movie.Title is not null), raw);

        return status.IsNotFound
            ? new(null, raw)
            : throw new ProviderException(Provider.Omdb, ProviderFailure.BadBody, $"OMDb {raw.Request}: {status.Error}") { Raw = raw };
    }
}
