namespace MovieAspire.Providers.Calls;

/// <summary>A service that movie data comes from.</summary>
public enum Provider
{
    /// <summary>The Movie Database, https://developer.themoviedb.org.</summary>
    Tmdb,

    /// <summary>The Open Movie Database, https://www.omdbapi.com.</summary>
    Omdb,
}

public static class ProviderNames
{
    /// <summary>For people: "TMDB".</summary>
    public static string DisplayName(this Provider provider) => provider == Provider.Tmdb ? "TMDB" : "OMDb";

    /// <summary>For keys, tags and columns: "tmdb".</summary>
    public static string Key(this Provider provider) => provider == Provider.Tmdb ? "tmdb" : "omdb";
}

/// <summary>What a provider's section of the configuration says of every call to it.</summary>
internal interface IProviderOptions
{
    Uri BaseUrl { get; }

    double RequestsPerSecond { get; }

    int Burst { get; }

    int MaxConnections { get; }

    double LocalFraction { get; }

    TimeSpan CacheTtl { get; }

    TimeSpan AttemptTimeout { get; }

    /// <summary>Requests per UTC day, or null.</summary>
    int? RequestsPerDay { get; }
}

/// <summary>A provider's answer: what it means, and the bytes as they came.</summary>
public sealed record ProviderResponse<T>(T Value, RawBody Raw);

/// <summary>The body of an answer as it came, for the raw layer of the lake.</summary>
/// <param name="Provider">Who answered.</param>
/// <param name="Request">Path and query, always without the API key: "movie/603?append_to_response=credits".</param>
/// <param name="FetchedAt">When the provider answered (UTC), also for an answer out of the cache.</param>
/// <param name="Body">The bytes.</param>
/// <param name="FromCache">Whether no request was made, because the cache had the answer.</param>
/// <param name="Status">HTTP status of the answer; the cache holds only good ones.</param>
public sealed record RawBody(
    Provider Provider, string Request, DateTimeOffset FetchedAt, ReadOnlyMemory<byte> Body, bool FromCache = false,
    int Status = 200);
