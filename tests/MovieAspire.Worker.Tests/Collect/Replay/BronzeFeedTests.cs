using System.Buffers;
using System.IO.Compression;
using System.Text;
using MovieAspire.Lake.Bronze;
using MovieAspire.Worker.Collect.Replay;

namespace MovieAspire.Worker.Tests.Collect.Replay;

public sealed class BronzeFeedTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private readonly string _lake = Directory.CreateTempSubdirectory("feed-").FullName;

    public void Dispose() => Directory.Delete(_lake, recursive: true);

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("{\"run_id\": 7}")]
    [InlineData("{\"request\": \"movie/2\", \"status\": 200, \"ingested_at\": \"yesterday\"}")]
    [InlineData("{\"request\": \"mov")]
    public async Task A_line_that_is_no_answer_costs_only_itself_and_is_named(string rubbish)
    {
        Write("120000", Line(1), rubbish, Line(3));
        var problems = new List<string?>();
        Assert.Equal(["movie/1", "movie/3"], await ReadAsync(problems));
        Assert.StartsWith("line 2: ", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_line_is_no_answer_wherever_it_breaks_off()
    {
        var whole = Line(7);
        Write("120000", [.. Enumerable.Range(1, whole.Length).Select(length => whole[..length])]);
        Assert.Equal(["movie/7"], await ReadAsync([]));
    }

    [Fact]
    public async Task The_newest_file_comes_first_and_of_a_damaged_one_what_is_whole()
    {
        Write("110000", Line(1));
        var path = Write("120000", [.. Enumerable.Range(100, 2000).Select(Line)]);
        await using (var file = new FileStream(path, FileMode.Open))
            file.SetLength(file.Length / 2);
        var problems = new List<string?>();
        var requests = await ReadAsync(problems);
        Assert.Equal(("movie/100", "movie/1"), (requests[0], requests[^1]));
        Assert.InRange(requests.Count, 100, 1999);
        Assert.EndsWith("The line breaks off.", problems[0], StringComparison.Ordinal);
        Assert.Null(problems[1]);
    }

    private async Task<List<string>> ReadAsync(List<string?> problems)
    {
        var requests = new List<string>();
        await foreach (var answer in BronzeFeed.ReadAsync(_lake, "tmdb", (_, _, problem) => problems.Add(problem), CancellationToken.None))
            requests.Add(answer.Request);
        return requests;
    }

    private static string Line(int movie)
    {
        var output = new ArrayBufferWriter<byte>();
        var body = FormattableString.Invariant($"{{\"id\":{movie},\"title\":\"Movie {movie}\",\"overview\":\"{BronzeLine.Hash([(byte)movie])}\"}}");
        BronzeLine.Write(output, Guid.Empty, new("tmdb", FormattableString.Invariant($"movie/{movie}"), 200, Now, Encoding.UTF8.GetBytes(body)));
        return Encoding.UTF8.GetString(output.WrittenSpan).TrimEnd('\n');
    }

    private string Write(string time, params string[] lines)
    {
        var folder = BronzeLayout.Partition(_lake, "tmdb", DateOnly.FromDateTime(Now.UtcDateTime));
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{time}_{Guid.Empty}_0001.ndjson.gz");
        using var output = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        foreach (var line in lines)
            output.Write(line + "\n");
        return path;
    }
}
