namespace MovieAspire.ProviderEmulator.Movies;

/// <summary>Hashes that are the same in every process, on every machine.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a, 64 bits, finished by a mixer as its low bits alone are weak.</summary>
    public static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
            hash = (hash ^ letter) * 1099511628211UL;
        return Mix(hash);
    }

    /// <summary>A number drawn from a seed and two more numbers.</summary>
    public static ulong Of(int seed, int first, int second) =>
        Mix(((ulong)(uint)seed << 32 | (uint)first) + (ulong)(uint)second * 0x9E3779B97F4A7C15UL);

    /// <summary>0 (included) to 1 (excluded).</summary>
    public static double Unit(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));

    /// <summary>The finisher of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
