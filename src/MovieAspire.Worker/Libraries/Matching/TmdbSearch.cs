using System.Collections.Concurrent;
using MovieAspire.Libraries.Matching;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Libraries.Sessions;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Libraries.Matching;

/// <summary>
/// Asks TMDB for a film that the catalog does not resolve, and asks on only while that may help: for the details of movies whose
/// title alone is known, by title and year, by title alone, its second page, the other titles of those of the same year, and
/// series.
/// </summary>
internal sealed class TmdbSearch(TmdbClient tmdb)
{
    private const string Source = "library-search";

    // The id export names every movie, without its year: with so few of the title, their details cost no more than a search, and
    // are needed anyway.
    private const int Titled = 2;

    // Movies of the film's year under quite another title: their titles elsewhere are in their details.
    private const int LookedInto = 2;

    /// <param name="run">Where waits and requests are reported. What was searched for is a person's: bodies are not kept.</param>
    /// <param name="film">The film.</param>
    /// <param name="known">What the catalog has.</param>
    /// <param name="fetched">Gets the details that were asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<MatchDecision> DecideAsync(
        RunContext run, FilmTitle film, IEnumerable<MovieCandidate> known, ConcurrentBag<ProviderResponse<TmdbMovieDetails>> fetched,
        CancellationToken cancellationToken)
    {
        var observer = new WaitsOnly(run);
        var candidates = known.ToList();
        var pages = 1;
        if (film.Year is not null)
        {
            if (await LookIntoAsync(candidates.Where(movie => movie.IsTitleOnly && FilmMatcher.HasTitle(film, movie)), Titled) is { IsConclusive: true } byDetails)
                return byDetails;
            var ofYear = await SearchAsync(new(film.Name, film.Year), CandidateSource.Search);
            if (FilmMatcher.Decide(film, candidates) is { IsConclusive: true } decided)
                return decided;
            // A festival premiere is often a year before the release, and only details have it.
            var beside = ofYear.Where(movie => movie.ReleaseDate?.Year - film.Year == 1 && FilmMatcher.HasTitle(film, movie));
            if (await LookIntoAsync(beside, LookedInto) is { IsConclusive: true } byPremiere)
                return byPremiere;
            if (FilmMatcher.Decide(film, candidates).Level <= MatchLevel.Low
                && await LookIntoAsync(ofYear.Where(movie => movie.ReleaseDate?.Year == film.Year), LookedInto) is { State: MatchState.Matched } byOtherTitle)
                return byOtherTitle;
        }

        await SearchAsync(new(film.Name), CandidateSource.Search);
        var decision = FilmMatcher.Decide(film, candidates);
        if (decision.State != MatchState.Matched && pages > 1)
        {
            await SearchAsync(new(film.Name, Page: 2), CandidateSource.SearchPage2);
            decision = FilmMatcher.Decide(film, candidates);
        }

        if (decision.State == MatchState.Matched)
            return decision;
        await SearchSeriesAsync();
        return FilmMatcher.Decide(film, candidates);

        async Task<IReadOnlyList<MovieCandidate>> SearchAsync(TmdbSearchQuery query, CandidateSource source)
        {
            var response = await tmdb.SearchAsync(query, observer, cancellationToken);
            run.Source(Source).Add(fetched: response.Value.Results.Count, requests: response.Raw.FromCache ? 0 : 1);
            pages = response.Value.TotalPages;
            var found = response.Value.Results.Where(movie => !movie.Adult || candidates.Exists(other => other.Id == movie.Id))
                .Select(movie => ToCandidate(movie, source)).ToList();
            // A movie that the id export brought has a title and nothing else.
            candidates.RemoveAll(other => !other.IsSeries && other.ReleaseDate is null && found.Exists(movie => movie.Id == other.Id));
            candidates.AddRange(found.ExceptBy(candidates.Where(other => !other.IsSeries).Select(other => other.Id), movie => movie.Id));
            return found;
        }

        async Task<MatchDecision?> LookIntoAsync(IEnumerable<MovieCandidate> movies, int atMost)
        {
            var few = movies.ToList();
            if (few.Count == 0 || few.Count > atMost)
                return null;
            await FetchAsync(few);
            return FilmMatcher.Decide(film, candidates);
        }

        async Task FetchAsync(IReadOnlyList<MovieCandidate> movies)
        {
            foreach (var movie in movies)
            {
                try
                {
                    var details = await tmdb.GetMovieDetailsAsync(movie.Id, run, cancellationToken);
                    run.Source(FetchedMovies.Source).Add(fetched: 1, requests: details.Raw.FromCache ? 0 : 1);
                    fetched.Add(details);
                    candidates.RemoveAll(other => other.Id == movie.Id && !other.IsSeries);
                    candidates.Add(ToCandidate(details.Value, movie.Source));
                }
                catch (ProviderException e) when (e.Cause is ProviderFailure.NotFound or ProviderFailure.BadBody)
                {
                    // It stays a candidate by the titles that are known.
                }
            }
        }

        async Task SearchSeriesAsync()
        {
            var response = await tmdb.SearchSeriesAsync(film.Name, null, observer, cancellationToken);
            run.Source(Source).Add(fetched: response.Value.Results.Count, requests: response.Raw.FromCache ? 0 : 1);
            candidates.AddRange(response.Value.Results.Select(series =>
                new MovieCandidate(series.Id, series.Name, series.OriginalName, series.FirstAirDate, null, series.VoteCount)
                {
                    Popularity = series.Popularity, PosterPath = series.PosterPath, Source = CandidateSource.Search, IsSeries = true,
                }));
        }
    }

    private static MovieCandidate ToCandidate(TmdbMovieSummary movie, CandidateSource source) =>
        new(movie.Id, movie.Title, movie.OriginalTitle, movie.ReleaseDate, null, movie.VoteCount)
        {
            Popularity = movie.Popularity, PosterPath = movie.PosterPath, Source = source,
        };

    private static MovieCandidate ToCandidate(TmdbMovieDetails movie, CandidateSource source) =>
        new(movie.Id, movie.Title, movie.OriginalTitle, movie.ReleaseDate, movie.PremiereYear, movie.VoteCount)
        {
            Popularity = movie.Popularity, PosterPath = movie.PosterPath, Source = source,
            AlternativeTitles = [.. movie.AlternativeTitles.Titles.Select(title => title.Title)],
        };

    private sealed class WaitsOnly(IProviderObserver run) : IProviderObserver
    {
        public bool IsAwaited => run.IsAwaited;

        public void Waiting(ProviderWait wait) => run.Waiting(wait);
    }
}
