using System.IO.Compression;

namespace MovieAspire.ProviderEmulator.Sources.Dataset;

/// <summary>Finds and opens the files of a data set: in the directory or in its folders tmdb and omdb, gzip or not.</summary>
internal sealed class DatasetFiles(string directory)
{
    private static readonly string[] Folders = ["tmdb", "omdb", ""];

    /// <summary>Null when there is no such file.</summary>
    public StreamReader? Open(string name)
    {
        foreach (var folder in Folders)
        {
            var path = Path.Combine(directory, folder, name);
            if (File.Exists(path + ".gz"))
                return new(new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress));
            if (File.Exists(path))
                return new(path);
        }

        return null;
    }
}

/// <summary>What became of the rows of one file.</summary>
internal sealed class LoadReport(string file)
{
    private readonly SortedDictionary<string, int> _skipped = [];

    public string File => file;

    public int Rows { get; set; }

    /// <summary>Texts that were written in a wrong encoding.</summary>
    public int Mended { get; set; }

    public int Skipped => _skipped.Values.Sum();

    public void Skip(string reason) => _skipped[reason] = _skipped.GetValueOrDefault(reason) + 1;

    public string Reasons => string.Join(", ", _skipped.Select(pair => $"{pair.Value} {pair.Key}"));

    public override string ToString() => Skipped == 0 ? $"{file} {Rows}" : $"{file} {Rows} (skipped {Reasons})";
}
