using MovieAspire.Redis.Generations;
using MovieAspire.Worker.Compute;

namespace MovieAspire.Worker.Tests.Compute;

public class GenerationFollowUpTests
{
    [Fact]
    public void A_run_makes_old_only_what_it_changes_where_that_is_known()
    {
        Assert.Equal([DataArea.Recommendations], GenerationFollowUp.AreasOf("recommendations"));
        Assert.Equal([DataArea.Statistics], GenerationFollowUp.AreasOf("genre-stats"));
        Assert.Equal([DataArea.Search], GenerationFollowUp.AreasOf("search-index"));
        Assert.Equal(DataGenerations.AllAreas, GenerationFollowUp.AreasOf("refresh"));
        // Ratings are part of what is shown with a movie.
        Assert.Equal(DataGenerations.AllAreas, GenerationFollowUp.AreasOf("movie-ratings"));
    }
}
