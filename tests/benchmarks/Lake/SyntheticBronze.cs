using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MovieAspire.Lake.Bronze;
using MovieAspire.ProviderEmulator.Omdb;
using MovieAspire.ProviderEmulator.Sources.Generated;
using MovieAspire.ProviderEmulator.Tmdb;

namespace MovieAspire.Benchmarks.Lake;

/// <summary>Bronze files as a collection of synthetic movies would have left them: details with credits and keywords, and OMDb's bodies.</summary>
internal static class SyntheticBronze
{
    private const int MoviesPerFile = 20_000;
    private const int FilesPerDay = 5;

    /// <returns>Bytes of the bodies before compression.</returns>
    public static long Write(string lake, int movies, DateTimeOffset today)
    {
        var source = new GeneratedSource(movies, seed: 42, DateOnly.FromDateTime(today.UtcDateTime));
        var bodies = new MovieBodies(null!, null!);
        var files = (movies + MoviesPerFile - 1) / MoviesPerFile;
        return ParallelEnumerable.Range(0, files).WithDegreeOfParallelism(Environment.ProcessorCount).Sum(file =>
        {
            var at = today.AddDays(-1 - (file / FilesPerDay)).AddMinutes(file % FilesPerDay);
            var ids = Enumerable.Range((file * MoviesPerFile) + 1, Math.Min(MoviesPerFile, movies - (file * MoviesPerFile)));
            return WriteFile(lake, "tmdb", at, file, ids.Select(id => (FormattableString.Invariant($"movie/{id}?append_to_response=credits,keywords"), Tmdb(source, bodies, id))))
                + WriteFile(lake, "omdb", at, file, ids.Select(id => source.Find(id)!).Where(movie => movie.ImdbId is not null)
                    .Select(movie => ($"?i={movie.ImdbId}", Encoding.UTF8.GetBytes(OmdbBody.Of(movie)))));
        });
    }

    private static byte[] Tmdb(GeneratedSource source, MovieBodies bodies, int id)
    {
        var movie = source.Find(id)!;
        var body = MovieBodies.Details(movie);
        body.Parts = new() { ["credits"] = bodies.Part(movie, "credits", 1, null)!, ["keywords"] = bodies.Part(movie, "keywords", 1, null)! };
        return JsonSerializer.SerializeToUtf8Bytes(body, TmdbJson.Default.MovieBody);
    }

    private static long WriteFile(string lake, string provider, DateTimeOffset at, int number, IEnumerable<(string Request, byte[] Body)> responses)
    {
        var folder = BronzeLayout.Partition(lake, provider, DateOnly.FromDateTime(at.UtcDateTime));
        Directory.CreateDirectory(folder);
        var run = Guid.Parse(number.ToString("x32", CultureInfo.InvariantCulture));
        using var gzip = new GZipStream(File.Create(Path.Combine(folder, BronzeLayout.FileName(at, run, 1))), CompressionLevel.Fastest);
        var line = new ArrayBufferWriter<byte>();
        var (bytes, place) = (0L, 0);
        foreach (var (request, body) in responses)
        {
            line.ResetWrittenCount();
            BronzeLine.Write(line, run, new(provider, request, 200, at.AddMilliseconds(place++), body));
            gzip.Write(line.WrittenSpan);
            bytes += body.Length;
        }

        return bytes;
    }
}
