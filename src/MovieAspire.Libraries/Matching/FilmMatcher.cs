using System.Globalization;

namespace MovieAspire.Libraries.Matching;

/// <summary>
/// Decides which movie a film is, out of candidates, without guessing: evidence is weighed (<see cref="MatchRules"/>), a candidate
/// that title or year speak against is refused with the reason, and two that are equally good go to a person unless one is
/// overwhelmingly better known.
/// </summary>
public static class FilmMatcher
{
    private const int MaxCandidates = 10;

    public static MatchDecision Decide(FilmTitle film, IEnumerable<MovieCandidate> candidates)
    {
        var form = new TitleForm(film.Name);
        var scored = candidates.DistinctBy(movie => (movie.Id, movie.IsSeries)).Select(movie => Score(film, form, movie))
            .OrderByDescending(candidate => candidate.Level).ThenByDescending(candidate => candidate.Score)
            .ThenByDescending(candidate => candidate.Movie.Votes).ThenBy(candidate => candidate.Movie.Id)
            .Take(MaxCandidates).ToList();
        if (scored is not [var best, ..])
            return new(MatchState.Unmatched, MatchLevel.None, null, "", 0, 0, "Neither the catalog nor TMDB has a title like it.", []);
        if (best.Level < MatchLevel.Low)
        {
            return new(
                MatchState.Unmatched, best.Level, null, "", best.Score, 0,
                $"Nothing is like it: the nearest is {Describe(best.Movie)}. {Reason(best)}", scored);
        }

        var gap = scored.Count > 1 ? Math.Max(0, best.Score - scored[1].Score) : best.Score;
        if (best.Level < MatchLevel.Medium)
        {
            return new(
                MatchState.Review, best.Level, null, "", best.Score, gap,
                $"{Describe(best.Movie)} may be it, but not surely. {Reason(best)}", scored);
        }

        var rivals = scored.Skip(1)
            .Where(other => other.Level >= MatchLevel.Medium && best.Score - other.Score < MatchRules.LeastGap).ToList();
        if (rivals.Count == 0)
            return Take(best, best.Level, gap, null, scored);

        // By votes, not by score: within so small a gap the scores say nothing.
        var known = rivals.Append(best).OrderByDescending(candidate => candidate.Movie.Votes).ToList();
        if (known[0].Movie.Votes >= MatchRules.OverwhelmingVotes * Math.Max(1, known[1].Movie.Votes))
            return Take(known[0], MatchLevel.Medium, gap, "Others agree as well, but hardly anybody voted for them.", scored, "fewer-votes");

        var tied = rivals.Append(best).Select(candidate => candidate.Movie.Id).ToHashSet();
        return new(
            MatchState.Review, MatchLevel.Low, null, "", best.Score, gap,
            string.Create(CultureInfo.InvariantCulture, $"{tied.Count} movies agree equally: {string.Join(", ", known.Take(3).Select(candidate => Describe(candidate.Movie)))}."),
            Refuse(scored, candidate => tied.Contains(candidate.Movie.Id), "ambiguous", "Another movie agrees as well."))
        {
            IsConclusive = film.Year is not null && best.Level == MatchLevel.Strong,
        };
    }

    /// <summary>Whether the movie has the film's title, whatever its year.</summary>
    public static bool HasTitle(FilmTitle film, MovieCandidate movie) =>
        TitleComparison.Of(new(film.Name), movie).Agreement >= TitleAgreement.Alternative;

    private static MatchDecision Take(
        ScoredCandidate taken, MatchLevel level, double gap, string? note, IReadOnlyList<ScoredCandidate> scored, string refusal = "worse")
    {
        var others = Refuse(
            scored, candidate => candidate != taken && candidate.Refusals.Count == 0, refusal,
            refusal == "worse" ? "Another movie agrees better." : "Another movie agrees as well and has over 20 times its votes.");
        var message = $"{Describe(taken.Movie)}: {string.Join(", ", taken.Evidence.Select(evidence => evidence.Detail))}.";
        return new(
            taken.Movie.IsSeries ? MatchState.Series : MatchState.Matched, level, taken.Movie, taken.Method, taken.Score, gap,
            note is null ? message : $"{message} {note}", others)
        {
            IsConclusive = taken.IsYearEqual && !taken.Movie.IsSeries && !scored.Any(MayBeIt),
        };

        // Of the title, better known, and nobody has asked for its year yet.
        bool MayBeIt(ScoredCandidate other) =>
            other.Movie.IsTitleOnly && other.Level >= MatchLevel.Low && other.Movie.Popularity > taken.Movie.Popularity;
    }

