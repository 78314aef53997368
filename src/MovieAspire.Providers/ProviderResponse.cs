namespace MovieAspire.Providers;

/// <summary>A provider's answer: what it means, and the bytes as they came.</summary>
/// <param name="Value">The parsed answer.</param>
/// <param name="Raw">The answer as it came.</param>
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
