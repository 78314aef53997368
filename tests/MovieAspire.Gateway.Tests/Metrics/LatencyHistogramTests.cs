using FsCheck;
using FsCheck.Fluent;
using MovieAspire.Gateway.Metrics;

namespace MovieAspire.Gateway.Tests.Metrics;

public class LatencyHistogramTests
{
    [Fact]
    public void A_percentile_is_right_to_within_an_eighth() => Prop.ForAll(
        Gen.Choose(1, 2_000_000_000).NonEmptyListOf().ToArbitrary(),
        durations =>
        {
            var histogram = new LatencyHistogram();
            foreach (var microseconds in durations)
                histogram.Add(TimeSpan.FromMicroseconds(microseconds));

            var sorted = durations.Order().ToList();
            return ((double[])[0.5, 0.95, 0.99, 1]).All(share =>
            {
                var exact = sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
                var read = histogram.Percentile(share)!.Value.TotalMicroseconds;
                return read > exact && read <= (exact * 1.125) + 1;
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_has_no_percentiles() => Assert.Null(new LatencyHistogram().Percentile(0.5));

    [Fact]
    public void Durations_are_counted_and_summed()
    {
        var histogram = new LatencyHistogram();
        foreach (var milliseconds in (int[])[1, 4, 20, 4000])
            histogram.Add(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal((4, TimeSpan.FromMilliseconds(4025)), (histogram.Count, histogram.Sum));
        Assert.Equal((2, 3, 4), (
            histogram.CountUpTo(TimeSpan.FromMilliseconds(10)), histogram.CountUpTo(TimeSpan.FromSeconds(1)),
            histogram.CountUpTo(TimeSpan.FromSeconds(10))));
    }
}
