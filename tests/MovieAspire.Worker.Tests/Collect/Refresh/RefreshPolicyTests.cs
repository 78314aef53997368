using FsCheck.Fluent;
using MovieAspire.Data.Refresh;

namespace MovieAspire.Worker.Tests.Collect.Refresh;

public class RefreshPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly bool[] Both = [true, false];
    private static readonly RefreshPolicy Policy = new(new());

    [Theory]
    [InlineData(-400, "Recent")]
    [InlineData(0, "Recent")]
    [InlineData(60, "Recent")]
    [InlineData(61, "Established")]
    [InlineData(180, "Established")]
    [InlineData(181, "Mature")]
    [InlineData(365, "Mature")]
    [InlineData(366, "Archived")]
    public void Upper_bounds_of_the_age_classes_are_inclusive(int days, string expected) =>
        Assert.Equal(expected, AgeClasses.Of(Today.AddDays(-days), Today).ToString());

    [Fact]
    public void A_movie_without_a_date_is_recent() => Assert.Equal(AgeClass.Recent, AgeClasses.Of(null, Today));

    [Theory]
    [InlineData(0, 5, 5)]
    [InlineData(100, 15, 30)]
    [InlineData(200, 30, 90)]
    [InlineData(1000, 90, 180)]
    public void The_intervals_are_those_of_the_table(int age, int tmdbDays, int omdbDays)
    {
        var due = Policy.Plan(Movie(age, tmdbDays, omdbDays), Now);
        var fresh = Policy.Plan(Movie(age, tmdbDays - 0.01, omdbDays - 0.01), Now);
        Assert.Equal(new(RefreshReason.IntervalPassed, RefreshReason.IntervalPassed), due);
        Assert.Equal(new(RefreshReason.Fresh, RefreshReason.Fresh), fresh);
        Assert.True(due.NeedsTmdb && due.NeedsOmdb && !fresh.NeedsTmdb && !fresh.NeedsOmdb);
    }

    [Fact]
    public void OMDb_is_never_asked_without_an_IMDb_id() => Assert.Equal(
        new(RefreshReason.NeverFetched, RefreshReason.NoImdbId),
        Policy.Plan(new(null, null, null, null, false), Now));

    [Fact]
    public void A_frozen_movie_is_left_out_unless_asked_for()
    {
        var movie = Movie(1000, 100, 100) with { Frozen = true };
        Assert.Equal(RefreshReason.Frozen, Policy.Plan(movie, Now).Tmdb);
        Assert.Equal(RefreshReason.IntervalPassed, Policy.Plan(movie, Now, includeFrozen: true).Tmdb);
    }

    [Fact]
    public void A_frozen_movie_thaws_at_180_days()
    {
        Assert.Equal(RefreshReason.Frozen, Policy.Plan(Movie(1000, 179.9, 1) with { Frozen = true }, Now).Tmdb);
        Assert.Equal(RefreshReason.Thawed, Policy.Plan(Movie(1000, 180, 1) with { Frozen = true }, Now).Tmdb);
    }

    [Fact]
    public void Nothing_goes_unrefreshed_beyond_180_days_whatever_its_age_and_state() => Properties.Holds(
        Gen.Zip(Gen.Choose(-1000, 40_000), Gen.Choose(180, 4000), (age, since) => (age, since)),
        input => Both.All(frozen =>
            Policy.Plan(Movie(input.age, input.since, 1) with { Frozen = frozen }, Now).NeedsTmdb));

    [Fact]
    public void A_movie_that_is_due_stays_due_until_it_is_refreshed() => Properties.Holds(
        Gen.Zip(Gen.Choose(0, 4000), Gen.Choose(0, 400), (age, since) => (age, since)),
        input =>
        {
            // Time goes on, within the same class.
            var movie = Movie(2000 + input.age, input.since, input.since);
            var later = Policy.Plan(movie, Now.AddDays(7));
            var plan = Policy.Plan(movie, Now);
            return (!plan.NeedsTmdb || later.NeedsTmdb) && (!plan.NeedsOmdb || later.NeedsOmdb);
        });

    [Fact]
    public void The_recent_and_popular_are_worth_more()
    {
        Assert.True(RefreshPolicy.ValueAtOmdb(100, Today, Today) > RefreshPolicy.ValueAtOmdb(100, Today.AddDays(-700), Today));
        Assert.True(RefreshPolicy.ValueAtOmdb(100, Today, Today) > RefreshPolicy.ValueAtOmdb(5, Today, Today));
        Assert.True(RefreshPolicy.ValueAtOmdb(5, Today.AddDays(-30), Today) > RefreshPolicy.ValueAtOmdb(5, null, Today));
    }

    internal static RefreshState Movie(int age, double tmdbDaysAgo, double omdbDaysAgo) =>
        new(Today.AddDays(-age), "tt1", Now.AddDays(-tmdbDaysAgo), Now.AddDays(-omdbDaysAgo), false);
}
