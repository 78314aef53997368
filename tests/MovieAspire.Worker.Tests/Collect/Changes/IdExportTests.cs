using MovieAspire.Worker.Collect.Changes;

namespace MovieAspire.Worker.Tests.Collect.Changes;

public class IdExportTests
{
    [Fact]
    public void An_empty_export_is_refused_even_for_an_empty_catalog() =>
        Assert.NotNull(IdExport.ReasonToRefuse(new(0, 0, 0, 0, 0), 0, 0.2));

    [Fact]
    public void An_export_may_lack_exactly_the_share_that_the_setting_allows()
    {
        Assert.Null(IdExport.ReasonToRefuse(new(80, 100, 0, 0, 20), 0, 0.2));
        Assert.Contains("21 of 100", IdExport.ReasonToRefuse(new(79, 100, 0, 0, 21), 0, 0.2), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_export_brings_only_new_movies() => Assert.Null(IdExport.ReasonToRefuse(new(5, 0, 5, 0, 0), 0, 0.2));

    [Fact]
    public void An_export_may_have_one_broken_line_in_a_hundred()
    {
        Assert.Null(IdExport.ReasonToRefuse(new(200, 0, 200, 0, 0), 2, 0.2));
        Assert.Contains(
            "3 broken lines beside 200", IdExport.ReasonToRefuse(new(200, 0, 200, 0, 0), 3, 0.2), StringComparison.Ordinal);
    }
}
