using MovieAspire.Contracts.Catalog.V1;
using MovieAspire.Text.Spelling;
using MovieAspire.Text.Titles;

namespace MovieAspire.Catalog.Search.Postgres;

/// <summary>How well a movie answers a query, best first.</summary>
internal enum Relevance
{
    /// <summary>The title or the original title is the query.</summary>
    Title,

    /// <summary>Another title is the query.</summary>
    OtherTitle,

    /// <summary>A title is the query but for articles and ways of writing.</summary>
    LooseTitle,

    /// <summary>A title is the query without its year, which is that of the movie, or without words like "movie".</summary>
    TitleOfYear,

    /// <summary>A title has the words of the query and no others, in another order.</summary>
    SwappedTitle,

    /// <summary>A title begins with the query.</summary>
    TitleBeginning,

    /// <summary>Titles have every word.</summary>
    TitleWords,

    /// <summary>A title is the query but for typos.</summary>
    MistypedTitle,

    /// <summary>Titles have every word, the last one only as the beginning of another.</summary>
    TitleWordBeginnings,

    /// <summary>Names of people have every word.</summary>
    People,

    /// <summary>Titles and names of people have every word together.</summary>
    TitlesAndPeople,

    /// <summary>Some text has every word.</summary>
    Texts,

    /// <summary>Titles have every word but for typos.</summary>
    MistypedTitleWords,

    /// <summary>Names of people, but for typos.</summary>
    MistypedPeople,

    /// <summary>Some text, but for typos.</summary>
    MistypedTexts,
}

/// <summary>Puts candidates in order.</summary>
internal static class Ranking
{
    /// <summary>A candidate and how well it answers.</summary>
    /// <param name="Candidate">The movie.</param>
    /// <param name="Relevance">How well.</param>
    /// <param name="Distance">What tells those of one relevance apart, the smaller the better: typos, years, other titles.</param>
    internal readonly record struct Ranked(Candidate Candidate, Relevance Relevance, int Distance);

    public static Ranked Of(SearchQuery query, Candidate candidate, bool isCorrected)
    {
        var distance = query.Year is { } year ? Math.Min(Math.Abs((candidate.Year ?? 0) - year), 2) : 0;
        if (isCorrected)
        {
            return candidate.Place switch
            {
                MatchPlace.People => new(candidate, Relevance.MistypedPeople, distance),
                MatchPlace.TitlesAndPeople or MatchPlace.Texts => new(candidate, Relevance.MistypedTexts, distance),
                _ when TyposIn(query, candidate) is { } typos => new(candidate, Relevance.MistypedTitle, typos),
                _ => new(candidate, Relevance.MistypedTitleWords, distance),
            };
        }

        return candidate.Place switch
        {
            MatchPlace.People => new(candidate, Relevance.People, distance),
            MatchPlace.TitlesAndPeople => new(candidate, Relevance.TitlesAndPeople, distance),
            MatchPlace.Texts => new(candidate, Relevance.Texts, distance),
            _ => OfTitle(query, candidate, distance),
        };
    }

    /// <summary>Best first; for a sort other than relevance that sort among titles, among people and among texts.</summary>
    public static void Sort(List<Ranked> ranked, SearchSort sort)
    {
        if (sort is SearchSort.Relevance)
        {
            ranked.Sort(ByRelevance);
            return;
        }

        var direction = CandidateSql.OrderOf(sort).Descending ? -1 : 1;
        ranked.Sort((a, b) =>
            Kind(a.Relevance).CompareTo(Kind(b.Relevance)) is var kind and not 0 ? kind
            : a.Candidate.SortKey.CompareTo(b.Candidate.SortKey) is var key and not 0 ? direction * key
            : a.Candidate.Order.CompareTo(b.Candidate.Order) is var order and not 0 ? order
            : direction * a.Candidate.Id.CompareTo(b.Candidate.Id));
    }

    private static int ByRelevance(Ranked a, Ranked b) =>
        ((int)a.Relevance).CompareTo((int)b.Relevance) is var relevance and not 0 ? relevance
        : a.Distance.CompareTo(b.Distance) is var distance and not 0 ? distance
        : b.Candidate.Votes.CompareTo(a.Candidate.Votes) is var votes and not 0 ? votes
        : b.Candidate.Popularity.CompareTo(a.Candidate.Popularity) is var popularity and not 0 ? popularity
        : a.Candidate.Order.CompareTo(b.Candidate.Order) is var order and not 0 ? order
        : b.Candidate.Id.CompareTo(a.Candidate.Id);

    private static int Kind(Relevance relevance) => relevance switch
    {
        <= Relevance.TitleWordBeginnings => 0,
        Relevance.People => 1,
        _ => (int)relevance,
    };

