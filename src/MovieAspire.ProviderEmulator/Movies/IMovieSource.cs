namespace MovieAspire.ProviderEmulator.Movies;

/// <summary>Where movies come from: the sample, a data set, or the generator.</summary>
internal interface IMovieSource
{
    /// <summary>What was loaded, for the log.</summary>
    string Description { get; }

    /// <summary>All movies by ascending id.</summary>
    ReadOnlySpan<MovieFacts> Facts { get; }

    Movie? Find(int id);

    int? FindByImdbId(string imdbId);

    /// <summary>The titles that a search looks at, of the movie at a place in <see cref="Facts"/>.</summary>
    (string Title, string OriginalTitle) TitlesAt(int position);

    /// <summary>The movies of a person, in no special order; empty for an unknown id.</summary>
    IReadOnlyList<int> MoviesOfPerson(int personId);

    /// <summary>The movies of a collection; empty for an unknown id.</summary>
    IReadOnlyList<int> MoviesOfCollection(int collectionId);

    /// <summary>OMDb's own body where the data has one.</summary>
    string? OmdbBody(string imdbId);
}
