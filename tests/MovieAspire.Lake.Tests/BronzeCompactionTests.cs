using MovieAspire.Lake.Bronze;
using MovieAspire.Lake.Silver;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Tests;

public sealed class BronzeCompactionTests : IDisposable
{
    private readonly TestLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task The_small_files_of_a_past_day_become_one_and_nothing_else_changes()
    {
        var yesterday = TestLake.Now.AddDays(-1);
        var raw = new List<string>();
        for (var file = 0; file < 4; file++)
        {
            var at = yesterday.AddMinutes(file);
            raw.Add(_lake.AddLines("tmdb", at, [.. Enumerable.Range((file * 10) + 1, 9).Select(id => TestLake.Movie(id, at: at)), TestLake.Movie((file * 10) + 10, movie => movie["budget"] = -1, at)]));
            await _lake.TransformAsync();
        }

        const string Everything = "SELECT md5(string_agg(movies::VARCHAR, '|' ORDER BY movie_id)) FROM movies_curated AS movies";
        var before = await _lake.OneAsync(Everything);
        var lines = raw.SelectMany(file => BronzeLines.Read(_lake.Folder.Full(file))).Select(line => line.Text).ToList();
        Assert.Equal(6, await _lake.Get<BronzeCompaction>().RunAsync(Guid.NewGuid(), CancellationToken.None));
        Assert.Equal(0, await _lake.Get<BronzeCompaction>().RunAsync(Guid.NewGuid(), CancellationToken.None));

        var merged = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_lake.Folder.Full(raw[0]))!, "*.gz"));
        Assert.Equal(lines, BronzeLines.Read(merged).Select(line => line.Text));
        var state = PartitionState.Read(_lake.Folder, "tmdb", DateOnly.FromDateTime(yesterday.UtcDateTime));
        Assert.Equal(new(Path.GetFileName(merged), 20), state.Moved![Path.GetFileName(raw[2])]);
        Assert.True((await _lake.TransformAsync()).IsNoOp);
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(100)]);
        await _lake.TransformAsync();
        Assert.Equal(before, await _lake.OneAsync(Everything.Replace("AS movies", "AS movies WHERE movie_id < 100", StringComparison.Ordinal)));
        Assert.Equal("4", await _lake.OneAsync("SELECT count(*) FROM quarantine"));
        Assert.Equal("41", await _lake.OneAsync("SELECT count(*) FROM bronze"));
    }

    [Fact]
    public async Task A_compaction_that_fails_names_the_partition_and_leaves_every_line_where_it_was_and_no_second_one()
    {
        var yesterday = TestLake.Now.AddDays(-1);
        for (var file = 0; file < 2; file++)
        {
            _lake.AddLines("tmdb", yesterday.AddMinutes(file), [TestLake.Movie(file + 1, at: yesterday)]);
            await _lake.TransformAsync();
        }

        var before = Directory.GetFiles(_lake.Folder.Full("bronze/tmdb/ingestion_date=2026-03-09")).Order().ToList();
        var part = Directory.EnumerateFiles(_lake.Folder.Full("staging"), "*stg_tmdb_movies.parquet", SearchOption.AllDirectories).First();
        await File.WriteAllTextAsync(part, "damaged");
        var error = await Assert.ThrowsAsync<LakeException>(() => _lake.Get<BronzeCompaction>().RunAsync(Guid.NewGuid(), CancellationToken.None));
        Assert.StartsWith("tmdb/ingestion_date=2026-03-09 cannot be compacted: ", error.Message, StringComparison.Ordinal);
        // What the start of the next process would save.
        Assert.Empty(Directory.GetFiles(_lake.Folder.Full("bronze/tmdb/ingestion_date=2026-03-09"), "*.ndjson.gz*").Except(before));
    }

    [Fact]
    public async Task A_second_compaction_that_ends_before_its_file_is_in_place_makes_no_line_new_and_is_done_again()
    {
        var yesterday = TestLake.Now.AddDays(-1);
        foreach (var id in new[] { 1, 2, 3 })
        {
            _lake.AddLines("tmdb", yesterday.AddMinutes(id), [TestLake.Movie(id, at: yesterday)]);
            await _lake.TransformAsync();
            if (id == 2)
                await _lake.Get<BronzeCompaction>().RunAsync(Guid.NewGuid(), CancellationToken.None);
        }

        // Where its file should go there is a folder.
        var (folder, run) = (_lake.Folder.Full("bronze/tmdb/ingestion_date=2026-03-09"), Guid.NewGuid());
        var first = Path.GetFileName(Directory.GetFiles(folder, "*.gz").Order(StringComparer.Ordinal).First());
        var blocked = Directory.CreateDirectory(Path.Combine(folder, $"{first.Split('_')[0]}_{run}_0001.ndjson.gz"));
        await Assert.ThrowsAsync<LakeException>(() => _lake.Get<BronzeCompaction>().RunAsync(run, CancellationToken.None));
        blocked.Delete();

        Assert.True((await _lake.TransformAsync()).IsNoOp);
        Assert.InRange(await _lake.Get<BronzeCompaction>().RunAsync(Guid.NewGuid(), CancellationToken.None), 1, 3);
        Assert.Equal(3, BronzeLines.Read(Assert.Single(Directory.GetFiles(folder, "*.gz"))).Count());
        Assert.Equal("3", await _lake.OneAsync("SELECT count(*) FROM bronze"));
    }
}
