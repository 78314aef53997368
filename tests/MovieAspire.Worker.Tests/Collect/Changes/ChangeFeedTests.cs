using FsCheck.Fluent;
using MovieAspire.Worker.Collect.Changes;

namespace MovieAspire.Worker.Tests.Collect.Changes;

public class ChangeFeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Two_hours_within_a_day_are_one_call() => Assert.Equal(
        [new ChangeCall(new(2026, 3, 20), new(2026, 3, 20), IsOpen: true)],
        ChangeFeed.Plan(Now.AddHours(-2), Now).Calls);

    [Fact]
    public void The_overlap_reads_yesterday_again_shortly_after_midnight()
    {
        var midnight = new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(2, ChangeFeed.Plan(midnight.AddMinutes(14), Now).Calls.Count);
        Assert.Single(ChangeFeed.Plan(midnight.AddMinutes(16), Now).Calls);
    }

    [Fact]
    public void A_gap_of_over_14_days_needs_the_export()
    {
        var limit = Now - ChangeFeed.LongestGap + ChangeFeed.Overlap;
        Assert.False(ChangeFeed.Plan(limit, Now).ExportComparisonNeeded);
        Assert.True(ChangeFeed.Plan(limit.AddSeconds(-1), Now).ExportComparisonNeeded);
        Assert.True(ChangeFeed.Plan(null, Now).ExportComparisonNeeded);
    }

    [Fact]
    public void After_a_clock_that_was_ahead_all_that_the_feed_has_is_read_again_and_the_export_too()
    {
        var plan = ChangeFeed.Plan(Now.AddDays(3), Now);

        Assert.Equal(Day(Now.AddDays(-14)), plan.Calls[0].From);
        Assert.True(plan.ExportComparisonNeeded);
        Assert.Equal(Now, plan.NextCursor);
    }

    [Fact]
    public void The_calls_cover_the_gap_without_hole_and_none_spans_more_than_14_days() => Properties.Holds(
        Gen.Zip(Properties.UpTo(60 * 24 * 60), Properties.UpTo(24 * 60), (gap, minute) => (gap, minute)),
        input =>
        {
            var now = Now.AddMinutes(input.minute);
            var plan = ChangeFeed.Plan(now.AddMinutes(-input.gap), now);
            var from = plan.ExportComparisonNeeded ? now.AddDays(-14) : now.AddMinutes(-input.gap) - ChangeFeed.Overlap;
            var day = DateOnly.FromDateTime(from.UtcDateTime);
            foreach (var call in plan.Calls)
            {
                if (call.From != day || call.To < call.From || call.EndDate.DayNumber - call.From.DayNumber + 1 > 14)
                    return false;
                day = call.To.AddDays(1);
            }

            return day == DateOnly.FromDateTime(now.UtcDateTime).AddDays(1) && plan.Calls.Count(call => call.IsOpen) == 1;
        });

    [Fact]
    public void No_change_is_missed_and_none_is_fetched_more_than_twice() => Properties.Holds(
        Properties.UpTo(24 * 60),
        minute =>
        {
            // A run every two hours; the movie changes once, at that minute of the first day.
            var changedAt = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute);
            var fetched = changedAt.AddDays(-10);
            var fetches = 0;
            var cursor = changedAt.AddDays(-1);
            for (var now = changedAt.AddMinutes(-50); now < changedAt.AddDays(3); now = now.AddHours(2))
            {
                var named = ChangeFeed.Plan(cursor, now).Calls.Any(call =>
                    changedAt <= now && call.From <= Day(changedAt) && Day(changedAt) <= call.To && fetched < call.FetchedSince);
                if (named)
                    (fetched, fetches) = (now, fetches + 1);
                cursor = now;
            }

            return fetched >= changedAt && fetches is 1 or 2;
        });

    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
}
