using MovieAspire.Libraries.Matching;

namespace MovieAspire.Libraries.Tests.Matching;

/// <summary>Each hard title against every namesake at once.</summary>
public sealed class HardTitlesTests
{
    public static TheoryData<string, int?, MatchState, string> Films
    {
        get
        {
            var films = new TheoryData<string, int?, MatchState, string>();
            foreach (var hard in HardTitle.All)
                films.Add(hard.Film.Name, hard.Film.Year, hard.State, hard.Movie);
            return films;
        }
    }

    [Theory]
    [MemberData(nameof(Films))]
    public void A_hard_title_is_its_own_movie_or_a_series_or_left_to_a_person(string name, int? year, MatchState state, string movie)
    {
        var decision = FilmMatcher.Decide(new(name, year), Namesakes.All);

        Assert.True(decision.State == state, $"{decision.State}: {decision.Message}");
        Assert.Equal(movie, state == MatchState.Matched ? $"{decision.Best!.Title} {decision.Best.ReleaseDate!.Value.Year}" : "");
        Assert.NotEmpty(decision.Message);
    }
}
