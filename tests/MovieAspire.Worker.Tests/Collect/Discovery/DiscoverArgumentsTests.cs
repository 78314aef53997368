using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Collect.Discovery;

namespace MovieAspire.Worker.Tests.Collect.Discovery;

public class DiscoverArgumentsTests
{
    private static readonly TestClock Clock = new(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_defaults_are_this_and_last_year_with_200_votes() =>
        Assert.Equal(new(2025, 2026, 200, null), DiscoverArguments.Parse(new Dictionary<string, string>(), Clock));

    [Theory]
    [InlineData("start_year", "2030", 2030, 2030)]
    [InlineData("start_year", "1999", 1999, 2026)]
    [InlineData("end_year", "1999", 1999, 1999)]
    public void One_year_alone_never_makes_a_reversed_range(string name, string value, int start, int end) => Assert.Equal(
        new(start, end, 200, null), DiscoverArguments.Parse(new Dictionary<string, string> { [name] = value }, Clock));

    [Fact]
    public void Every_bad_option_is_named_at_once()
    {
        var error = Assert.Throws<ServiceException>(() => DiscoverArguments.Parse(new Dictionary<string, string>
        {
            ["start_year"] = "1873", ["end_year"] = "2032", ["min_votes"] = "-1", ["max_pages"] = "501", ["pages"] = "3",
        }, Clock));
        Assert.Equal(
            ["pages", "start_year", "end_year", "min_votes", "max_pages"],
            error.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void A_reversed_range_names_end_year()
    {
        var error = Assert.Throws<ServiceException>(() => DiscoverArguments.Parse(
            new Dictionary<string, string> { ["start_year"] = "2001", ["end_year"] = "2000" }, Clock));
        Assert.Equal("end_year", Assert.Single(error.Violations).Field);
    }
}