    private static ScoredCandidate Score(FilmTitle film, TitleForm form, MovieCandidate movie)
    {
        var title = TitleComparison.Of(form, movie);
        var (year, agreement, detail) = Years(film.Year, movie);
        var evidence = new List<Evidence>(2)
        {
            new("title", title.Value, MatchRules.TitleWeight, $"{film.Name} {SignOf(title.Agreement)} {title.Title}"),
        };
        if (agreement != YearAgreement.NotAsked)
            evidence.Add(new("year", year, MatchRules.YearWeight, detail));
        var score = evidence.Sum(part => part.Value * part.Weight) / evidence.Sum(part => part.Weight);

        // What speaks against a candidate caps how sure a match can be, whatever else agrees.
        var cap = MatchLevel.Strong;
        var refusals = new List<Refusal>();
        switch (title.Agreement)
        {
            case TitleAgreement.None:
                cap = MatchLevel.None;
                refusals.Add(title.IsTooLong
                    ? new("length-differs", $"{movie.Title} is another title: the lengths differ too much.")
                    : new("title-differs", $"{movie.Title} is another title."));
                break;
            case TitleAgreement.Alike:
                // Beside another year, or of a series, a like title says nothing: Argo is no Fargo.
                cap = agreement is YearAgreement.Differs or YearAgreement.Unknown || movie.IsSeries ? MatchLevel.None : MatchLevel.Low;
                refusals.Add(new("title-differs", $"{title.Title} is spelt differently."));
                break;
            case TitleAgreement.Alternative or TitleAgreement.Loose:
                cap = MatchLevel.Medium;
                break;
        }

        switch (agreement)
        {
            case YearAgreement.Differs:
                cap = Min(cap, MatchLevel.Low);
                refusals.Add(new("year-differs", $"The years differ: {detail}."));
                break;
            case YearAgreement.Unknown:
                cap = Min(cap, MatchLevel.Low);
                refusals.Add(new("year-unknown", $"The year of {movie.Title} is not known."));
                break;
            case YearAgreement.Previous:
                cap = Min(cap, MatchLevel.Low);
                refusals.Add(new("year-differs", $"It was released before the film was: {detail}."));
                break;
            case YearAgreement.Next when movie.Votes < MatchRules.LeastVotesOfNextYear || title.Agreement != TitleAgreement.Exact:
                cap = Min(cap, MatchLevel.Low);
                refusals.Add(new("year-differs", $"The years differ by one: {detail}."));
                break;
            case YearAgreement.Next or YearAgreement.NotAsked:
                cap = Min(cap, MatchLevel.Medium);
                break;
        }

        return new(movie, score, Min(cap, LevelOf(score)), MethodOf(movie, title.Agreement, agreement), evidence, refusals)
        {
            IsYearEqual = agreement is YearAgreement.Same or YearAgreement.Premiere,
        };
    }

    private static string MethodOf(MovieCandidate movie, TitleAgreement title, YearAgreement year) => (movie.Source, title, year) switch
    {
        (CandidateSource.Search, _, _) => "search",
        (CandidateSource.SearchPage2, _, _) => "search-page-2",
        (_, _, YearAgreement.NotAsked) => "no-year",
        (_, _, YearAgreement.Next or YearAgreement.Previous or YearAgreement.Differs or YearAgreement.Unknown) => "near-year",
        (_, TitleAgreement.Alternative, _) => "alternative-title",
        (_, _, YearAgreement.Premiere) => "premiere-year",
        _ => "title-year",
    };

    private static (double Value, YearAgreement Agreement, string Detail) Years(int? film, MovieCandidate movie)
    {
        var release = movie.ReleaseDate?.Year ?? movie.PremiereYear;
        if (film is not { } year)
            return (0, YearAgreement.NotAsked, "");
        if (release is not { } released)
            return (MatchRules.UnknownYear, YearAgreement.Unknown, FormattableString.Invariant($"{year} and no year"));
        if (released == year)
            return (MatchRules.SameYear, YearAgreement.Same, FormattableString.Invariant($"{year} = {released}"));
        if (movie.PremiereYear == year)
        {
            return (MatchRules.PremiereYear, YearAgreement.Premiere,
                FormattableString.Invariant($"{year} = {year}, its premiere (released {released})"));
        }

        var detail = FormattableString.Invariant($"{year} and {released}");
        return (released - year) switch
        {
            1 => (MatchRules.NextYear, YearAgreement.Next, detail),
            -1 => (MatchRules.NextYear, YearAgreement.Previous, detail),
            2 or -2 => (MatchRules.YearAfter, YearAgreement.Differs, detail),
            _ => (0, YearAgreement.Differs, detail),
        };
    }

    private static IReadOnlyList<ScoredCandidate> Refuse(
        IEnumerable<ScoredCandidate> scored, Func<ScoredCandidate, bool> concerned, string code, string message) =>
        [.. scored.Select(candidate => concerned(candidate)
            ? candidate with { Refusals = [.. candidate.Refusals, new(code, message)] }
            : candidate)];

    private static string SignOf(TitleAgreement agreement) => agreement switch
    {
        TitleAgreement.Exact => "=",
        TitleAgreement.Loose or TitleAgreement.Alternative or TitleAgreement.Alike => "~",
        _ => "and",
    };

    private static string Describe(MovieCandidate movie) =>
        new FilmTitle(movie.Title, movie.ReleaseDate?.Year ?? movie.PremiereYear) + (movie.IsSeries ? ", a series" : "");

    private static string Reason(ScoredCandidate candidate) => string.Join(' ', candidate.Refusals.Select(refusal => refusal.Message));

    private static MatchLevel LevelOf(double score) => score switch
    {
        >= MatchRules.Strong => MatchLevel.Strong,
        >= MatchRules.Medium => MatchLevel.Medium,
        >= MatchRules.Low => MatchLevel.Low,
        _ => MatchLevel.None,
    };

    private static MatchLevel Min(MatchLevel a, MatchLevel b) => a < b ? a : b;

    private enum YearAgreement
    {
        NotAsked,
        Unknown,
        Differs,

        /// <summary>Released in the year before the film's. That is the year of the first release, so the movie is a namesake.</summary>
        Previous,

        /// <summary>Released in the year after: the first showing was at a festival.</summary>
        Next,
        Premiere,
        Same,
    }
}
