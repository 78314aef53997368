using System.Globalization;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Sources.Generated;

/// <summary>Any number of synthetic movies with the ids 1 to N. Each is computed from the seed and its id when asked
/// for; only the facts that lists need are held, 40 bytes a movie.</summary>
internal sealed class GeneratedSource : IMovieSource
{
    private const int ImdbOffset = 20_000_000;

    private readonly MovieFacts[] _facts;
    private readonly MovieGenerator _generator;

    public GeneratedSource(int count, int seed, DateOnly today)
    {
        _generator = new(seed, count, today);
        _facts = new MovieFacts[count];
        Parallel.For(0, count, position => _facts[position] = _generator.Facts(position + 1));
        Description = FormattableString.Invariant($"{count:N0} synthetic movies of seed {seed}");
    }

    public string Description { get; }

    public ReadOnlySpan<MovieFacts> Facts => _facts;

    public Movie? Find(int id) => id >= 1 && id <= _facts.Length ? _generator.Movie(id, ImdbId(id)) : null;

    public int? FindByImdbId(string imdbId) =>
        imdbId.StartsWith("tt", StringComparison.Ordinal)
        && int.TryParse(imdbId.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number - ImdbOffset is var id && id >= 1 && id <= _facts.Length && ImdbId(id) is not null
            ? id
            : null;

    public string OriginalTitleAt(int position) => _generator.Title(position + 1);

    public IReadOnlyList<string> FoldedTitlesAt(int position) => [TextFolding.Fold(_generator.Title(position + 1))];

    public IReadOnlyList<int> MoviesOfPerson(int personId) =>
        _generator.HasPerson(personId)
            ? [.. Enumerable.Range(1, _facts.Length).AsParallel().Where(id => _generator.HasCredit(id, personId)).Take(500)]
            : [];

    public string DepartmentOf(int personId) => MovieGenerator.Department(personId);

    public IReadOnlyList<int> MoviesOfCollection(int collectionId) =>
        [.. MovieGenerator.MoviesOfCollection(collectionId).Where(id => id <= _facts.Length)];

    public ImageFacts? FindImage(string path) => null;

    public string? OmdbBody(string imdbId) => null;

    private string? ImdbId(int id) =>
        _generator.HasImdbId(id) ? string.Create(CultureInfo.InvariantCulture, $"tt{ImdbOffset + id}") : null;
}
