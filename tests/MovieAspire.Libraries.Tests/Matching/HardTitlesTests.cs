using MovieAspire.Libraries.Matching;

namespace MovieAspire.Libraries.Tests.Matching;

/// <summary>Films that have been matched wrongly by somebody, each against every namesake at once.</summary>
public sealed class HardTitlesTests
{
    [Theory]
    [InlineData("Columbus", 2017, "Columbus 2017")]
    [InlineData("Columbus", 2015, "Columbus 2015")]
    [InlineData("Flow", 2024, "Flow 2024")]
    [InlineData("Moonlight", 2016, "Moonlight 2016")]
    [InlineData("Moonlight", 2002, "Moonlight 2002")]
    [InlineData("Nomadland", 2020, "Nomadland 2021")]
    [InlineData("Frances Ha", 2012, "Frances Ha 2013")]
    [InlineData("Mulan", 1998, "Mulan 1998")]
    [InlineData("Mulan", 2020, "Mulan 2020")]
    [InlineData("Mulan", 2009, "Mulan: Rise of a Warrior 2009")]
    [InlineData("Ghostbusters", 1984, "Ghostbusters 1984")]
    [InlineData("Ghost Busters", 1984, "Ghostbusters 1984")]
    [InlineData("Ghostbusters", 2016, "Ghostbusters 2016")]
    [InlineData("The Mummy", 1932, "The Mummy 1932")]
    [InlineData("The Mummy", 1959, "The Mummy 1959")]
    [InlineData("The Mummy", 1999, "The Mummy 1999")]
    [InlineData("The Mummy", 2017, "The Mummy 2017")]
    [InlineData("8½", 1963, "8½ 1963")]
    [InlineData("8 1/2", 1963, "8½ 1963")]
    [InlineData("Otto e mezzo", 1963, "8½ 1963")]
    [InlineData("WALL·E", 2008, "WALL·E 2008")]
    [InlineData("WALL-E", 2008, "WALL·E 2008")]
    [InlineData("Wall E", 2008, "WALL·E 2008")]
    [InlineData("Se7en", 1995, "Se7en 1995")]
    [InlineData("Seven", 1995, "Se7en 1995")]
    [InlineData("Seven", 1979, "Seven 1979")]
    [InlineData("[REC]³: Genesis", 2012, "[REC]³ Genesis 2012")]
    [InlineData("[REC]3 Genesis", 2012, "[REC]³ Genesis 2012")]
    [InlineData("[REC]", 2007, "[REC] 2007")]
    [InlineData("[REC]²", 2009, "[REC]² 2009")]
    [InlineData("Les Misérables", 1998, "Les Misérables 1998")]
    [InlineData("Les Miserables", 2012, "Les Misérables 2012")]
    [InlineData("Les Misérables", 2019, "Les Misérables 2019")]
    [InlineData("Face", 1997, "Face 1997")]
    [InlineData("Face/Off", 1997, "Face/Off 1997")]
    [InlineData("Us", 2019, "Us 2019")]
    [InlineData("It", 2017, "It 2017")]
    [InlineData("It Follows", 2014, "It Follows 2015")]
    [InlineData("Suspiria", 1977, "Suspiria 1977")]
    [InlineData("Suspiria", 2018, "Suspiria 2018")]
    [InlineData("Halloween", 1978, "Halloween 1978")]
    [InlineData("Halloween", 2018, "Halloween 2018")]
    [InlineData("King Kong", 1933, "King Kong 1933")]
    [InlineData("King Kong", 2005, "King Kong 2005")]
    [InlineData("Cinderella", 2015, "Cinderella 2015")]
    [InlineData("La Belle et la Bête", 1946, "Beauty and the Beast 1946")]
    [InlineData("Beauty & the Beast", 1991, "Beauty and the Beast 1991")]
    [InlineData("The Fly", 1986, "The Fly 1986")]
    [InlineData("The Thing", 1982, "The Thing 1982")]
    [InlineData("The Thing", 2011, "The Thing 2011")]
    [InlineData("Point Break", 2015, "Point Break 2015")]
    [InlineData("True Grit", 1969, "True Grit 1969")]
    [InlineData("RoboCop", 2014, "RoboCop 2014")]
    [InlineData("Crash", 1996, "Crash 1996")]
    [InlineData("Crash", 2004, "Crash 2005")]
    [InlineData("Oldboy", 2003, "Oldboy 2003")]
    [InlineData("Insomnia", 1997, "Insomnia 1997")]
    [InlineData("Solaris", 1972, "Solaris 1972")]
    [InlineData("Nosferatu", 1922, "Nosferatu 1922")]
    [InlineData("Nosferatu", 2024, "Nosferatu 2024")]
    [InlineData("Dune", 2021, "Dune 2021")]
    [InlineData("Dune: Part One", 2021, "Dune 2021")]
    [InlineData("Parasite", 2019, "Parasite 2019")]
    [InlineData("X", 2022, "X 2022")]
    [InlineData("M", 1931, "M 1931")]
    [InlineData("Pi", 1998, "π 1998")]
    [InlineData("Amelie", 2001, "Amélie 2001")]
    [InlineData("Léon: The Professional", 1994, "Léon: The Professional 1994")]
    [InlineData("Star Wars: Episode IV - A New Hope", 1977, "Star Wars 1977")]
    [InlineData("Kill Bill: Volume 1", 2003, "Kill Bill: Vol. 1 2003")]
    [InlineData("Rocky 2", 1979, "Rocky II 1979")]
    [InlineData("The Godfather: Part II", 1974, "The Godfather Part II 1974")]
    [InlineData("Spider-Man: No Way Home", 2021, "Spider-Man: No Way Home 2021")]
    [InlineData("Birdman", 2014, "Birdman or (The Unexpected Virtue of Ignorance) 2014")]
    [InlineData("Twelve Angry Men", 1957, "12 Angry Men 1957")]
    [InlineData("12 Monkeys", 1995, "Twelve Monkeys 1995")]
    [InlineData("Whiplash", 2014, "Whiplash 2014")]
    [InlineData("Whiplash", 2013, "Whiplash 2013")]
    [InlineData("mother!", 2017, "Mother! 2017")]
    [InlineData("Mother", 2009, "Mother 2009")]
    [InlineData("Emma.", 2020, "Emma. 2020")]
    [InlineData("tick, tick...BOOM!", 2021, "tick, tick... BOOM! 2021")]
    [InlineData("The Kid", 1921, "The Kid 1921")]
    [InlineData("Lola", 1981, "Lola 1981")]
    [InlineData("Frozen", 2010, "Frozen 2010")]
    [InlineData("La Notte", 1961, "The Night 1961")]
    [InlineData("A Star Is Born", 1954, "A Star Is Born 1954")]
    [InlineData("Lights Out", 2013, "Lights Out 2013")]
    [InlineData("TÁR", 2022, "Tár 2022")]
    public void A_hard_title_is_its_own_movie(string name, int year, string expected)
    {
        var decision = FilmMatcher.Decide(new(name, year), Namesakes.All);

        Assert.True(decision.State == MatchState.Matched, $"{decision.State}: {decision.Message}");
        Assert.Equal(expected, $"{decision.Best!.Title} {decision.Best.ReleaseDate!.Value.Year}");
    }

