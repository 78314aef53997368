using MovieAspire.Testing.Workers;
using Xunit.Abstractions;

namespace MovieAspire.Worker.Faults.Tests;

/// <summary>Measures time, so nothing else runs beside it.</summary>
[CollectionDefinition(nameof(RateTests), DisableParallelization = true)]
[Collection(nameof(RateTests))]
public class RateTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Two_workers_together_never_exceed_the_rate_nor_the_connections()
    {
        var measured = await RateMeasurement.TakeAsync(movies: 170);

        var seen = measured.Seen;
        output.WriteLine(FormattableString.Invariant(
            $"at most {seen.MaxPerSecond} in a second, {seen.MaxConcurrent} at once; {seen.Requests} requests, {measured.Sustained:0.0}/s"));
        Assert.Equal(0, seen.TooManyRequests);
        Assert.InRange(seen.MaxPerSecond, 1, RateMeasurement.Rate);
        Assert.InRange(seen.MaxConcurrent, 1, 20);
    }
}
