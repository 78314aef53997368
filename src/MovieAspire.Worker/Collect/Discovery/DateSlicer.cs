using System.Runtime.CompilerServices;

namespace MovieAspire.Worker.Collect.Discovery;

/// <summary>
/// Cuts years into windows that TMDB shows in full. It shows 500 pages of 20 movies (providers.md, "Lists"), so a window
/// with more is halved until it fits or is one day.
/// </summary>
internal static class DateSlicer
{
    public const int PagesShown = 500;

    /// <summary>The windows of the years, oldest first, each year on its own.</summary>
    /// <param name="startYear">First year.</param>
    /// <param name="endYear">Last year, included.</param>
    /// <param name="maxPages">Pages wanted of each year; null for all. A year is not cut then, since 500 suffice.</param>
    /// <param name="countPages">Reads the first page of a window and returns TMDB's total_pages.</param>
    /// <param name="cancellationToken">Ends the slicing.</param>
    public static async IAsyncEnumerable<DiscoverySlice> SliceAsync(
        int startYear,
        int endYear,
        int? maxPages,
        Func<DateWindow, CancellationToken, Task<int>> countPages,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var year = startYear; year <= endYear; year++)
        {
            var open = new Stack<DateWindow>([DateWindow.OfYear(year)]);
            while (open.TryPop(out var window))
            {
                var total = await countPages(window, cancellationToken);
                // Exactly 500 may be a capped count: TMDB has reported both the true number and the cap.
                var full = total >= PagesShown && maxPages is null;
                if (full && !window.IsOneDay)
                {
                    var (earlier, later) = window.Halve();
                    open.Push(later);
                    open.Push(earlier);
                    continue;
                }

                yield return new(window, total, Math.Min(total, maxPages ?? PagesShown), full);
            }
        }
    }
}

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

/// <summary>A window whose pages can be fetched.</summary>
/// <param name="Window">The days.</param>
/// <param name="TotalPages">As TMDB counts them; 0 when no movie matches.</param>
/// <param name="Pages">The pages to fetch: 1 to this.</param>
/// <param name="Truncated">One day that fills every page TMDB shows: the rest of it cannot be reached.</param>
internal readonly record struct DiscoverySlice(DateWindow Window, int TotalPages, int Pages, bool Truncated);
