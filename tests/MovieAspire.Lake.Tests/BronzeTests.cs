using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MovieAspire.Lake.Bronze;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Tests;

public sealed class BronzeTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 14, 30, 25, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 1);
    private readonly TestClock _clock = new(Now);
    private readonly string _root = Directory.CreateTempSubdirectory("bronze-").FullName;

    [Fact]
    public async Task The_exact_bytes_come_back_whatever_they_are()
    {
        byte[][] bodies =
        [
            [], "{\"id\": 603,\r\n \"title\":\"Am\u00e9lie \\u00e9 1.50\" }\n"u8.ToArray(), "not json \u0001 \"quotes\\ \u2028"u8.ToArray(),
            [0xff, 0xfe, 0x00, 0x80], [0xef, 0xbb, 0xbf, (byte)'{', (byte)'}'],
        ];
        var run = Guid.NewGuid();
        var writer = Lake().OpenWriter(run);
        foreach (var body in bodies)
            await writer.WriteAsync(Body(body) with { Request = "movie/603?api_key=x" }, default);
        Assert.Equal(new(5, 0, 1, null), await writer.CompleteAsync());

        var lines = Read();
        Assert.Equal(bodies, lines.Select(line => line.Body.Body.ToArray()));
        Assert.All(lines, line => Assert.Equal(
            (run, "movie/603", 200, Now), (line.RunId, line.Body.Request, line.Body.Status, line.Body.IngestedAt)));
        Assert.Equal($"143025_{run}_0001.ndjson.gz", Path.GetFileName(Assert.Single(Files())));
    }

    [Fact]
    public void Any_bytes_survive_a_line() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 255)).ToArbitrary(),
        numbers =>
        {
            var bytes = numbers.Select(number => (byte)number).ToArray();
            var output = new System.Buffers.ArrayBufferWriter<byte>();
            BronzeLine.Write(output, Guid.Empty, Body(bytes));
            var text = Encoding.UTF8.GetString(output.WrittenSpan);
            return text.IndexOf('\n', StringComparison.Ordinal) == text.Length - 1
                && BronzeLine.Parse("tmdb", text).Body.Body.Span.SequenceEqual(bytes);
        }));

    [Fact]
    public void A_process_that_dies_before_the_rename_leaves_only_a_leftover_of_which_the_next_start_saves_what_is_whole()
    {
        var folder = BronzeLayout.Partition(_root, "tmdb", Today);
        var (run, bodies) = (Guid.NewGuid(), 300);
        var random = new Random(1);
        using (var dying = BronzeFile.Create(folder, Today, Now, run))
        {
            for (var body = 0; body < bodies; body++)
            {
                var bytes = new byte[1000];
                random.NextBytes(bytes);
                dying.Write(run, Body(bytes));
            }
        }

        // Cut in the middle of a line, as a process is that is killed.
        using (var leftover = new FileStream(Directory.GetFiles(folder, "*.tmp").Single(), FileMode.Open))
            leftover.SetLength(leftover.Length * 2 / 3);
        using var live = BronzeFile.Create(folder, Today, Now, Guid.NewGuid());
        Assert.Equal(2, Directory.GetFiles(folder, "*.tmp").Length);
        Assert.Empty(Read());

        Assert.Equal(0, Lake().RecoverLeftovers(Guid.NewGuid()));
        var saved = Lake().RecoverLeftovers(run);
        Assert.InRange(saved, bodies / 2, bodies - 1);
        Assert.Equal(saved, Read().Count);
        live.Write(Guid.NewGuid(), Body([2]));
        live.Publish();
        Assert.Equal(saved + 1, Read().Count);
        Assert.Equal(0, Lake().RecoverLeftovers());
        Assert.All(Directory.GetFiles(folder), file => Assert.EndsWith(".gz", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Runs_that_write_at_once_lose_nothing_and_share_no_file()
    {
        var lake = Lake(new() { BronzeFileBytes = 2048, BronzeQueue = 2 });
        // Two writers of one run, as after a take-over, and six of their own.
        var shared = Guid.NewGuid();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            await using var writer = lake.OpenWriter(number < 2 ? shared : Guid.NewGuid());
            for (var body = 0; body < 100; body++)
            {
                var bytes = new byte[300];
                new Random(number * 1000 + body).NextBytes(bytes);
                await writer.WriteAsync(Body(bytes), default);
            }

            var summary = await writer.CompleteAsync();
            Assert.Equal((100, 0), (summary.Written, summary.Lost));
            Assert.True(summary.Files > 1);
        }));

        Assert.Equal(800, Read().Select(line => line.ContentHash).Distinct().Count());
    }

    [Fact]
    public async Task A_body_goes_to_the_partition_of_its_day_and_an_old_file_is_closed()
    {
        await using var writer = Lake().OpenWriter(Guid.NewGuid());
        await writer.WriteAsync(Body([1]), default);
        await writer.WriteAsync(Body([2]) with { IngestedAt = Now.AddHours(12) }, default);
        var summary = await writer.CompleteAsync();
        Assert.Equal((2, 2), (summary.Written, summary.Files));
        Assert.Equal([2], Assert.Single(Read(Today.AddDays(1))).Body.Body.ToArray());
    }

    [Fact]
    public async Task A_lake_that_cannot_be_written_costs_raw_bodies_and_stops_nothing()
    {
        // A file where the folder should be: fails for root too.
        await File.WriteAllTextAsync(Path.Combine(_root, "bronze"), "");
        await using var writer = Lake(new() { BronzeQueue = 1 }).OpenWriter(Guid.NewGuid());
        for (var body = 0; body < 20; body++)
            await writer.WriteAsync(Body([1]), new CancellationTokenSource(30_000).Token);
        var summary = await writer.CompleteAsync();
        Assert.Equal((0, 20, 0), (summary.Written, summary.Lost, summary.Files));
        Assert.NotNull(summary.Error);
    }

    [Fact]
    public async Task Retention_deletes_the_days_that_are_too_old_as_a_whole()
    {
        foreach (var days in new[] { 0, 9, 10, 11 })
        {
            await using var writer = Lake().OpenWriter(Guid.NewGuid());
            await writer.WriteAsync(Body([1]) with { IngestedAt = Now.AddDays(-days) }, default);
        }

        var keepForEver = new BronzeRetention(Lake(), Options.Create(new BronzeOptions()), _clock, NullLogger<BronzeRetention>.Instance);
        var options = new BronzeOptions { BronzeRetention = TimeSpan.FromDays(10) };
        var retention = new BronzeRetention(Lake(), Options.Create(options), _clock, NullLogger<BronzeRetention>.Instance);
        Assert.Equal(0, keepForEver.Apply());
        Assert.Equal(1, retention.Apply());
        Assert.Empty(Read(Today.AddDays(-11)));
        Assert.Single(Read(Today.AddDays(-10)));
        _clock.Now = Now.AddHours(12);
        Assert.Equal(1, retention.Apply());
        Assert.Single(Read(Today.AddDays(-9)));
    }

    [Theory]
    [InlineData("movie/603", "movie/603")]
    [InlineData("movie/603?api_key=s", "movie/603")]
    [InlineData("movie/603?append=a&API_KEY=s&page=1", "movie/603?append=a&page=1")]
    [InlineData("?apikey=s&i=tt1", "?i=tt1")]
    [InlineData("x?api%5Fkey=s&q=token", "x?q=token")]
    public void Secrets_are_removed_from_a_request(string request, string stored) =>
        Assert.Equal(stored, RequestRedaction.WithoutSecrets(request));

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    public void A_provider_name_is_a_plain_word(string provider) =>
        Assert.Throws<ArgumentException>(() => BronzeLayout.Partition(_root, provider, Today));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static BronzeBody Body(byte[] bytes) => new("tmdb", "movie/1", 200, Now, bytes);

    private BronzeLake Lake(BronzeOptions? options = null) => new(
        new LakeFolder(Options.Create(new LakeOptions { Path = _root }), new TestEnvironment(), _clock),
        Options.Create(options ?? new()), _clock, NullLoggerFactory.Instance);

    private List<BronzeLine> Read(DateOnly? day = null) =>
        BronzeReader.ReadAsync(_root, "tmdb", day ?? Today, CancellationToken.None).ToBlockingEnumerable().ToList();

    private string[] Files() => Directory.GetFiles(_root, "*", SearchOption.AllDirectories);

    private sealed class TestEnvironment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Test";

        public string ApplicationName { get; set; } = "Test";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
