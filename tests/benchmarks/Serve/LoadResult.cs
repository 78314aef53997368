namespace MovieAspire.Benchmarks.Serve;

/// <summary>What a load brought.</summary>
/// <param name="PerSecond">Requests answered.</param>
/// <param name="P50">Half of the requests took no longer.</param>
/// <param name="P99">99 of 100 took no longer.</param>
/// <param name="Failed">Requests that were not answered with success.</param>
/// <param name="Refused">Those of them that were answered with 503, which are counted in a crowd only.</param>
internal sealed record LoadResult(double PerSecond, TimeSpan P50, TimeSpan P99, long Failed, long Refused = 0);
