using System.Globalization;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Sources;

/// <summary>Movies that were read from files and are held in memory.</summary>
internal sealed class MemorySource : IMovieSource
{
    private const string Acting = "Acting";

    private readonly MovieFacts[] _facts;
    private readonly Movie[] _movies;
    private readonly Dictionary<int, int> _positions;
    private readonly Dictionary<string, int> _imdbIds;
    private readonly IReadOnlyDictionary<string, string> _omdbBodies;
    private readonly Lazy<ILookup<int, int>> _people;
    private readonly Lazy<Dictionary<int, string>> _departments;
    private readonly Lazy<ILookup<int, int>> _collections;
    private readonly Lazy<Dictionary<string, ImageFacts>> _images;
    private readonly Lazy<string[][]> _foldedTitles;

    public MemorySource(
        IEnumerable<Movie> movies, string description, IReadOnlyDictionary<string, string>? omdbBodies = null)
    {
        _movies = [.. movies.OrderBy(movie => movie.Id)];
        _omdbBodies = omdbBodies ?? new Dictionary<string, string>();
        Description = description;
        _facts = [.. _movies.Select(MovieFacts.Of)];
        _positions = _movies.Select((movie, i) => (movie.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        _imdbIds = _movies
            .Where(movie => movie.ImdbId is not null)
            .GroupBy(movie => movie.ImdbId!)
            .ToDictionary(group => group.Key, group => group.First().Id);
        _people = new(() => _movies
            .SelectMany(movie => movie.Cast.Select(role => role.PersonId)
                .Concat(movie.Crew.Select(job => job.PersonId))
                .Distinct()
                .Select(person => (person, movie.Id)))
            .ToLookup(pair => pair.person, pair => pair.Id));
        _departments = new(() => _movies
            .SelectMany(movie => movie.Cast.Select(role => (role.PersonId, Department: Acting))
                .Concat(movie.Crew.Select(job => (job.PersonId, job.Department))))
            .GroupBy(credit => credit.PersonId, credit => credit.Department)
            .ToDictionary(person => person.Key, person => person.CountBy(department => department).MaxBy(count => count.Value).Key));
        _collections = new(() => _movies
            .Where(movie => movie.Collection is not null)
            .ToLookup(movie => movie.Collection!.Id, movie => movie.Id));
        _images = new(ReadImages);
        _foldedTitles = new(() => [.. _movies.Select(FoldedTitles)]);
    }

    public string Description { get; }

    public ReadOnlySpan<MovieFacts> Facts => _facts;

    public Movie? Find(int id) => _positions.TryGetValue(id, out var position) ? _movies[position] : null;

    public int? FindByImdbId(string imdbId) => _imdbIds.TryGetValue(imdbId, out var id) ? id : null;

    public string OriginalTitleAt(int position) => _movies[position].OriginalTitle;

    public IReadOnlyList<string> FoldedTitlesAt(int position) => _foldedTitles.Value[position];

    public IReadOnlyList<int> MoviesOfPerson(int personId) => [.. _people.Value[personId]];

    public string DepartmentOf(int personId) => _departments.Value.GetValueOrDefault(personId, Acting);

    public IReadOnlyList<int> MoviesOfCollection(int collectionId) => [.. _collections.Value[collectionId]];

    public ImageFacts? FindImage(string path) => _images.Value.GetValueOrDefault(path);

    public string? OmdbBody(string imdbId) => _omdbBodies.GetValueOrDefault(imdbId);

    private static string[] FoldedTitles(Movie movie) =>
        [.. movie.AlternativeTitles.Select(other => other.Title).Prepend(movie.OriginalTitle).Prepend(movie.Title).Select(TextFolding.Fold).Distinct()];

    private Dictionary<string, ImageFacts> ReadImages()
    {
        var images = new Dictionary<string, ImageFacts>();
        foreach (var movie in _movies)
        {
            var year = movie.ReleaseDate?.Year.ToString(CultureInfo.InvariantCulture);
            Add(movie.PosterPath, new(movie.Id, movie.Title, year, IsWide: false));
            Add(movie.BackdropPath, new(movie.Id, movie.Title, year, IsWide: true));
            Add(movie.Collection?.PosterPath, new(movie.Collection?.Id ?? 0, movie.Collection?.Name ?? "", null, IsWide: false));
            Add(movie.Collection?.BackdropPath, new(movie.Collection?.Id ?? 0, movie.Collection?.Name ?? "", null, IsWide: true));
            foreach (var role in movie.Cast)
                Add(role.ProfilePath, new(role.PersonId, role.Name, null, IsWide: false));
            foreach (var job in movie.Crew)
                Add(job.ProfilePath, new(job.PersonId, job.Name, null, IsWide: false));
        }

        return images;

        void Add(string? path, ImageFacts image)
        {
            if (path is not null)
                images.TryAdd(path, image);
        }
    }
}
