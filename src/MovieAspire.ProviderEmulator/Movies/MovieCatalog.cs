namespace MovieAspire.ProviderEmulator.Movies;

/// <summary>The movies as they are now: the source's, with the changes made since the start.</summary>
internal sealed class MovieCatalog(IMovieSource source, ChangeLog changes)
{
    public IMovieSource Source => source;

    /// <summary>Null for an id that is unknown, or gone.</summary>
    public Movie? Find(int id) =>
        changes.IsRemoved(id) || source.Find(id) is not { } movie ? null : WithMerged(WithEdits(movie));

    /// <summary>By TMDB id or, as TMDB allows it too, IMDb id.</summary>
    public Movie? Find(string id)
    {
        if (int.TryParse(id, out var number))
            return Find(number);
        return source.FindByImdbId(id) is { } found ? Find(found) : null;
    }

    public bool IsRemoved(int id) => changes.IsRemoved(id);

    public IEnumerable<Movie> Find(IEnumerable<int> ids) => ids.Select(Find).OfType<Movie>();

    private Movie WithEdits(Movie movie) => changes.Edits(movie.Id) is > 0 and var edits
        ? movie with
        {
            Overview = $"{movie.Overview} (Revised {edits} times.)".TrimStart(),
            VoteCount = movie.VoteCount + edits,
        }
        : movie;

    private Movie WithMerged(Movie movie) => changes.MergedInto(movie.Id) is { Count: > 0 } merged
        ? movie with
        {
            AlternativeTitles =
            [
                .. movie.AlternativeTitles,
                .. merged.Select(source.Find).OfType<Movie>().Select(other => new AlternativeTitle("", other.Title)),
            ],
        }
        : movie;
}
