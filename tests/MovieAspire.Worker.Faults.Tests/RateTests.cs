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
        output.WriteLine($"at most {seen.MaxPerSecond} in a second, {seen.MaxConcurrent} at once");

        Assert.Equal(0, seen.TooManyRequests);
        Assert.InRange(seen.MaxPerSecond, 1, RateMeasurement.Rate);
        Assert.InRange(seen.MaxConcurrent, 1, 20);
    }

    /// <summary>Needs processors that are free: two workers on a machine with ten times its load fall short.</summary>
    [Fact]
    public void Two_workers_together_reach_nine_tenths_of_the_rate()
    {
        var seen = measurement.Seen;
        var busy = (seen.LastAt!.Value - seen.FirstAt!.Value).TotalSeconds;
        // Without what the full bucket let out at the start.
        var average = (seen.Requests - RateMeasurement.Rate) / busy;
        output.WriteLine(FormattableString.Invariant($"{seen.Requests} requests in {busy:0.00} s: {average:0.00}/s"));

        Assert.InRange(average, 0.9 * RateMeasurement.Rate, RateMeasurement.Rate);
    }
}
