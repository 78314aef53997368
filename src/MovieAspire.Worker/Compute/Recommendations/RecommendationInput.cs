using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>
/// What the models know of the movies, which are numbered by their votes, most first. The same catalog makes the same
/// input, in whatever order its rows are read.
/// </summary>
/// <param name="Movies">The movies.</param>
/// <param name="Terms">What movies can have in common, in the order of the columns of <paramref name="Features"/>.</param>
/// <param name="Features">How much each movie has of each term.</param>
/// <param name="Similar">TMDB's lists: the evidence for each listed movie, 1 for the first and less for each after.</param>
internal sealed record RecommendationInput(
    RatedMovie[] Movies, Term[] Terms, SparseRows Features, SparseRows Similar)
{
    /// <summary>The number of each movie by its TMDB id.</summary>
    public Dictionary<int, int> Numbers { get; } =
        Movies.Select((movie, number) => (movie.Id, number)).ToDictionary(pair => pair.Id, pair => pair.number);

    /// <summary>Differs when anything differs that the models read.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Movies.AsSpan());
        foreach (var term in Terms)
        {
            Add(hash, (ReadOnlySpan<int>)[(int)term.Field, term.Id]);
            hash.AppendData(Encoding.UTF8.GetBytes(term.Name));
        }

        foreach (var rows in (SparseRows[])[Features, Similar])
        {
            Add(hash, rows.Starts.AsSpan());
            Add(hash, rows.Columns.AsSpan());
            Add(hash, rows.Values.AsSpan());
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
internal readonly record struct RatedMovie(int Id, int Collection, int Votes, int Adult, double Rating);

/// <summary>Something that movies can have in common.</summary>
/// <param name="Field">Which kind.</param>
/// <param name="Id">TMDB id; 0 for a word.</param>
/// <param name="Name">For people; the word itself.</param>
internal readonly record struct Term(Field Field, int Id, string Name);
