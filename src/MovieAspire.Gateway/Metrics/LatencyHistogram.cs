using System.Numerics;

namespace MovieAspire.Gateway.Metrics;

/// <summary>
/// Durations in buckets that grow by an eighth of a power of two, from 1 microsecond to about an hour: a percentile
/// is right to within 12.5 %, whatever the durations are, at 256 counters. Lock-free.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int PerDoubling = 8;
    private const int Buckets = 32 * PerDoubling;

    private readonly long[] _counts = new long[Buckets];
    private long _count;
    private long _sumMicroseconds;

    internal long Count => Interlocked.Read(ref _count);

    internal TimeSpan Sum => TimeSpan.FromMicroseconds(Interlocked.Read(ref _sumMicroseconds));

    internal void Add(TimeSpan duration)
    {
        var microseconds = Math.Max(0, (long)duration.TotalMicroseconds);
        Interlocked.Increment(ref _counts[BucketOf(microseconds)]);
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _sumMicroseconds, microseconds);
    }

    /// <summary>The upper bound of the bucket that holds that share of the durations; null while there are none.</summary>
    /// <param name="share">For example 0.95.</param>
    internal TimeSpan? Percentile(double share)
    {
        var counts = Read();
        var total = counts.Sum();
        if (total == 0)
            return null;

        var rank = (long)Math.Ceiling(share * total);
        long seen = 0;
        var bucket = 0;
        while ((seen += counts[bucket]) < rank)
            bucket++;
        return UpperBound(bucket);
    }

    /// <summary>How many durations were at most that long, as far as the buckets tell.</summary>
    internal long CountUpTo(TimeSpan bound) =>
        Read().Take(BucketOf((long)bound.TotalMicroseconds) + 1).Sum();

    private long[] Read()
    {
        var counts = new long[Buckets];
        for (var i = 0; i < Buckets; i++)
            counts[i] = Interlocked.Read(ref _counts[i]);
        return counts;
    }

    // The exponent and the three bits after the leading one.
    private static int BucketOf(long microseconds)
    {
        if (microseconds < PerDoubling)
            return (int)microseconds;

        var exponent = BitOperations.Log2((ulong)microseconds);
        var fraction = (int)(microseconds >> (exponent - 3)) & (PerDoubling - 1);
        return Math.Min(Buckets - 1, ((exponent - 2) * PerDoubling) + fraction);
    }

    private static TimeSpan UpperBound(int bucket)
    {
        if (bucket < PerDoubling)
            return TimeSpan.FromMicroseconds(bucket + 1);

        var (exponent, fraction) = ((bucket / PerDoubling) + 2, bucket % PerDoubling);
        return TimeSpan.FromMicroseconds((long)(PerDoubling + fraction + 1) << (exponent - 3));
    }
}
