using System.Globalization;
using MovieAspire.Contracts.Libraries.V1;

namespace MovieAspire.Libraries.Insight;

/// <summary>Days on which films were seen.</summary>
public static class Days
{
    private const int DaysOfWeek = 7;
    private const int BusiestDays = 5;

    /// <summary>The longest series of days in a row; the first of equally long ones.</summary>
    /// <returns>0 days without any.</returns>
    public static (int Length, DateOnly From, DateOnly To) LongestStreak(IEnumerable<DateOnly> days) => Longest(days, 1);

    /// <summary>The longest series of weeks (from Monday) in a row with a day in each.</summary>
    public static int LongestStreakOfWeeks(IEnumerable<DateOnly> days) => Longest(days.Select(Monday), DaysOfWeek).Length;

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static HabitStats Habits(IReadOnlyCollection<(LibraryFilm Film, DateOnly Day)> viewings)
    {
        var stats = new HabitStats();
        if (viewings.Count == 0)
            return stats;
        var days = viewings.Select(viewing => viewing.Day).ToList();
        var streak = LongestStreak(days);
        (stats.LongestStreakDays, stats.LongestStreakFrom, stats.LongestStreakTo) = (streak.Length, Text(streak.From), Text(streak.To));
        stats.LongestStreakWeeks = LongestStreakOfWeeks(days);
        stats.BusiestDays.AddRange(days.CountBy(day => day).Where(day => day.Value > 1)
            .OrderByDescending(day => day.Value).ThenByDescending(day => day.Key).Take(BusiestDays)
            .Select(day => new Count { Key = Text(day.Key), Count_ = day.Value }));
        var (first, last) = (viewings.MinBy(viewing => (viewing.Day, viewing.Film.Id)), viewings.MaxBy(viewing => (viewing.Day, viewing.Film.Id)));
        (stats.First, stats.Last) = (first.Film.ToFact(day: first.Day), last.Film.ToFact(day: last.Day));
        stats.PerWeek = Math.Round(viewings.Count / Math.Max(1, (last.Day.DayNumber - first.Day.DayNumber + 1) / (double)DaysOfWeek), 2);
        return stats;
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));

    private static (int Length, DateOnly From, DateOnly To) Longest(IEnumerable<DateOnly> days, int step)
    {
        var (best, current) = ((Length: 0, From: default(DateOnly), To: default(DateOnly)), (Length: 0, From: default(DateOnly), To: default(DateOnly)));
        foreach (var day in days.Distinct().Order())
        {
            current = current.Length > 0 && day.DayNumber - current.To.DayNumber == step
                ? (current.Length + 1, current.From, day)
                : (1, day, day);
            if (current.Length > best.Length)
                best = current;
        }

        return best;
    }
}
