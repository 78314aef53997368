namespace MovieAspire.Benchmarks.Recommendations;

/// <summary>Movies that everybody knows, of many kinds and times: docs/recommendations-reviewed.md judges their lists.</summary>
internal static class KnownMovies
{
    private static readonly string[] Titles =
    [
        "Seven Samurai (1954)", "Casablanca (1942)", "Some Like It Hot (1959)", "Psycho (1960)", "The Godfather (1972)",
        "The Exorcist (1973)", "Monty Python and the Holy Grail (1975)", "Taxi Driver (1976)", "Star Wars (1977)",
        "Apocalypse Now (1979)", "The Shining (1980)", "Blade Runner (1982)", "Back to the Future (1985)", "Aliens (1986)",
        "Die Hard (1988)", "When Harry Met Sally... (1989)", "GoodFellas (1990)", "Terminator 2: Judgment Day (1991)",
        "Jurassic Park (1993)", "Groundhog Day (1993)", "Pulp Fiction (1994)", "Forrest Gump (1994)",
        "The Shawshank Redemption (1994)", "The Lion King (1994)", "Toy Story (1995)", "Se7en (1995)", "Fargo (1996)",
        "Scream (1996)", "Titanic (1997)", "Saving Private Ryan (1998)", "The Big Lebowski (1998)", "The Matrix (1999)",
        "Fight Club (1999)", "Spirited Away (2001)", "Amélie (2001)", "Shrek (2001)",
        "Harry Potter and the Philosopher's Stone (2001)", "City of God (2002)", "Lost in Translation (2003)",
        "Finding Nemo (2003)", "Oldboy (2003)", "Inception (2010)", "The Avengers (2012)", "The Dark Knight Rises (2012)",
        "Interstellar (2014)", "Whiplash (2014)", "La La Land (2016)", "Get Out (2017)", "A Clockwork Orange (1971)",
        "Parasite (2019)",
    ];

    /// <summary>TMDB ids of those that the data set has.</summary>
    public static int[] IdsOf(IReadOnlyDictionary<int, string> titles)
    {
        // Of two movies with one title and year the first is meant.
        var ids = titles.OrderByDescending(movie => movie.Key).GroupBy(movie => movie.Value).ToDictionary(title => title.Key, title => title.Last().Key);
        return [.. Titles.Where(ids.ContainsKey).Select(title => ids[title])];
    }
}
