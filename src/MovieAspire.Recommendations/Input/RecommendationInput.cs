using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MovieAspire.Recommendations.Input;

/// <summary>
/// What the models know of the movies, which are numbered by their votes, most first. The same catalog makes the same
/// input, in whatever order its rows are read.
/// </summary>
/// <param name="Movies">The movies.</param>
/// <param name="Features">What movies can have in common, in the order of the columns of <paramref name="MovieFeatures"/>.</param>
/// <param name="MovieFeatures">How much each movie has of each feature.</param>
/// <param name="Similar">TMDB's lists: the evidence for each listed movie, 1 for the first and less for each after.</param>
public sealed record RecommendationInput(
    RatedMovie[] Movies, Feature[] Features, SparseMatrix MovieFeatures, SparseMatrix Similar)
{
    /// <summary>The number of each movie by its TMDB id.</summary>
    public Dictionary<int, int> Numbers { get; } =
        Movies.Select((movie, number) => (movie.Id, number)).ToDictionary(pair => pair.Id, pair => pair.number);

    /// <summary>Differs when anything differs that the models read.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Movies.AsSpan());
        foreach (var feature in Features)
        {
            Add(hash, (ReadOnlySpan<int>)[(int)feature.Kind, feature.Id]);
            hash.AppendData(Encoding.UTF8.GetBytes(feature.Name));
        }

        foreach (var matrix in (SparseMatrix[])[MovieFeatures, Similar])
        {
            Add(hash, matrix.Starts.AsSpan());
            Add(hash, matrix.Columns.AsSpan());
            Add(hash, matrix.Values.AsSpan());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add<T>(IncrementalHash hash, ReadOnlySpan<T> values) where T : unmanaged =>
        hash.AppendData(MemoryMarshal.AsBytes(values));
}

/// <summary>A movie and its votes.</summary>
/// <param name="Id">TMDB id.</param>
/// <param name="Collection">TMDB id of its collection, or 0.</param>
/// <param name="Votes">Number of votes.</param>
/// <param name="Adult">1 when it must not be recommended, else 0.</param>
/// <param name="Rating">Their mean, 0 to 10.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct RatedMovie(int Id, int Collection, int Votes, int Adult, double Rating);

/// <summary>Something that movies can have in common.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">TMDB id; 0 for a word.</param>
/// <param name="Name">For people; the word itself.</param>
public readonly record struct Feature(FeatureKind Kind, int Id, string Name);
