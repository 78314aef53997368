using MovieAspire.Worker.Collect.Changes;

namespace MovieAspire.Worker.Tests.Collect.Changes;

public class SuspiciousInputTests
{
    [Fact]
    public void An_empty_export_is_refused_even_for_an_empty_catalog() =>
        Assert.NotNull(SuspiciousInput.InExport(new(0, 0, 0, 0, 0), 0.2));

    [Fact]
    public void An_export_may_lack_exactly_the_share_that_the_setting_allows()
    {
        Assert.Null(SuspiciousInput.InExport(new(80, 100, 0, 0, 20), 0.2));
        Assert.Contains("21 of 100", SuspiciousInput.InExport(new(79, 100, 0, 0, 21), 0.2), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_export_brings_only_new_movies() => Assert.Null(SuspiciousInput.InExport(new(5, 0, 5, 0, 0), 0.2));

    [Fact]
    public void A_list_that_is_suddenly_empty_is_refused()
    {
        Assert.NotNull(SuspiciousInput.InList("popular", before: 400, now: 0));
        Assert.Null(SuspiciousInput.InList("popular", before: 400, now: 1));
        Assert.Null(SuspiciousInput.InList("popular", before: 0, now: 0));
    }
}
