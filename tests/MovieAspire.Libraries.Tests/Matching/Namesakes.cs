using System.Globalization;
using MovieAspire.Libraries.Matching;

namespace MovieAspire.Libraries.Tests.Matching;

/// <summary>
/// Movies that share their titles with others, or write them in ways that people do not. Titles, years and the order of their
/// votes are facts; ids are numbers in this table.
/// </summary>
internal static class Namesakes
{
    // Title; original title where it differs; release; premiere year where it differs; votes; other titles.
    private const string Table = """
        Columbus||2017-08-04||1100|
        Columbus||2015-06-12||45|
        Columbus Circle||2012-03-06||330|
        1492: Conquest of Paradise||1992-10-09||1700|Columbus
        Flow|Straume|2024-08-29||2600|Straume
        Flow||2014-01-01||8|
        Flow||2018-10-20||30|
        Flow: For Love of Water||2008-09-12||60|Flow
        Moonlight||2016-10-21||7200|
        Moonlight||2002-11-07||30|
        Moonlight Mile||2002-09-09||250|
        Nomadland||2021-01-29|2020|3300|
        Frances Ha||2013-05-17|2012|1900|
        Frances||1982-12-03||140|
        Mulan||1998-06-18||9600|
        Mulan||2020-09-04||7200|
        Mulan: Rise of a Warrior|花木兰|2009-11-26||140|Mulan
        Mulan II||2004-11-03||2600|
        Ghostbusters||1984-06-08||9400|Ghost Busters
        Ghostbusters||2016-07-14||6500|Ghostbusters: Answer the Call
        Ghostbusters II||1989-06-16||4900|
        Ghostbusters: Afterlife||2021-11-11||4400|
        The Mummy||1932-12-22||780|
        The Mummy||1959-09-25||380|
        The Mummy||1999-04-16||9500|
        The Mummy||2017-06-06||6700|
        The Mummy Returns||2001-04-28||7600|
        8½|8½|1963-02-14||2300|Otto e mezzo|Eight and a Half|8 1/2
        8 Women|8 femmes|2002-02-06||830|
        WALL·E||2008-06-22||18500|
        Se7en||1995-09-22||21000|Seven
        Seven||1979-09-21||20|
        Seven Samurai|七人の侍|1954-04-26||3700|Shichinin no samurai
        [REC]³ Genesis|[REC]³: Génesis|2012-03-30||1200|REC 3: Genesis
        [REC]||2007-11-10||3900|REC
        [REC]²||2009-10-02||1900|REC 2
        Les Misérables||2012-12-18||5200|
        Les Misérables||1998-05-01||1150|
        Les Misérables||2019-11-20||1800|
        Les Misérables||1958-03-12||160|
        Les Misérables||1935-04-03||60|
        Les Misérables||1995-03-22||110|
        Face||1997-09-26||40|
        Face|Visage|2009-05-23||35|
        Face/Off||1997-06-27||5600|
        Beats||2019-05-17||130|
        Beats||2019-06-19||260|
        Us||2019-03-20||7300|
        It||2017-09-06||18800|
        It||1967-01-01||15|
        It Follows||2015-02-04|2014|6400|
        Suspiria||1977-02-01||2300|
        Suspiria||2018-10-11||2100|
        Halloween||1978-10-24||5400|
        Halloween||2007-08-31||1700|
        Halloween||2018-10-18||3900|
        King Kong||1933-03-15||1400|
        King Kong||1976-12-17||970|
        King Kong||2005-12-12||8300|
        Cinderella||1950-02-22||6900|
        Cinderella||2015-03-12||6500|
        Cinderella||2021-09-03||1100|
        Beauty and the Beast||1991-10-22||10000|
        Beauty and the Beast||2017-03-16||15800|
        Beauty and the Beast|La Belle et la Bête|1946-10-29||500|La Belle et la Bête
        The Fly||1958-07-16||560|
        The Fly||1986-08-15||4300|
        The Thing||1982-06-25||7400|
        The Thing||2011-10-12||2600|
        The Thing from Another World||1951-04-05||400|The Thing
        Point Break||1991-07-12||3500|
        Point Break||2015-12-03||2500|
        True Grit||1969-06-11||600|
        True Grit||2010-12-22||5300|
        RoboCop||1987-07-17||4800|
        RoboCop||2014-01-30||4800|
        Total Recall||1990-06-01||5500|
        Total Recall||2012-08-02||5100|
        The Lion King||1994-06-24||18300|
        The Lion King||2019-07-12||10200|
        Crash||1996-07-17||1100|
        Crash||2005-05-06|2004|3500|
        Oldboy|올드보이|2003-11-21||8900|
        Oldboy||2013-11-27||1400|
        Insomnia||1997-03-14||300|
        Insomnia||2002-05-24||4300|
        Solaris|Солярис|1972-03-20||1600|Solyaris
        Solaris||2002-11-27||1300|
        Nosferatu||1922-02-16||2300|Nosferatu, eine Symphonie des Grauens
        Nosferatu||2024-12-25||2900|
        Nosferatu the Vampyre|Nosferatu: Phantom der Nacht|1979-01-17||830|
        Dune||1984-12-14||3300|
        Dune||2021-09-15||13000|Dune: Part One
        Dune: Part Two||2024-02-27||6700|
        West Side Story||1961-10-18||2100|
        West Side Story||2021-12-08||1900|
        Parasite|기생충|2019-05-30||18700|Gisaengchung
        Parasite||1982-03-12||120|
        Pearl||2022-09-16||1700|
        X||2022-03-17||2900|
        M||1931-05-11||2300|
        M||1951-06-13||40|
        π||1998-07-10||2200|Pi
        Amélie|Le Fabuleux Destin d'Amélie Poulain|2001-04-25||11600|Amelie
        Léon: The Professional|Léon|1994-09-14||14600|The Professional
        Spirited Away|千と千尋の神隠し|2001-07-20||16500|Sen to Chihiro no kamikakushi
        Star Wars||1977-05-25||20600|Star Wars: Episode IV - A New Hope
        Kill Bill: Vol. 1||2003-10-10||17600|Kill Bill: Volume 1
        Kill Bill: Vol. 2||2004-04-16||13900|
        Rocky||1976-11-20||7800|
        Rocky II||1979-06-15||4000|Rocky 2
        Rocky III||1982-05-28||3800|
        The Godfather Part II|The Godfather: Part II|1974-12-20||12300|
        Spider-Man: No Way Home||2021-12-15||20400|
        Spiderman||1977-01-01||25|
        Birdman or (The Unexpected Virtue of Ignorance)||2014-10-17||12800|Birdman
        Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb||1964-01-29||5700|Dr. Strangelove
        2001: A Space Odyssey||1968-04-02||12000|
        12 Angry Men||1957-04-10||8600|Twelve Angry Men
        12 Angry Men||1997-08-17||280|
        Twelve Monkeys||1995-12-29||8500|12 Monkeys
        The Hours and Times||1992-01-18|1991|20|
        Whiplash||2014-10-10||15400|
        Whiplash||2013-01-20||420|
        District 9||2009-08-05||8600|
        Romeo + Juliet||1996-10-31||5500|Romeo and Juliet
        Romeo and Juliet||1968-04-02||600|
        Fanny and Alexander|Fanny och Alexander|1982-12-17||660|
        Mother!|mother!|2017-09-13||5900|
        Mother|마더|2009-05-28||1600|
        Mother||1996-12-25||130|
        Emma.||2020-02-13||1700|Emma
        Emma||1996-08-02||560|
        tick, tick... BOOM!||2021-11-11||1900|
        Marriage Story||2019-09-28||7000|
        The Kid||1921-01-21||2200|
        The Kid||2000-07-07||830|
        The Kid||2019-03-08||280|
        Lola||1961-03-03||190|
        Lola|Lola|1981-08-20||80|
        Lola||2022-08-05||40|
        Frozen||2013-11-20||16500|
        Frozen||2010-02-05||1700|
        Home||2015-03-18||3600|
        Home||2009-06-03||840|
        Home||2008-10-29||110|
        Elle||2016-05-25||1600|
        Her||2013-12-18||13900|
        Tár||2022-10-07|2022|1500|TAR
        A Star Is Born||2018-10-03||11400|
        A Star Is Born||1976-12-19||210|
        A Star Is Born||1954-10-01||220|
        A Star Is Born||1937-04-20||140|
        The Night||2020-09-18||60|
        The Night|La notte|1961-01-24||620|La Notte
        Lights Out||2016-07-21||4400|
        Lights Out||2013-01-01||110|
        A Gentleman||2017-08-25||85|
        Sherlock Holmes||2010-01-26||35|
        """;

    private const string SeriesTable = """
        It||1990-11-18||760|
        Twin Peaks: The Return||2017-05-21||400|
        Chernobyl||2019-05-06||6600|
        Over the Garden Wall||2014-11-03||700|
        Small Axe||2020-11-15||150|
        Fargo||2014-04-15||2300|
        """;

    public static IReadOnlyList<MovieCandidate> All { get; } =
        [.. Read(Table, 1_000, isSeries: false), .. Read(SeriesTable, 9_000, isSeries: true)];

    private static IEnumerable<MovieCandidate> Read(string table, int firstId, bool isSeries) =>
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((line, place) =>
        {
            var cells = line.Split('|');
            return new MovieCandidate(
                firstId + place, cells[0], cells[1].Length > 0 ? cells[1] : cells[0],
                DateOnly.ParseExact(cells[2], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                cells[3].Length > 0 ? int.Parse(cells[3], CultureInfo.InvariantCulture) : null, int.Parse(cells[4], CultureInfo.InvariantCulture))
            {
                AlternativeTitles = [.. cells[5..].Where(title => title.Length > 0)], IsSeries = isSeries,
            };
        });
}
