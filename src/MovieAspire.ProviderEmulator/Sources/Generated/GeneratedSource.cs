using System.Globalization;
using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Sources.Generated;

/// <summary>Any number of synthetic movies with the ids 1 to N. Each is computed from the seed and its id when asked
/// for; only the facts that lists need are held, 40 bytes a movie.</summary>
internal sealed class GeneratedSource : IMovieSource
{
    private const int ImdbOffset = 20_000_000;

    private readonly MovieFacts[] facts;
    private readonly MovieGenerator generator;

    public GeneratedSource(int count, int seed, DateOnly today)
    {
        generator = new(seed, count, today);
        facts = new MovieFacts[count];
        Parallel.For(0, count, position => facts[position] = generator.Facts(position + 1));
        Description = FormattableString.Invariant($"{count:N0} synthetic movies of seed {seed}");
    }

    public string Description { get; }

    public ReadOnlySpan<MovieFacts> Facts => facts;

    public Movie? Find(int id) => id >= 1 && id <= facts.Length ? generator.Movie(id, ImdbId(id)) : null;

    public int? FindByImdbId(string imdbId) =>
        imdbId.StartsWith("tt", StringComparison.Ordinal)
        && int.TryParse(imdbId.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number - ImdbOffset is var id && id >= 1 && id <= facts.Length && ImdbId(id) is not null
            ? id
            : null;

    public (string Title, string OriginalTitle) TitlesAt(int position) =>
        generator.Title(position + 1) is var title ? (title, title) : default;

    public IReadOnlyList<int> MoviesOfPerson(int personId) =>
        generator.HasPerson(personId)
            ? [.. Enumerable.Range(1, facts.Length).AsParallel().Where(id => generator.HasCredit(id, personId)).Take(500)]
            : [];

    public IReadOnlyList<int> MoviesOfCollection(int collectionId) =>
        [.. MovieGenerator.MoviesOfCollection(collectionId).Where(id => id <= facts.Length)];

    public string? OmdbBody(string imdbId) => null;

    private string? ImdbId(int id) =>
        generator.HasImdbId(id) ? string.Create(CultureInfo.InvariantCulture, $"tt{ImdbOffset + id}") : null;
}
