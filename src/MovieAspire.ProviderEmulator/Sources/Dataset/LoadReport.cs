namespace MovieAspire.ProviderEmulator.Sources.Dataset;

/// <summary>What became of the rows of one file.</summary>
internal sealed class LoadReport(string file)
{
    private readonly SortedDictionary<string, int> skipped = [];

    public string File => file;

    public int Rows { get; set; }

    public int Skipped => skipped.Values.Sum();

    public void Skip(string reason) => skipped[reason] = skipped.GetValueOrDefault(reason) + 1;

    public string Reasons => string.Join(", ", skipped.Select(pair => $"{pair.Value} {pair.Key}"));

    public override string ToString() => Skipped == 0 ? $"{file} {Rows}" : $"{file} {Rows} (skipped {Reasons})";
}
