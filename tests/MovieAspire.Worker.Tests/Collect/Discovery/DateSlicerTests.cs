using FsCheck.Fluent;
using MovieAspire.Worker.Collect.Discovery;

namespace MovieAspire.Worker.Tests.Collect.Discovery;

public class DateSlicerTests
{
    [Fact]
    public void The_windows_cover_the_years_without_gap_or_overlap_and_fit() => Properties.Holds(
        Gen.Zip(Gen.Choose(1874, 2030), Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 40)), (start, rest) => (start, rest.Item1, rest.Item2)),
        input =>
        {
            var (start, more, density) = input;
            var slices = Slice(start, start + more, null, window => Days(window) * density);
            var day = new DateOnly(start, 1, 1);
            foreach (var slice in slices)
            {
                if (slice.Window.From != day || slice.Window.To < slice.Window.From)
                    return false;
                if (slice.Truncated || slice.Pages >= DateSlicer.PagesShown || slice.Pages != slice.TotalPages)
                    return false;
                day = slice.Window.To.AddDays(1);
            }

            return day == new DateOnly(start + more + 1, 1, 1);
        });

    [Fact]
    public void A_year_that_fits_is_one_window()
    {
        var slice = Assert.Single(Slice(2024, 2024, null, _ => 499));
        Assert.Equal(new(DateWindow.OfYear(2024), 499, 499, Truncated: false), slice);
    }

    [Fact]
    public void A_single_day_with_too_many_pages_is_reported_and_not_cut_for_ever()
    {
        var crowded = new DateOnly(2020, 1, 1);
        var slices = Slice(2020, 2020, null, window => window.From <= crowded && crowded <= window.To ? 900 : 1);
        var truncated = Assert.Single(slices, slice => slice.Truncated);
        Assert.Equal(new(new(crowded, crowded), 900, 500, Truncated: true), truncated);
    }

    [Fact]
    public void A_limit_of_pages_holds_for_the_year_and_needs_no_cut()
    {
        var slice = Assert.Single(Slice(2024, 2024, 5, _ => 2000));
        Assert.Equal((5, false), (slice.Pages, slice.Truncated));
    }

    private static int Days(DateWindow window) => window.To.DayNumber - window.From.DayNumber + 1;

    private static List<DiscoverySlice> Slice(int start, int end, int? maxPages, Func<DateWindow, int> pages) =>
        DateSlicer.SliceAsync(start, end, maxPages, (window, _) => Task.FromResult(pages(window)), CancellationToken.None)
            .ToBlockingEnumerable().ToList();
}
