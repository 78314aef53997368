using MovieAspire.Providers.Calls;

namespace MovieAspire.Providers.Omdb;

/// <summary>OMDb. Keeps to the rate and the quota of a day, retries what can be retried, and throws
/// <see cref="ProviderException"/> for the rest. Safe for many callers at once.</summary>
public sealed class OmdbClient
{
    private readonly ProviderCalls _calls;
    private readonly ResponseCache _cache;
    private readonly OmdbOptions _options;

    internal OmdbClient(ProviderCalls calls, ResponseCache cache, OmdbOptions options) =>
        (_calls, _cache, _options) = (calls, cache, options);

    /// <summary>Whether a key is configured.</summary>
    public bool IsConfigured => _options.ApiKey.Length > 0;

    /// <summary>A title by its IMDb id; the value is null when OMDb does not know it.</summary>
    /// <param name="imdbId">For example tt0133093.</param>
    /// <param name="observer">Hears of waits and bodies, if given.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ProviderException">QuotaSpent when the day's requests are used up, by our count or by
    /// OMDb's; Unauthorized without a good key.</exception>
    public async Task<ProviderResponse<OmdbTitle?>> GetByImdbIdAsync(
        string imdbId, IProviderObserver? observer, CancellationToken cancellationToken)
    {
        if (!IsConfigured)
            throw new ProviderException(Provider.Omdb, ProviderFailure.Unauthorized, "Omdb:ApiKey is missing.");

        var request = $"?i={Uri.EscapeDataString(imdbId)}";
        var key = $"omdb:movie:{imdbId}";
        if (await _cache.GetAsync(Provider.Omdb, key, request, _options.CacheTtl, cancellationToken) is { } cached)
            return Read(cached);

        var response = await _calls.GetAsync("?i={id}", request, OmdbJson.Default.OmdbStatus, _ => true, observer, cancellationToken);
        var result = Read(response.Raw);
        await _cache.SetAsync(key, response.Raw, _options.CacheTtl, cancellationToken);
        return result;
    }

    private ProviderResponse<OmdbTitle?> Read(RawBody raw)
    {
        var status = _calls.Parse(raw, OmdbJson.Default.OmdbStatus, _ => true);
        if (!status.IsError)
            return new(_calls.Parse(raw, OmdbJson.Default.OmdbTitle, title => title.Title is not null), raw);

        return status.IsNotFound
            ? new(null, raw)
            : throw new ProviderException(Provider.Omdb, ProviderFailure.BadBody, $"OMDb {raw.Request}: {status.Error}") { Raw = raw };
    }
}
