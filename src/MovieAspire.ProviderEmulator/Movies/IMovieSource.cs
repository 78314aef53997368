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

    /// <summary>The original title of the movie at a place in <see cref="Facts"/>.</summary>
    string OriginalTitleAt(int position);

    /// <summary>All its titles, those elsewhere included, as a search compares them (<see cref="TextFolding"/>).</summary>
    IReadOnlyList<string> FoldedTitlesAt(int position);

    /// <summary>The movies of a person, in no special order; empty for an unknown id.</summary>
    IReadOnlyList<int> MoviesOfPerson(int personId);

    /// <summary>What a person does most, the same in all movies.</summary>
    string DepartmentOf(int personId);

    /// <summary>The movies of a collection; empty for an unknown id.</summary>
    IReadOnlyList<int> MoviesOfCollection(int collectionId);

    /// <summary>What a picture of that path shows; null when nobody has it.</summary>
    ImageFacts? FindImage(string path);

    /// <summary>OMDb's own body where the data has one.</summary>
    string? OmdbBody(string imdbId);
}

/// <summary>Whose picture it is.</summary>
/// <param name="Id">Of the movie or person.</param>
/// <param name="Name">The title or the name.</param>
/// <param name="Note">The year of a movie.</param>
/// <param name="IsWide">A backdrop, and not a poster or a profile.</param>
internal sealed record ImageFacts(int Id, string Name, string? Note, bool IsWide);

/// <summary>What lists and filters need of a movie, 40 bytes: a million of them fit into memory where a million
/// movies would not.</summary>
/// <param name="Id">TMDB id.</param>
/// <param name="ReleaseDay">Day number of the release; 0 when unknown.</param>
/// <param name="Popularity">As in the movie.</param>
/// <param name="VoteAverage">As in the movie.</param>
/// <param name="VoteCount">As in the movie.</param>
/// <param name="Genres">A bit for each of <see cref="GenreTable"/>.</param>
/// <param name="Revenue">US dollars, 0 when unknown.</param>
/// <param name="Language">The two letters of ISO 639-1.</param>
/// <param name="Adult">As in the movie.</param>
/// <param name="Video">As in the movie.</param>
internal readonly record struct MovieFacts(
    int Id, int ReleaseDay, float Popularity, float VoteAverage, int VoteCount, uint Genres, long Revenue,
    ushort Language, bool Adult, bool Video)
{
    public static MovieFacts Of(Movie movie) => new(
        movie.Id, movie.ReleaseDate?.DayNumber ?? 0, (float)movie.Popularity, (float)movie.VoteAverage, movie.VoteCount,
        GenreTable.Bits(movie.Genres), movie.Revenue, PackLanguage(movie.OriginalLanguage), movie.Adult, movie.Video);

    public static ushort PackLanguage(string code) => code.Length == 2 ? (ushort)((code[0] << 8) | code[1]) : (ushort)0;
}
