using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using MovieAspire.Lake.Quality;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Tests;

public sealed class BadInputTests : IDisposable
{
    private readonly TestLake _lake = new();

    public void Dispose() => _lake.Dispose();

    public static TheoryData<string, string, string> BadFields => new()
    {
        { "budget", "-5", "budget is below 0: -5" },
        { "budget", "\"abc\"", "budget is no BIGINT: abc" },
        { "release_date", "\"20204-01-01\"", "release_date is above 2100-12-31: 20204-01-01" },
        { "release_date", "\"2020-13-45\"", "release_date is no DATE: 2020-13-45" },
        { "vote_average", "11", "vote_average is above 10: 11" },
        { "genres", "\"Action\"", "genres, production_companies, cast or crew is no list" },
        { "genres", "[{\"id\": \"x\", \"name\": \"Action\"}]", "an id in genres, production_companies, cast or crew is no number" },
        { "id", "null", "movie_id is missing" },
        { "id", "99", "the body is that of another movie" },
        { "title", "\"\"", "" },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task A_wrong_value_sends_the_response_to_the_quarantine_with_file_line_and_reason(string field, string value, string reason)
    {
        var good = Enumerable.Range(1, 9).Select(id => TestLake.Movie(id));
        var bad = TestLake.Movie(10, movie => movie[field] = JsonNode.Parse(value));
        var file = _lake.AddLines("tmdb", TestLake.Now, [.. good.Take(4), bad, .. good.Skip(4)]);
        await _lake.TransformAsync();

        if (reason.Length == 0)
        {
            // Without a title the original title is shown.
            Assert.Equal("Movie 10", await _lake.OneAsync("SELECT title FROM movies_curated WHERE movie_id = 10"));
            return;
        }

        Assert.Equal("9", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
        Assert.Equal($"{file},5", await _lake.OneAsync("SELECT bronze_file, line FROM quarantine"));
        Assert.Contains(reason, await _lake.OneAsync("SELECT reason FROM quarantine"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_bad_response_does_not_push_out_the_good_one()
    {
        var early = TestLake.Now.AddHours(-5);
        _lake.AddLines("tmdb", early, [.. Enumerable.Range(1, 9).Select(id => TestLake.Movie(id, at: early))]);
        await _lake.TransformAsync();
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1, movie => movie["budget"] = -1), .. Enumerable.Range(2, 8).Select(id => TestLake.Movie(id))]);
        await _lake.TransformAsync();
        Assert.Equal("20.000000", await _lake.OneAsync("SELECT budget_musd FROM movies_curated WHERE movie_id = 1"));
    }

    [Fact]
    public async Task Half_a_line_and_other_rubbish_are_named_and_cost_only_themselves()
    {
        var half = TestLake.Movie(8)[..200];
        var brokenBody = TestLake.Line("tmdb", "movie/7?x=1", "{\"id\": 7, \"title\": \"Se");
        var file = _lake.AddLines("tmdb", TestLake.Now, [
            TestLake.Movie(1), "[1, 2]", TestLake.Movie(2), brokenBody, .. Enumerable.Range(11, 20).Select(id => TestLake.Movie(id)), half]);
        await _lake.TransformAsync();
        Assert.Equal("22", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
        var rows = await _lake.RowsAsync("SELECT line, left(reason, 30) FROM quarantine WHERE bronze_file = '" + file + "'");
        Assert.Equal(["2,\"the line is JSON, but no respo\"", "4,movie_id is missing; title is ", "25,the line is no JSON: Expected "], rows.Select(row => row.Replace("'", "", StringComparison.Ordinal)));
        Assert.Contains("the body is no JSON object", await _lake.OneAsync("SELECT reason FROM quarantine WHERE line = 4"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_damaged_file_the_whole_lines_before_the_damage_are_kept()
    {
        var bytes = TestLake.Compressed(string.Concat(Enumerable.Range(1, 2000).Select(id => TestLake.Movie(id) + "\n")));
        var file = _lake.AddBytes("tmdb", TestLake.Now, bytes[..(bytes.Length / 2)]);
        _lake.AddLines("tmdb", TestLake.Now.AddMinutes(1), [.. Enumerable.Range(3001, 5).Select(id => TestLake.Movie(id))]);
        await _lake.TransformAsync();
        Assert.True(int.Parse(await _lake.OneAsync("SELECT count(*) FROM movies_curated WHERE movie_id <= 2000"), null) > 100);
        Assert.Equal("5", await _lake.OneAsync("SELECT count(*) FROM movies_curated WHERE movie_id > 3000"));
        Assert.Equal(file, await _lake.OneAsync("SELECT DISTINCT bronze_file FROM quarantine"));
        // The copy with the whole lines would stay on a disk that may be full.
        Assert.Empty(Directory.GetFileSystemEntries(_lake.Folder.Scratch));
    }

    [Fact]
    public async Task A_file_that_is_being_written_is_not_seen()
    {
        var file = _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1)]);
        File.Copy(_lake.Folder.Full(file), _lake.Folder.Full(file).Replace("0001", "0002", StringComparison.Ordinal) + ".tmp");
        await File.WriteAllTextAsync(_lake.Folder.Full(file).Replace("0001", "0003", StringComparison.Ordinal) + ".tmp", "half");
        var result = await _lake.TransformAsync();
        Assert.Equal(1, Assert.Single(result.Manifest.Inputs).Rows);
    }

    [Fact]
    public async Task A_file_that_vanished_after_it_was_read_is_missed_by_nobody()
    {
        var file = _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1)]);
        await _lake.TransformAsync();
        File.Delete(_lake.Folder.Full(file));
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(2)]);
        await _lake.TransformAsync();
        Assert.Equal(["1", "2"], await _lake.RowsAsync("SELECT movie_id FROM movies_curated"));
    }

    [Fact]
    public async Task A_file_that_vanishes_while_it_is_read_fails_the_run_which_names_it()
    {
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1)]);
        var good = await _lake.TransformAsync();
        var file = _lake.AddLines("tmdb", TestLake.Now.AddDays(1), [TestLake.Movie(2)]);
        // Listed, and not to be opened.
        File.Delete(_lake.Folder.Full(file));
        File.CreateSymbolicLink(_lake.Folder.Full(file), "/nowhere/gone.ndjson.gz");
        var error = await Assert.ThrowsAsync<LakeException>(() => _lake.TransformAsync());
        Assert.StartsWith("tmdb/ingestion_date=2026-03-11 cannot be staged: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(file), error.Message, StringComparison.Ordinal);
        Assert.Equal(good.Manifest.Version, _lake.Folder.ReadManifest().Layer(LakeFolder.Silver)!.Version);
    }

    [Fact]
    public async Task Too_many_rejections_fail_the_run_name_the_partition_and_leave_the_last_good_silver()
    {
        _lake.AddLines("tmdb", TestLake.Now.AddDays(-1), [TestLake.Movie(1, at: TestLake.Now.AddDays(-1))]);
        var good = await _lake.TransformAsync();
        var file = _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(2), TestLake.Movie(3), TestLake.Movie(4, movie => movie["revenue"] = -1)]);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = await Assert.ThrowsAsync<QualityException>(() => _lake.TransformAsync());
            Assert.Contains("tmdb/ingestion_date=2026-03-10: 1 of 3 responses are rejected", error.Message, StringComparison.Ordinal);
            Assert.Contains($"{file} line 3: revenue is below 0: -1", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(good.Manifest.Version, _lake.Folder.ReadManifest().Layer(LakeFolder.Silver)!.Version);
        Assert.Equal("1", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
        _lake.AddLines("tmdb", TestLake.Now, [.. Enumerable.Range(10, 10).Select(id => TestLake.Movie(id))]);
        await _lake.TransformAsync();
        Assert.Equal("13", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
    }

    [Fact]
    public async Task A_broken_rule_fails_the_run_and_the_last_good_silver_stays()
    {
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1)]);
        await _lake.TransformAsync();
        var future = TestLake.Now.AddDays(2);
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(2, at: future)]);
        var error = await Assert.ThrowsAsync<QualityException>(() => _lake.TransformAsync());
        Assert.Contains("movies_curated: No response comes from the future (1 rows)", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", await _lake.OneAsync("SELECT movie_id FROM movies_curated"));
        var page = await File.ReadAllTextAsync(_lake.Folder.Full("quality/silver.html"));
        Assert.Contains("No response comes from the future", page, StringComparison.Ordinal);
        Assert.Contains("The layer was not published", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_loss_of_movies_is_noticed()
    {
        var early = TestLake.Now.AddHours(-5);
        _lake.AddLines("tmdb", early, [.. Enumerable.Range(1, 20).Select(id => TestLake.Movie(id, at: early))]);
        await _lake.TransformAsync();
        _lake.AddLines("tmdb", TestLake.Now, [.. Enumerable.Range(1, 5).Select(id => TestLake.Line("tmdb", $"movie/{id}?x=1", "{}", TestLake.Now, 404))]);
        var error = await Assert.ThrowsAsync<QualityException>(() => _lake.TransformAsync());
        Assert.Contains(error.Report.Breaches, breach => breach.Dimension == "drift");
        Assert.Equal("20", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));

        // As docs/operations.md says, where the loss is right.
        var path = _lake.Folder.Full("manifest.json");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        manifest["layers"]!.AsObject().Remove("silver");
        await File.WriteAllTextAsync(path, manifest.ToJsonString());
        await _lake.TransformAsync();
        Assert.Equal("15", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
    }

    [Fact]
    public async Task Of_two_transforms_at_once_one_is_refused_and_nothing_is_lost()
    {
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1)]);
        using (_lake.Folder.Lock(Guid.NewGuid()))
        {
            var error = await Assert.ThrowsAsync<LakeBusyException>(() => _lake.TransformAsync());
            Assert.Contains("Another run writes the lake", error.Message, StringComparison.Ordinal);
        }

        await _lake.TransformAsync();
        Assert.Equal("1", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
    }

    [Fact]
    public void A_lock_that_cannot_be_written_is_said_to_be_so_and_not_to_be_another_run()
    {
        Directory.CreateDirectory(_lake.Folder.Root);
        File.CreateSymbolicLink(_lake.Folder.Full(".lock"), "/dev/full");

        Assert.Throws<IOException>(() => _lake.Folder.Lock(Guid.NewGuid()));
        // Else it would be locked.
        Assert.Throws<IOException>(() => _lake.Folder.Lock(Guid.NewGuid()));
    }

    [Fact]
    public async Task A_full_disk_fails_the_run_and_leaves_nothing_half_written()
    {
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1)]);
        var good = await _lake.TransformAsync();
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(2)]);
        var run = Guid.NewGuid();
        _lake.Clock.Now = TestLake.Now.AddMinutes(1);
        // /dev/full takes nothing: what is written there fails as on a full disk.
        var folder = _lake.Folder.NewVersion(LakeFolder.Silver, run, out var version);
        File.CreateSymbolicLink(Path.Combine(folder, "tmp_movies_curated.parquet"), "/dev/full");
        File.CreateSymbolicLink(Path.Combine(folder, "movies_curated.parquet"), "/dev/full");

        var error = await Assert.ThrowsAnyAsync<Exception>(() => _lake.TransformAsync(run));
        Assert.True(error is LakeException or IOException or DuckDBException, error.ToString());
        Assert.False(Directory.Exists(_lake.Folder.Full($"silver/{version}")));
        Assert.Equal(good.Manifest.Version, _lake.Folder.ReadManifest().Layer(LakeFolder.Silver)!.Version);
        Assert.Equal("1", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
        await _lake.TransformAsync();
        Assert.Equal("2", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
    }

    [Fact]
    public async Task A_cancelled_transform_leaves_nothing_and_the_next_one_does_it_all()
    {
        _lake.AddLines("tmdb", TestLake.Now, [.. Enumerable.Range(1, 100).Select(id => TestLake.Movie(id))]);
        using var cancellation = new CancellationTokenSource();
        var build = _lake.Get<Silver.SilverBuild>();
        var progress = new Stop(cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => build.RunAsync(Guid.NewGuid(), cancellation.Token, progress));
        Assert.Empty(_lake.Folder.ReadManifest().Layers);
        Assert.Empty(Directory.GetDirectories(_lake.Folder.Full("silver")));
        await _lake.TransformAsync();
        Assert.Equal("100", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
    }

    private sealed class Stop(CancellationTokenSource cancellation) : IProgress<string>
    {
        public void Report(string value)
        {
            if (value == "credits")
                cancellation.Cancel();
        }
    }
}
