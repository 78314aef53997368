namespace MovieAspire.Lake.Bronze;

/// <summary>A body as a provider sent it.</summary>
/// <param name="Provider">"tmdb" or "omdb"; lower-case letters, digits and underscores.</param>
/// <param name="Request">Path and query; secrets in it are removed before it is written.</param>
/// <param name="Status">HTTP status; null where it is not known.</param>
/// <param name="IngestedAt">When it was received.</param>
/// <param name="Body">The bytes; must not change any more.</param>
public sealed record BronzeBody(
    string Provider, string Request, int? Status, DateTimeOffset IngestedAt, ReadOnlyMemory<byte> Body);
