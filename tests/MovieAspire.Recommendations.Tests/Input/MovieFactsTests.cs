using MovieAspire.Recommendations.Input;

namespace MovieAspire.Recommendations.Tests.Input;

public class MovieFactsTests
{
    [Fact]
    public void A_director_does_not_appear_again_as_crew_in_whatever_order_the_jobs_come()
    {
        foreach (var jobs in (string[][])[["Director", "Screenplay"], ["Screenplay", "Director"], ["Director of Photography", "Director", "Writer"]])
        {
            var movie = Movie();
            foreach (var job in jobs)
                movie.AddCrew(7, job);
            Assert.Equal([new(FeatureKind.Director, 7)], movie.Features.Keys);
        }
    }

    [Fact]
    public void Writers_count_more_than_composers_and_others_not_at_all()
    {
        var movie = Movie();
        movie.AddCrew(1, "Original Music Composer");
        movie.AddCrew(2, "Novel");
        movie.AddCrew(2, "Director of Photography");
        movie.AddCrew(3, "Gaffer");

        Assert.Equal(
            new() { [new(FeatureKind.Crew, 1)] = 0.5f, [new(FeatureKind.Crew, 2)] = 1 }, movie.Features.ToDictionary());
    }

    [Fact]
    public void Who_is_billed_later_plays_less_of_a_part_and_the_best_of_two_parts_counts()
    {
        var movie = Movie();
        movie.AddCast(1, 0);
        movie.AddCast(2, 5);
        movie.AddCast(3, 5);
        movie.AddCast(3, 1);

        Assert.Equal([1, 0.5f, 1 / 1.2f], movie.Features.Values);
    }

    [Theory]
    [InlineData("A hitman, and his hitman brother.", "and:1 brother:1 his:1 hitman:1.6931472")]
    [InlineData("Amélie's café in ŁÓDŹ", "amelies:1 cafe:1 lodz:1")]
    [InlineData("to be at it", "")]
    public void Words_are_folded_and_counted_and_the_shortest_left_out(string overview, string words)
    {
        var movie = Movie();
        movie.AddOverview(overview);

        Assert.Equal(words, string.Join(' ', movie.Features.OrderBy(entry => entry.Key.Word, StringComparer.Ordinal)
            .Select(entry => FormattableString.Invariant($"{entry.Key.Word}:{entry.Value}"))));
    }

    private static MovieFacts Movie() => new(1, 0, 2000, "en", 100, 7);
}
