namespace MovieAspire.Worker.Collect.Discovery;

/// <summary>Days of release, both ends included.</summary>
internal readonly record struct DateWindow(DateOnly From, DateOnly To)
{
    public bool IsOneDay => From == To;

    public static DateWindow OfYear(int year) => new(new(year, 1, 1), new(year, 12, 31));

    /// <summary>The two halves, without gap or overlap. Not for a single day.</summary>
    public (DateWindow Earlier, DateWindow Later) Halve()
    {
        var middle = From.AddDays((To.DayNumber - From.DayNumber) / 2);
        return (new(From, middle), new(middle.AddDays(1), To));
    }

    public override string ToString() => $"{From:yyyy-MM-dd}..{To:yyyy-MM-dd}";
}
