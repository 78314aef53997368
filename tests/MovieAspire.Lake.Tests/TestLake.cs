using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MovieAspire.Lake.Bronze;
using MovieAspire.Lake.Gold;
using MovieAspire.Lake.Inspection;
using MovieAspire.Lake.Quality;
using MovieAspire.Lake.Silver;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Tests;

/// <summary>A lake of its own in a temporary folder, into which tests put bronze files.</summary>
public sealed class TestLake : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly IHost _host;
    private int _files;

    public TestLake(params (string Key, string Value)[] settings)
    {
        Path = Directory.CreateTempSubdirectory("lake-").FullName;
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Lake:Path"] = Path, ["Lake:MemoryLimit"] = "512MB" }
                .Concat(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddLake();
        _host = builder.Build();
    }

    public string Path { get; }

    public TestClock Clock { get; } = new(Now);

    public LakeFolder Folder => Get<LakeFolder>();

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<BuildResult> TransformAsync(Guid? runId = null, int? threads = null) =>
        Get<SilverBuild>().RunAsync(runId ?? Guid.NewGuid(), CancellationToken.None, threads: threads);

    public Task<BuildResult> KpiAsync(Guid? runId = null, int? threads = null) =>
        Get<GoldBuild>().RunAsync(runId ?? Guid.NewGuid(), CancellationToken.None, threads: threads);

    /// <summary>Writes whole lines as a published file.</summary>
    public string AddLines(string provider, DateTimeOffset at, IEnumerable<string> lines) => AddBytes(
        provider, at, Compressed(string.Concat(lines.Select(line => line + "\n"))));

    public string AddBytes(string provider, DateTimeOffset at, byte[] bytes)
    {
        var folder = BronzeLayout.Partition(Path, provider, DateOnly.FromDateTime(at.UtcDateTime));
        Directory.CreateDirectory(folder);
        var name = BronzeLayout.FileName(at, Guid.Empty, ++_files);
        File.WriteAllBytes(System.IO.Path.Combine(folder, name), bytes);
        return $"bronze/{provider}/{System.IO.Path.GetFileName(folder)}/{name}";
    }

    public static byte[] Compressed(string text)
    {
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return output.ToArray();
    }

    public static string Line(string provider, string request, string body, DateTimeOffset? at = null, int? status = 200)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        BronzeLine.Write(output, Guid.Empty, new(provider, request, status, at ?? Now, Encoding.UTF8.GetBytes(body)));
        return Encoding.UTF8.GetString(output.WrittenSpan).TrimEnd('\n');
    }

    /// <summary>A line with TMDB's details of a movie; more or other fields by <paramref name="change"/>.</summary>
    public static string Movie(int id, Action<JsonObject>? change = null, DateTimeOffset? at = null)
    {
        var movie = new JsonObject
        {
            ["id"] = id, ["title"] = $"Movie {id}", ["original_title"] = $"Movie {id}", ["original_language"] = "en", ["status"] = "Released",
            ["release_date"] = "2020-05-01", ["runtime"] = 100, ["budget"] = 20_000_000, ["revenue"] = 50_000_000 + id,
            ["popularity"] = 5.5, ["vote_average"] = 7.1, ["vote_count"] = 100, ["adult"] = false,
            ["imdb_id"] = FormattableString.Invariant($"tt{id:0000000}"), ["belongs_to_collection"] = null,
            ["genres"] = new JsonArray(new JsonObject { ["id"] = 28, ["name"] = "Action" }),
            ["production_companies"] = new JsonArray(),
            ["credits"] = new JsonObject { ["cast"] = new JsonArray(), ["crew"] = new JsonArray() },
        };
        change?.Invoke(movie);
        return Line("tmdb", FormattableString.Invariant($"movie/{id}?append_to_response=credits"), movie.ToJsonString(), at);
    }

    public async Task<List<string>> RowsAsync(string sql)
    {
        var output = new StringWriter();
        await Get<LakeInspection>().QueryAsync(sql, ResultFormat.Csv, output, TimeSpan.FromMinutes(1), CancellationToken.None);
        return [.. output.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }

    public async Task<string> OneAsync(string sql) => Assert.Single(await RowsAsync(sql));

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(Path, recursive: true);
    }
}

public sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
