using Xunit.Abstractions;

namespace MovieAspire.Worker.Faults.Tests;

/// <summary>Measures time, so nothing else runs beside it.</summary>
[CollectionDefinition(nameof(RateTests), DisableParallelization = true)]
[Collection(nameof(RateTests))]
public class RateTests(RateMeasurement measurement, ITestOutputHelper output) : IClassFixture<RateMeasurement>
{
    [Fact]
    public void Two_workers_together_never_exceed_the_rate_nor_the_connections()
    {
        var seen = measurement.Seen;
        var busy = (seen.LastAt!.Value - seen.FirstAt!.Value).TotalSeconds;
        output.WriteLine(FormattableString.Invariant(
            $"at most {seen.MaxPerSecond} in a second, {seen.MaxConcurrent} at once; {seen.Requests} requests in {busy:0.0} s, {(seen.Requests - RateMeasurement.Rate) / busy:0.0}/s after the first bucket"));

        Assert.Equal(0, seen.TooManyRequests);
        Assert.InRange(seen.MaxPerSecond, 1, RateMeasurement.Rate);
        Assert.InRange(seen.MaxConcurrent, 1, 20);
    }
}
