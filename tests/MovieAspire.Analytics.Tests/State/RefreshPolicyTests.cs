extern alias worker;

using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using MovieAspire.Analytics.Freshness;

namespace MovieAspire.Analytics.Tests.State;

/// <summary>Analytics does not reference the worker; here its numbers are held against the worker's own.</summary>
public class RefreshPolicyTests
{
    private static readonly Assembly Worker = typeof(worker::Program).Assembly;

    [Fact]
    public void The_age_classes_are_the_workers()
    {
        var theirs = Worker.GetType("MovieAspire.Worker.Refresh.AgeClasses", throwOnError: true)!;
        int Boundary(string name) => (int)theirs.GetField(name)!.GetRawConstantValue()!;

        Assert.Equal(
            [Boundary("RecentDays"), Boundary("EstablishedDays"), Boundary("MatureDays")],
            [AgeClasses.RecentDays, AgeClasses.EstablishedDays, AgeClasses.MatureDays]);
        Assert.Equal(
            Enum.GetNames(Worker.GetType("MovieAspire.Worker.Refresh.AgeClass", throwOnError: true)!)
                .Select(name => name.ToLowerInvariant()),
            AgeClasses.Names);
    }

    [Fact]
    public void The_longest_time_without_a_refresh_is_the_workers() => Assert.Equal(
        Worker.GetType("MovieAspire.Worker.Refresh.RefreshPolicy", throwOnError: true)!
            .GetField("LongestWithoutRefresh")!.GetValue(null),
        RefreshOptions.LongestWithoutRefresh);

    [Fact]
    public void The_intervals_are_the_workers_by_default() => AssertSameIntervals([]);

    [Fact]
    public void The_intervals_come_from_the_same_settings_as_the_workers() => AssertSameIntervals(new()
    {
        ["Refresh:Tmdb:Recent"] = "1.00:00:00",
        ["Refresh:Omdb:Archived"] = "100.00:00:00",
    });

    private static void AssertSameIntervals(Dictionary<string, string?> settings)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(RefreshOptions.Section);
        var theirs = Activator.CreateInstance(Worker.GetType("MovieAspire.Worker.Refresh.RefreshOptions", throwOnError: true)!)!;
        var ours = new RefreshOptions();
        section.Bind(theirs);
        section.Bind(ours);

        Assert.Equal(JsonSerializer.Serialize(theirs, theirs.GetType()), JsonSerializer.Serialize(ours));
    }
}
