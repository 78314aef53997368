namespace MovieAspire.Libraries.Insight;

/// <summary>The few formulas that the statistics share.</summary>
public static class Averages
{
    /// <summary>
    /// The mean of n values pulled towards a prior: (n * mean + weight * prior) / (n + weight), as if there were
    /// <paramref name="weight"/> values of the prior beside them.
    /// </summary>
    public static double Pulled(double sum, int n, double prior, double weight) => (sum + (weight * prior)) / (n + weight);

    /// <summary>Null without values.</summary>
    public static double? Mean(IReadOnlyCollection<double> values) => values.Count == 0 ? null : values.Average();

    /// <summary>The middle one, or the mean of both middle ones; null without values.</summary>
    public static double? Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>Pearson's coefficient, -1 to 1; null where one side never varies.</summary>
    public static double? Correlation(IReadOnlyCollection<(double X, double Y)> pairs)
    {
        if (pairs.Count < 2)
            return null;
        var (meanX, meanY) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        var (xy, xx, yy) = (0.0, 0.0, 0.0);
        foreach (var (x, y) in pairs)
        {
            xy += (x - meanX) * (y - meanY);
            xx += (x - meanX) * (x - meanX);
            yy += (y - meanY) * (y - meanY);
        }

        return xx * yy < 1e-12 ? null : Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
    }
}