    private static Ranked OfTitle(SearchQuery query, Candidate candidate, int distance)
    {
        var best = candidate.Place is MatchPlace.Title ? OfKey(query, candidate, distance) : Relevance.TitleWordBeginnings;
        var isBegun = false;
        for (var place = 0; place < candidate.Names.Length && best is not Relevance.Title; place++)
        {
            var found = OfName(query, candidate.Names[place]);
            // The second name is the original title, or an alternative one where that is the title.
            if (found is Relevance.Title && place > 1)
                found = Relevance.OtherTitle;
            if (found < best)
                best = found;
            isBegun |= place == 0 && found is Relevance.TitleBeginning && Begins(candidate.Names[0], query.Exact);
        }

        return new(candidate, best, best is Relevance.TitleBeginning ? 2 * distance + (isBegun ? 0 : 1) : distance);
    }

    // A key that no name shows: letters that digits are drawn for, or what is left of the query without a part of it.
    private static Relevance OfKey(SearchQuery query, Candidate candidate, int distance)
    {
        foreach (var rest in query.Remainders)
        {
            if (candidate.Names.Any(name => IsSame(name, rest) || CoveredLoosely(name, rest).IsSame))
                return query.Year is null || distance <= 1 ? Relevance.TitleOfYear : Relevance.TitleBeginning;
        }

        return Relevance.LooseTitle;
    }

    private static Relevance OfName(SearchQuery query, string name)
    {
        if (IsSame(name, query.Exact))
            return Relevance.Title;
        var (isLooselyBegun, isLoose) = CoveredLoosely(name, query.Loose);
        if (isLoose)
            return Relevance.LooseTitle;
        if (query.Words.Count > 1 && HasTheWords(query, name))
            return Relevance.SwappedTitle;
        if (isLooselyBegun || Begins(name, query.Exact))
            return Relevance.TitleBeginning;
        return query.Words.All(word => HasWord(name, word.Folded) || HasWord(name, word.InDigits) || word.Corrections.Any(meant => HasWord(name, meant)))
            ? Relevance.TitleWords
            : Relevance.TitleWordBeginnings;
    }

    private static bool HasTheWords(SearchQuery query, string name) =>
        query.Words.All(word => HasWord(name, word.InDigits))
        && Articles.Without(name.Split(' ')) is var words && words.Count == query.Words.Count && query.Words.All(word => words.Contains(word.InDigits));

    private static bool HasWord(ReadOnlySpan<char> name, string word)
    {
        foreach (var range in name.Split(' '))
        {
            if (name[range].SequenceEqual(word))
                return true;
        }

        return false;
    }

    // Twice the typos in the title, and one more where articles differ; null for a title that is not meant.
    private static int? TyposIn(SearchQuery query, Candidate candidate)
    {
        var max = query.Words.Sum(word =>
            word.Corrections.Count > 0 ? word.Corrections.Max(meant => Deletions.TyposBetween(word.Folded, meant)) : 0);
        var best = 2 * max + 2;
        foreach (var name in candidate.Names)
        {
            best = Math.Min(best, 2 * EditDistance.Between(name.Replace(" ", "", StringComparison.Ordinal), query.Exact, max));
            var loose = TitleKeys.Loose(name.Split(' '));
            foreach (var key in query.Remainders.Prepend(query.Loose))
                best = Math.Min(best, 2 * EditDistance.Between(loose, key, max) + 1);
        }

        return best < 2 * max + 2 ? best : null;
    }

    // A name is a key with spaces between its words.
    private static bool IsSame(string name, string key) => Covered(name, key) is (var end, 0) && end == name.Length;

    private static bool Begins(string name, string key) => Covered(name, key).Missing == 0;

    // Whether the name without its articles begins with the key, and whether it is the key: TitleKeys.Loose, but for a thousand
    // names of which few are kept.
    private static (bool Begins, bool IsSame) CoveredLoosely(ReadOnlySpan<char> name, string key)
    {
        var rest = key.AsSpan();
        var (isFirst, hasWords) = (true, false);
        foreach (var range in name.Split(' '))
        {
            var word = name[range];
            var isArticle = Articles.IsEnglish(word) || (isFirst && Articles.MayLead(word));
            isFirst = false;
            if (isArticle)
                continue;
            hasWords = true;
            var length = Math.Min(word.Length, rest.Length);
            if (!word[..length].SequenceEqual(rest[..length]))
                return (false, false);
            rest = rest[length..];
            if (length < word.Length)
                return (true, false);
        }

        if (hasWords)
            return (rest.IsEmpty, rest.IsEmpty);
        var loose = TitleKeys.Loose(name.ToString().Split(' '));
        return (loose.StartsWith(key, StringComparison.Ordinal), loose == key);
    }

    private static (int End, int Missing) Covered(string name, string key)
    {
        var (place, matched) = (0, 0);
        for (; place < name.Length && matched < key.Length; place++)
        {
            if (name[place] == key[matched])
                matched++;
            else if (name[place] != ' ')
                break;
        }

        return (place, key.Length - matched);
    }
}
