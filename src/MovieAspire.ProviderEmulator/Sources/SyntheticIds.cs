using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Sources;

/// <summary>
/// Ids for names that came without one. A name that has a real id anywhere in the data gets that; any other one
/// a hash of the name, always the same, in a range that TMDB is far from (its ids are below 10 million).
/// One instance for people, one for keywords, one for companies.
/// </summary>
internal sealed class SyntheticIds
{
    public const int First = 1_000_000_000;

    private readonly Dictionary<string, int> _ids = [];
    private readonly Dictionary<int, string> _owners = [];

    public void Learn(string name, int id) => _ids.TryAdd(TextFolding.Fold(name), id);

    public int Of(string name)
    {
        var folded = TextFolding.Fold(name) is { Length: > 0 } text ? text : name;
        if (_ids.TryGetValue(folded, out var known))
            return known;

        var id = First + (int)(StableHash.Of(folded) % 1_100_000_000);
        while (!_owners.TryAdd(id, folded))
            id++;
        return _ids[folded] = id;
    }
}