    [Theory]
    [InlineData("It", 1990)]
    [InlineData("Twin Peaks: The Return", 2017)]
    [InlineData("Chernobyl", 2019)]
    [InlineData("Over the Garden Wall", 2014)]
    public void A_series_is_told_as_one_and_is_no_film(string name, int year)
    {
        var decision = FilmMatcher.Decide(new(name, year), Namesakes.All);

        Assert.Equal(MatchState.Series, decision.State);
    }

    [Theory]
    // Two of 2019 with one title and votes of the same order.
    [InlineData("Beats", 2019)]
    // Which of them, nobody can know without a year.
    [InlineData("RoboCop", null)]
    [InlineData("The Mummy", null)]
    // None of that year: nothing is taken because it is famous.
    [InlineData("Dune", 1999)]
    [InlineData("Rocky", 1990)]
    // A letter away.
    [InlineData("Moonligt", 2016)]
    public void What_is_not_sure_goes_to_a_person(string name, int? year)
    {
        var decision = FilmMatcher.Decide(new(name, year), Namesakes.All);

        Assert.Equal(MatchState.Review, decision.State);
        Assert.Null(decision.Best);
        Assert.NotEmpty(decision.Message);
    }

    [Theory]
    [InlineData("Rocky IV", 1985)]
    [InlineData("Ghostbusters III", 2020)]
    [InlineData("One of the Roughs, a Kosmos", null)]
    [InlineData("Columbus Day", 2008)]
    public void What_the_catalog_does_not_have_is_not_matched_to_something_like_it(string name, int? year)
    {
        var decision = FilmMatcher.Decide(new(name, year), Namesakes.All);

        Assert.True(decision.State is MatchState.Unmatched, $"{decision.State}: {decision.Message}");
    }
}
