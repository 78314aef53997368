using System.Globalization;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.Libraries.Matching;

namespace MovieAspire.Worker.Libraries.Sessions;

/// <summary>A decision's candidates as they are kept and shown.</summary>
internal static class MatchCandidates
{
    /// <summary>A match that has nothing else.</summary>
    public static Match Of(MatchDecision decision)
    {
        var match = new Match();
        match.Candidates.AddRange(decision.Candidates.Select(ToMessage));
        return match;
    }

    private static Candidate ToMessage(ScoredCandidate scored)
    {
        var movie = scored.Movie;
        var candidate = new Candidate
        {
            TmdbId = movie.Id, Title = movie.Title, OriginalTitle = movie.OriginalTitle, VoteCount = movie.Votes, Popularity = movie.Popularity,
            Source = movie.Source == CandidateSource.Catalog ? "catalog" : "tmdb", Score = Math.Round(scored.Score, 3),
            MediaType = movie.IsSeries ? "tv" : "movie",
        };
        if (movie.ReleaseDate is { } released)
            candidate.ReleaseDate = released.ToString("O", CultureInfo.InvariantCulture);
        if (movie.PremiereYear is { } premiere)
            candidate.PremiereYear = premiere;
        if (movie.PosterPath is { } poster)
            candidate.PosterPath = poster;
        candidate.Evidence.AddRange(scored.Evidence.Select(evidence => new Contracts.Libraries.V1.Evidence
        {
            Name = evidence.Name, Value = Math.Round(evidence.Value, 3), Weight = evidence.Weight, Detail = evidence.Detail,
        }));
        candidate.Refusals.AddRange(scored.Refusals.Select(refusal => new Contracts.Libraries.V1.Refusal { Code = refusal.Code, Message = refusal.Message }));
        return candidate;
    }
}
