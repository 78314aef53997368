using MovieAspire.Testing.Workers;

namespace MovieAspire.Benchmarks.Ingest;

/// <summary>How much of a shared limit two workers use.</summary>
internal static class LimitMeasurement
{
    public static async Task<string> TakeAsync(int movies)
    {
        var (seen, sustained) = await RateMeasurement.TakeAsync(movies);
        return FormattableString.Invariant($"""
            Two workers that share {RateMeasurement.Rate} requests/s, {movies:N0} movies each; the provider allows 40/s and 20 at once
              sustained                {sustained,10:0.0} requests/s = {sustained / RateMeasurement.Rate:0.0%}
              most in any second       {seen.MaxPerSecond,10}
              most at the same time    {seen.MaxConcurrent,10}
              refused                  {seen.TooManyRequests,10}
            """);
    }
}
