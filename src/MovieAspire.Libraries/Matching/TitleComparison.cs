using MovieAspire.Text.Spelling;
using MovieAspire.Text.Titles;

namespace MovieAspire.Libraries.Matching;

/// <summary>How two titles agree.</summary>
internal enum TitleAgreement
{
    /// <summary>They are different titles.</summary>
    None,

    /// <summary>Alike, with a few letters between them.</summary>
    Alike,

    /// <summary>The name is the movie's in another country or language.</summary>
    Alternative,

    /// <summary>Equal without articles, or with digits drawn for letters.</summary>
    Loose,

    /// <summary>Equal but for case, accents, punctuation, numerals and "&amp;".</summary>
    Exact,
}

/// <summary>A film's name against all titles of a movie.</summary>
/// <param name="Agreement">The best of all titles.</param>
/// <param name="Value">What that is worth, 0 to 1.</param>
/// <param name="Title">The title that agrees best.</param>
/// <param name="IsTooLong">Whether they differ in length so much that nothing else was compared.</param>
internal readonly record struct TitleComparison(TitleAgreement Agreement, double Value, string Title, bool IsTooLong)
{
    public static TitleComparison Of(TitleForm film, MovieCandidate movie)
    {
        var best = Against(film, movie.Title);
        if (best.Agreement != TitleAgreement.Exact && !string.Equals(movie.OriginalTitle, movie.Title, StringComparison.Ordinal))
            best = Better(best, Against(film, movie.OriginalTitle));
        if (best.Agreement >= TitleAgreement.Loose)
            return best;
        foreach (var title in movie.AlternativeTitles)
        {
            if (Against(film, title).Agreement >= TitleAgreement.Loose)
                return Better(best, new(TitleAgreement.Alternative, MatchRules.Alternative, title, false));
        }

        return best;
    }

    private static TitleComparison Better(TitleComparison a, TitleComparison b) => b.Value > a.Value ? b : a;

    private static TitleComparison Against(TitleForm film, string title)
    {
        var other = new TitleForm(title);
        if (film.Exact == other.Exact)
            return new(TitleAgreement.Exact, MatchRules.Exact, title, false);
        if (film.Keys.Overlaps(other.Keys))
            return new(TitleAgreement.Loose, MatchRules.WithoutArticles, title, false);
        var (shorter, longer) = (Math.Min(film.Exact.Length, other.Exact.Length), Math.Max(film.Exact.Length, other.Exact.Length));
        if (longer == 0 || shorter < MatchRules.LeastLengthRatio * longer)
            return new(TitleAgreement.None, 0, title, true);
        var likeness = EditDistance.Likeness(film.Exact, other.Exact);
        // "Rocky 2" and "Rocky 3" are alike and never the same.
        return likeness < MatchRules.LeastLikeness || film.Digits != other.Digits
            ? new(TitleAgreement.None, likeness / 2, title, false)
            : new(TitleAgreement.Alike, likeness * MatchRules.Alike, title, false);
    }
}

/// <summary>A title in the forms that are compared.</summary>
internal sealed class TitleForm(string title)
{
    public string Exact { get; } = TitleKeys.Exact(title);

    public HashSet<string> Keys { get; } = TitleKeys.All(title);

    /// <summary>The numbers in it, one after the other.</summary>
    public string Digits => field ??= string.Concat(Exact.Where(char.IsAsciiDigit));
}
