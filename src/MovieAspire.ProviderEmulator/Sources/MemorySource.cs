using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Sources;

/// <summary>Movies that were read from files and are held in memory.</summary>
internal sealed class MemorySource : IMovieSource
{
    private readonly MovieFacts[] facts;
    private readonly Movie[] movies;
    private readonly Dictionary<int, int> positions;
    private readonly Dictionary<string, int> imdbIds;
    private readonly IReadOnlyDictionary<string, string> omdbBodies;
    private readonly Lazy<ILookup<int, int>> people;
    private readonly Lazy<ILookup<int, int>> collections;

    public MemorySource(
        IEnumerable<Movie> movies, string description, IReadOnlyDictionary<string, string>? omdbBodies = null)
    {
        this.movies = [.. movies.OrderBy(movie => movie.Id)];
        this.omdbBodies = omdbBodies ?? new Dictionary<string, string>();
        Description = description;
        facts = [.. this.movies.Select(MovieFacts.Of)];
        positions = this.movies.Select((movie, i) => (movie.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        imdbIds = this.movies
            .Where(movie => movie.ImdbId is not null)
            .GroupBy(movie => movie.ImdbId!)
            .ToDictionary(group => group.Key, group => group.First().Id);
        people = new(() => this.movies
            .SelectMany(movie => movie.Cast.Select(role => role.PersonId)
                .Concat(movie.Crew.Select(job => job.PersonId))
                .Distinct()
                .Select(person => (person, movie.Id)))
            .ToLookup(pair => pair.person, pair => pair.Id));
        collections = new(() => this.movies
            .Where(movie => movie.Collection is not null)
            .ToLookup(movie => movie.Collection!.Id, movie => movie.Id));
    }

    public string Description { get; }

    public ReadOnlySpan<MovieFacts> Facts => facts;

    public Movie? Find(int id) => positions.TryGetValue(id, out var position) ? movies[position] : null;

    public int? FindByImdbId(string imdbId) => imdbIds.TryGetValue(imdbId, out var id) ? id : null;

    public (string Title, string OriginalTitle) TitlesAt(int position) =>
        (movies[position].Title, movies[position].OriginalTitle);

    public IReadOnlyList<int> MoviesOfPerson(int personId) => [.. people.Value[personId]];

    public IReadOnlyList<int> MoviesOfCollection(int collectionId) => [.. collections.Value[collectionId]];

    public string? OmdbBody(string imdbId) => omdbBodies.GetValueOrDefault(imdbId);
}
