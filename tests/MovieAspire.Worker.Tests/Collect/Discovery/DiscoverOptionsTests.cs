using MovieAspire.Worker.Collect.Discovery;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Tests.Collect.Discovery;

public class DiscoverOptionsTests
{
    private static readonly DiscoverJob Job = new(null!, new TestClock(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void The_defaults_are_this_and_last_year_with_200_votes() =>
        Assert.Equal(new(2025, 2026, 200, null), Job.Read(new(new Dictionary<string, string>())));

    [Theory]
    [InlineData("start_year", "2030", 2030, 2030)]
    [InlineData("start_year", "1999", 1999, 2026)]
    [InlineData("end_year", "1999", 1999, 1999)]
    public void One_year_alone_never_makes_a_reversed_range(string name, string value, int start, int end) => Assert.Equal(
        new(start, end, 200, null), Job.Read(new(new Dictionary<string, string> { [name] = value })));

    [Fact]
    public void Every_bad_option_is_named_at_once() => Assert.Equal(
        ["options.start_year", "options.end_year", "options.min_votes", "options.max_pages", "options.pages"],
        Violations(("start_year", "1873"), ("end_year", "2032"), ("min_votes", "-1"), ("max_pages", "501"), ("pages", "3")));

    [Fact]
    public void A_reversed_range_names_end_year() =>
        Assert.Equal(["options.end_year"], Violations(("start_year", "2001"), ("end_year", "2000")));

    private static IEnumerable<string> Violations(params (string Name, string Value)[] options) =>
        new JobCatalog([Job]).Validate("discover", options.ToDictionary(option => option.Name, option => option.Value))
            .Select(violation => violation.Field);
}
