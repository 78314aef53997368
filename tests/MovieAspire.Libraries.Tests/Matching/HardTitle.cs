using System.Globalization;
using MovieAspire.Libraries.Matching;

namespace MovieAspire.Libraries.Tests.Matching;

/// <summary>A film that has been matched wrongly by somebody, or could be.</summary>
/// <param name="Film">As Letterboxd names it.</param>
/// <param name="State">What has to become of it.</param>
/// <param name="Movie">Title and year of its movie; empty where there is none.</param>
public sealed record HardTitle(FilmTitle Film, MatchState State, string Movie)
{
    /// <summary>Which of <see cref="Namesakes"/> each of these is.</summary>
    private const string Matched = """
        Columbus|2017|Columbus 2017
        Columbus|2015|Columbus 2015
        Flow|2024|Flow 2024
        Moonlight|2016|Moonlight 2016
        Moonlight|2002|Moonlight 2002
        Nomadland|2020|Nomadland 2021
        Frances Ha|2012|Frances Ha 2013
        Mulan|1998|Mulan 1998
        Mulan|2020|Mulan 2020
        Mulan|2009|Mulan: Rise of a Warrior 2009
        Ghostbusters|1984|Ghostbusters 1984
        Ghost Busters|1984|Ghostbusters 1984
        Ghostbusters|2016|Ghostbusters 2016
        The Mummy|1932|The Mummy 1932
        The Mummy|1959|The Mummy 1959
        The Mummy|1999|The Mummy 1999
        The Mummy|2017|The Mummy 2017
        8½|1963|8½ 1963
        8 1/2|1963|8½ 1963
        Otto e mezzo|1963|8½ 1963
        WALL·E|2008|WALL·E 2008
        WALL-E|2008|WALL·E 2008
        Wall E|2008|WALL·E 2008
        Se7en|1995|Se7en 1995
        Seven|1995|Se7en 1995
        Seven|1979|Seven 1979
        [REC]³: Genesis|2012|[REC]³ Genesis 2012
        [REC]3 Genesis|2012|[REC]³ Genesis 2012
        [REC]|2007|[REC] 2007
        [REC]²|2009|[REC]² 2009
        Les Misérables|1998|Les Misérables 1998
        Les Miserables|2012|Les Misérables 2012
        Les Misérables|2019|Les Misérables 2019
        Face|1997|Face 1997
        Face/Off|1997|Face/Off 1997
        Us|2019|Us 2019
        It|2017|It 2017
        It Follows|2014|It Follows 2015
        Suspiria|1977|Suspiria 1977
        Suspiria|2018|Suspiria 2018
        Halloween|1978|Halloween 1978
        Halloween|2018|Halloween 2018
        King Kong|1933|King Kong 1933
        King Kong|2005|King Kong 2005
        Cinderella|2015|Cinderella 2015
        La Belle et la Bête|1946|Beauty and the Beast 1946
        Beauty & the Beast|1991|Beauty and the Beast 1991
        The Fly|1986|The Fly 1986
        The Thing|1982|The Thing 1982
        The Thing|2011|The Thing 2011
        Point Break|2015|Point Break 2015
        True Grit|1969|True Grit 1969
        RoboCop|2014|RoboCop 2014
        Crash|1996|Crash 1996
        Crash|2004|Crash 2005
        Oldboy|2003|Oldboy 2003
        Insomnia|1997|Insomnia 1997
        Solaris|1972|Solaris 1972
        Nosferatu|1922|Nosferatu 1922
        Nosferatu|2024|Nosferatu 2024
        Dune|2021|Dune 2021
        Dune: Part One|2021|Dune 2021
        Parasite|2019|Parasite 2019
        X|2022|X 2022
        M|1931|M 1931
        Pi|1998|π 1998
        Amelie|2001|Amélie 2001
        Léon: The Professional|1994|Léon: The Professional 1994
        Star Wars: Episode IV - A New Hope|1977|Star Wars 1977
        Kill Bill: Volume 1|2003|Kill Bill: Vol. 1 2003
        Rocky 2|1979|Rocky II 1979
        The Godfather: Part II|1974|The Godfather Part II 1974
        Spider-Man: No Way Home|2021|Spider-Man: No Way Home 2021
        Birdman|2014|Birdman or (The Unexpected Virtue of Ignorance) 2014
        Twelve Angry Men|1957|12 Angry Men 1957
        12 Monkeys|1995|Twelve Monkeys 1995
        Whiplash|2014|Whiplash 2014
        Whiplash|2013|Whiplash 2013
        mother!|2017|Mother! 2017
        Mother|2009|Mother 2009
        Emma.|2020|Emma. 2020
        tick, tick...BOOM!|2021|tick, tick... BOOM! 2021
        The Kid|1921|The Kid 1921
        Lola|1981|Lola 1981
        Frozen|2010|Frozen 2010
        La Notte|1961|The Night 1961
        A Star Is Born|1954|A Star Is Born 1954
        Lights Out|2013|Lights Out 2013
        TÁR|2022|Tár 2022
        """;

    // Series, which are no films.
    private const string Series = """
        It|1990|
        Twin Peaks: The Return|2017|
        Chernobyl|2019|
        Over the Garden Wall|2014|
        """;

    // Two of 2019 with one title and votes of the same order; which of them, nobody can know without a year; none of that year,
    // and nothing is taken because it is famous; a letter away; hardly known ones of the year beside.
    private const string Review = """
        Beats|2019|
        RoboCop||
        The Mummy||
        Dune|1999|
        Rocky|1990|
        Moonligt|2016|
        Gentleman|2016|
        Sherlock Holmes|2009|
        """;

    // Not there, and not to be matched to something like it.
    private const string Unmatched = """
        Rocky IV|1985|
        Ghostbusters III|2020|
        One of the Roughs, a Kosmos||
        Columbus Day|2008|
        Argo|2012|
        """;

    public static IReadOnlyList<HardTitle> All { get; } =
    [
        .. Read(Matched, MatchState.Matched), .. Read(Series, MatchState.Series), .. Read(Review, MatchState.Review),
        .. Read(Unmatched, MatchState.Unmatched),
    ];

    private static IEnumerable<HardTitle> Read(string table, MatchState state) =>
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('|')).Select(cells =>
            new HardTitle(new(cells[0], cells[1].Length > 0 ? int.Parse(cells[1], CultureInfo.InvariantCulture) : null), state, cells[2]));
}
