using System.Globalization;

namespace MovieAspire.Lake.Charts;

/// <summary>Maps values to places from 0 to 1 along an axis, and says where the axis is labelled.</summary>
public abstract record Scale
{
    /// <summary>0 at the axis' begin, 1 at its end; beyond for what is outside.</summary>
    public abstract double Place(double value);

    /// <summary>The labelled values, ascending.</summary>
    public abstract IReadOnlyList<(double Value, string Label)> Ticks { get; }

    internal static string Number(double value) => Math.Abs(value) switch
    {
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{value / 1_000_000:0.##}M"),
        >= 10_000 => string.Create(CultureInfo.InvariantCulture, $"{value / 1_000:0.#}k"),
        >= 1_000 => value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };
}

/// <summary>Equal distances for equal differences.</summary>
public sealed record LinearScale(double Min, double Max, int MostTicks = 6, Func<double, string>? Format = null) : Scale
{
    /// <inheritdoc/>
    public override IReadOnlyList<(double Value, string Label)> Ticks
    {
        get
        {
            var step = Step((Max - Min) / MostTicks);
            var first = Math.Ceiling((Min / step) - 1e-9);
            var last = Math.Floor((Max / step) + 1e-9);
            return
            [
                .. Enumerable.Range(0, (int)(last - first) + 1).Select(index => (first + index) * step)
                    .Select(value => (value, (Format ?? Number)(Math.Round(value, 10)))),
            ];
        }
    }

    /// <inheritdoc/>
    public override double Place(double value) => (value - Min) / (Max - Min);

    /// <summary>From zero, or a little below the least value, to a round number above the greatest.</summary>
    public static LinearScale Around(IEnumerable<double> values, bool fromZero, int mostTicks = 6, Func<double, string>? format = null)
    {
        var (min, max) = values.DefaultIfEmpty(1).Aggregate(
            (Min: double.MaxValue, Max: double.MinValue), (range, value) => (Math.Min(range.Min, value), Math.Max(range.Max, value)));
        if (fromZero)
            min = Math.Min(0, min);
        if (max <= min)
            max = min + 1;
        var step = Step((max - min) / mostTicks);
        return new(fromZero && min == 0 ? 0 : Math.Floor(min / step) * step, Math.Ceiling((max / step) - 1e-9) * step, mostTicks, format);
    }

    // 1, 2 or 5 times a power of ten.
    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}

/// <summary>Equal distances for equal ratios; for positive values.</summary>
public sealed record LogScale(double Min, double Max, Func<double, string>? Format = null) : Scale
{
    /// <inheritdoc/>
    public override IReadOnlyList<(double Value, string Label)> Ticks
    {
        get
        {
            var decades = Math.Log10(Max / Min);
            double[] factors = decades <= 1.7 ? [1, 2, 3, 5] : decades <= 3.6 ? [1, 3] : [1];
            return
            [
                .. from power in Enumerable.Range((int)Math.Floor(Math.Log10(Min)) - 1, (int)Math.Ceiling(decades) + 3)
                   from factor in factors
                   let value = factor * Math.Pow(10, power)
                   where value >= Min * 0.999 && value <= Max * 1.001
                   select (value, (Format ?? Number)(value)),
            ];
        }
    }

    /// <inheritdoc/>
    public override double Place(double value) => Math.Log(Math.Max(value, Min / 1000) / Min) / Math.Log(Max / Min);

    /// <summary>From the least to the greatest value with some room.</summary>
    /// <param name="values">What is drawn; only positive ones count.</param>
    /// <param name="format">How ticks are written.</param>
    /// <param name="room">By what factor the axis goes beyond the greatest value, where labels need it.</param>
    public static LogScale Around(IEnumerable<double> values, Func<double, string>? format = null, double room = 1.3)
    {
        var positive = values.Where(value => value > 0).DefaultIfEmpty(1).ToList();
        return new(positive.Min() / 1.3, Math.Max(positive.Max(), positive.Min() * 10) * room, format);
    }
}

/// <summary>A place for each of some names; value n is the middle of the n-th band.</summary>
public sealed record BandScale(IReadOnlyList<string> Names) : Scale
{
    /// <inheritdoc/>
    public override IReadOnlyList<(double Value, string Label)> Ticks => [.. Names.Select((name, index) => ((double)index, name))];

    /// <summary>A band's part of the axis.</summary>
    public double Width => 1.0 / Math.Max(1, Names.Count);

    /// <inheritdoc/>
    public override double Place(double value) => (value + 0.5) * Width;
}
