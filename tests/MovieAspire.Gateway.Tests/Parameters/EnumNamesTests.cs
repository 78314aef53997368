using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Gateway.Parameters;

namespace MovieAspire.Gateway.Tests.Parameters;

public class EnumNamesTests
{
    [Fact]
    public void Every_state_of_a_run_has_a_name_and_the_name_means_that_state()
    {
        Assert.Equal(
            ["queued", "running", "succeeded", "partial", "failed", "cancelled", "no_op"], EnumNames<RunStatus>.All);
        foreach (var status in Enum.GetValues<RunStatus>().Where(status => status is not RunStatus.Unspecified))
            Assert.Equal(status, EnumNames<RunStatus>.ToValue(EnumNames<RunStatus>.ToName(status)));
    }

    [Fact]
    public void A_sort_has_its_direction_after_a_dot()
    {
        Assert.Equal(
            [
                "popularity.desc", "release_date.desc", "release_date.asc", "vote_average.desc", "vote_count.desc", "title.asc",
                "revenue.desc", "weighted_rating.desc",
            ], EnumNames<MovieSort>.All);
        Assert.Equal(MovieSort.ReleaseDateAsc, EnumNames<MovieSort>.ToValue("release_date.asc"));
    }

    [Fact]
    public void What_has_no_name_is_unspecified_and_what_is_not_known_here_is_unknown()
    {
        Assert.Equal(MovieSort.Unspecified, EnumNames<MovieSort>.ToValue(null));
        Assert.Equal(SearchFacet.Unspecified, EnumNames<SearchFacet>.ToValue("colour"));
        Assert.Equal("unknown", EnumNames<RunStatus>.ToName((RunStatus)99));
    }
}
