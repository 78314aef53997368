using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MovieAspire.Worker.Schedules;

namespace MovieAspire.Worker.Tests.Schedules;

public class JobScheduleTests
{
    private static readonly Dictionary<string, JobSchedule> Defaults = Bind();

    // A Sunday.
    private static readonly DateTimeOffset Sunday = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("quick", "2026-03-01T06:00Z")]
    [InlineData("daily", "2026-03-01T03:00Z")]
    [InlineData("full", "2026-03-01T02:00Z")]
    [InlineData("refresh", "2026-03-01T02:00Z")]
    [InlineData("discover", "2026-03-01T03:00Z")]
    [InlineData("changes", "2026-03-01T02:00Z")]
    [InlineData("trending", "2026-03-01T03:30Z")]
    [InlineData("genre-stats", "2026-03-01T03:45Z")]
    [InlineData("search-index", "2026-03-02T04:00Z")]
    [InlineData("recommendations", "2026-03-02T05:00Z")]
    public void The_defaults_fire_when_the_plan_says(string job, string next) => Assert.Equal(
        DateTimeOffset.Parse(next, null), Defaults[job].Next(Sunday));

    [Fact]
    public void However_many_firings_were_missed_the_newest_is_caught_up_with() => Assert.Equal(
        Sunday.AddDays(30), new JobSchedule { Cron = "0 0 0/6 * * ?" }.Latest(Sunday.AddDays(30).AddHours(5)));

    [Fact]
    public void A_firing_that_is_due_this_moment_counts() => Assert.Equal(
        Sunday.AddHours(3), new JobSchedule { Cron = "0 0 3 * * ?" }.Latest(Sunday.AddHours(3)));

    [Fact]
    public void A_disabled_schedule_never_fires()
    {
        Assert.Null(new JobSchedule { Cron = "0 0 3 * * ?", Enabled = false }.Latest(Sunday));
        Assert.Null(new JobSchedule { Cron = "0 0 3 * * ?", Enabled = false }.Next(Sunday));
    }

    [Fact]
    public void The_newest_firing_is_the_last_that_counting_forward_finds() => Properties.Holds(
        Gen.Zip(
            Gen.Elements(Defaults.Values.ToArray()),
            Gen.Zip(Properties.UpTo(86_400_000), Properties.UpTo(1_200_000_000))),
        input =>
        {
            var (schedule, start, length) = (input.Item1, Sunday.AddMilliseconds(input.Item2.Item1), input.Item2.Item2);
            var now = start.AddMilliseconds(length);
            DateTimeOffset? last = null;
            for (var next = schedule.Next(start); next <= now; next = schedule.Next(next.Value))
                last = next;
            return last is null ? !(schedule.Latest(now) > start) : schedule.Latest(now) == last;
        });

    [Fact]
    public void A_setting_changes_one_schedule_and_keeps_the_rest()
    {
        var jobs = Bind(("Schedules:quick:Cron", "0 0 0/3 * * ?"), ("Schedules:daily:Enabled", "false"));
        Assert.Equal("0 0 0/3 * * ?", jobs["quick"].Cron);
        Assert.True(jobs["quick"].Enabled);
        Assert.Equal(("0 0 3 * * ?", false), (jobs["daily"].Cron, jobs["daily"].Enabled));
        Assert.Equal(Defaults.Keys.Order(), jobs.Keys.Order());
    }

    [Fact]
    public void Bad_expressions_and_unknown_jobs_are_named_by_their_keys()
    {
        var error = Assert.Throws<OptionsValidationException>(
            () => Bind(("Schedules:quick:Cron", "0 */6 * * *"), ("Schedules:weekly:Cron", "0 0 3 * * ?")));
        Assert.Contains("Schedules:quick:Cron", error.Message, StringComparison.Ordinal);
        Assert.Contains("Schedules:weekly", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_gives_its_runs_options_and_a_bad_one_is_named_by_its_key()
    {
        Assert.Equal("7", Bind(("Schedules:refresh:Options:limit", "7"))["refresh"].Options["limit"]);

        var error = Assert.Throws<OptionsValidationException>(
            () => Bind(("Schedules:refresh:Options:limit", "0"), ("Schedules:quick:Options:colour", "red")));
        Assert.Contains("Schedules:refresh:Options:limit must be", error.Message, StringComparison.Ordinal);
        Assert.Contains("Schedules:quick:Options:colour is unknown", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_without_a_schedule_of_its_own_can_be_given_one() =>
        Assert.Equal(Sunday.AddHours(1), Bind(("Schedules:enrich:Cron", "0 0 * * * ?"))["enrich"].Next(Sunday));

    private static Dictionary<string, JobSchedule> Bind(params (string Key, string Value)[] settings)
    {
        using var worker = TestWorker.Build(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        return worker.Services.GetRequiredService<IOptions<ScheduleOptions>>().Value.Jobs;
    }
}
