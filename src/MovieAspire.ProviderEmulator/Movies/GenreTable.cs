namespace MovieAspire.ProviderEmulator.Movies;

/// <summary>TMDB's genres of movies, as /genre/movie/list gives them.</summary>
internal static class GenreTable
{
    public static readonly IReadOnlyList<Named> All =
    [
        new(28, "Action"), new(12, "Adventure"), new(16, "Animation"), new(35, "Comedy"), new(80, "Crime"),
        new(99, "Documentary"), new(18, "Drama"), new(10751, "Family"), new(14, "Fantasy"), new(36, "History"),
        new(27, "Horror"), new(10402, "Music"), new(9648, "Mystery"), new(10749, "Romance"),
        new(878, "Science Fiction"), new(10770, "TV Movie"), new(53, "Thriller"), new(10752, "War"), new(37, "Western"),
    ];

    private static readonly Dictionary<string, Named> ByName =
        All.ToDictionary(genre => genre.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<int, int> Positions =
        All.Select((genre, position) => (genre.Id, position)).ToDictionary(pair => pair.Id, pair => pair.position);

    /// <summary>Null for a name that TMDB does not have (any more).</summary>
    public static Named? Find(string name) => ByName.GetValueOrDefault(name.Trim());

    public static uint Bits(IEnumerable<Named> genres) =>
        genres.Aggregate(0u, (bits, genre) => bits | Bit(genre.Id));

    /// <summary>0 for an unknown id.</summary>
    public static uint Bit(int id) => Positions.TryGetValue(id, out var position) ? 1u << position : 0;
}
