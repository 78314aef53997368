using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MovieAspire.Testing;

namespace MovieAspire.Lake.Tests;

/// <summary>Bronze made of the development data beside the repository.</summary>
internal static class RealData
{
    /// <summary>Why a test of real data is skipped; null where there is some.</summary>
    public static string? Missing => TestData.Directory is null ? "Real data is not part of the repository (../shared/data)." : null;

    /// <summary>TMDB's details of 2017 as they came.</summary>
    public static IEnumerable<string> Details() => Lines("tmdb/movies.jsonl.gz");

    /// <summary>Movies as of 2024, whose genres and companies are names and whose people have none but names: made into TMDB's shape.</summary>
    public static IEnumerable<string> Newer()
    {
        foreach (var line in Lines("tmdb/top_2024.jsonl.gz"))
        {
            var movie = JsonNode.Parse(line)!.AsObject();
            movie["status"] = "Released";
            movie["genres"] = Named(movie["genres"]!.AsArray());
            movie["production_companies"] = Named(movie["production_companies"]!.AsArray());
            foreach (var part in new[] { "cast", "crew" })
            {
                foreach (var member in movie["credits"]![part]!.AsArray())
                    member!["id"] = IdOf((string)member["name"]!);
            }

            yield return movie.ToJsonString();
        }

        static JsonArray Named(JsonArray names) =>
            new([.. names.Select(name => (JsonNode)new JsonObject { ["id"] = IdOf((string)name!), ["name"] = (string)name! })]);
    }

    public static IEnumerable<string> Omdb() => File.ReadLines(Path.Combine(TestData.Directory!, "omdb/omdb_responses.jsonl"))
        .Select(line => JsonNode.Parse(line)!["response"]!.ToJsonString());

    public static void Fill(TestLake lake, bool withNewer = true)
    {
        lake.AddLines("tmdb", TestLake.Now.AddDays(-1), Bodies(Details(), TestLake.Now.AddDays(-1)));
        if (withNewer)
            lake.AddLines("tmdb", TestLake.Now, Bodies(Newer(), TestLake.Now));
        lake.AddLines("omdb", TestLake.Now, Omdb().Select(body => TestLake.Line("omdb", "?i=tt", body)));
    }

    private static IEnumerable<string> Bodies(IEnumerable<string> bodies, DateTimeOffset at) => bodies.Select(body =>
    {
        using var document = JsonDocument.Parse(body);
        return TestLake.Line("tmdb", FormattableString.Invariant($"movie/{document.RootElement.GetProperty("id").GetInt32()}?append_to_response=credits"), body, at);
    });

    private static int IdOf(string name) =>
        10_000_000 + (int)(BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name))) % 80_000_000);

    private static IEnumerable<string> Lines(string file)
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(TestData.Directory!, file)), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}

/// <summary>A test of real data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute() => Skip = RealData.Missing;
}

/// <inheritdoc cref="RealDataFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealDataTheoryAttribute : TheoryAttribute
{
    public RealDataTheoryAttribute() => Skip = RealData.Missing;
}
