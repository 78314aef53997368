using System.Text.Json.Nodes;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Tests;

public sealed class SilverTests : IDisposable
{
    private readonly TestLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task The_newest_fact_of_a_movie_wins_and_the_history_keeps_the_others()
    {
        var (monday, tuesday) = (TestLake.Now.AddDays(-2), TestLake.Now.AddDays(-1));
        _lake.AddLines("tmdb", tuesday, [TestLake.Movie(1, movie => movie["revenue"] = 3_000_000, tuesday)]);
        _lake.AddLines("tmdb", monday, [
            TestLake.Movie(1, movie => movie["revenue"] = 0, monday),
            TestLake.Movie(1, movie => (movie["revenue"], movie["popularity"]) = (0, 9), monday.AddHours(1))]);
        await _lake.TransformAsync();

        Assert.Equal("3.000000", await _lake.OneAsync("SELECT revenue_musd FROM movies_curated"));
        Assert.Equal(
            [",false", "3.000000,true"],
            await _lake.RowsAsync("SELECT revenue_musd, valid_to IS NULL FROM movies_history ORDER BY valid_from"));
    }

    [Fact]
    public async Task Money_is_in_millions_and_zero_means_unknown()
    {
        _lake.AddLines("tmdb", TestLake.Now, [
            TestLake.Movie(1, movie => (movie["budget"], movie["revenue"]) = (3_000_000, 10_000_001)),
            TestLake.Movie(2, movie => (movie["budget"], movie["revenue"]) = (0, 7)),
        ]);
        await _lake.TransformAsync();
        Assert.Equal(
            ["3.000000,10.000001,7.000001,3.333334", ",0.000007,,"],
            await _lake.RowsAsync("SELECT budget_musd, revenue_musd, profit_musd, roi FROM movies_curated ORDER BY movie_id"));
    }

    [Fact]
    public async Task A_movie_s_lists_become_text_and_tables()
    {
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1, movie =>
        {
            movie["genres"] = JsonNode.Parse("""[{"id": 18, "name": "Drama"}, {"id": 28, "name": "Action"}]""");
            movie["belongs_to_collection"] = JsonNode.Parse("""{"id": 7, "name": "The Collection"}""");
            movie["production_companies"] = JsonNode.Parse("""[{"id": 5, "name": "A & B", "origin_country": ""}]""");
            movie["credits"] = JsonNode.Parse(
                """
                {"cast": [{"id": 10, "name": "Zoé", "character": "Queen", "gender": 1}, {"id": 11, "name": "Bo", "character": ""}],
                 "crew": [{"id": 12, "name": "D1", "job": "Director", "department": "Directing"}, {"id": 10, "name": "Zoé", "job": "Writer", "department": "Writing"},
                          {"id": 13, "name": "D2", "job": "Director", "department": "Directing"}]}
                """);
        })]);
        await _lake.TransformAsync();
        Assert.Equal(
            "Drama|Action,D1|D2,Zoé|Bo,2,3,7,The Collection,A & B",
            await _lake.OneAsync("SELECT genres, directors, cast_names, cast_size, crew_size, collection_id, collection_name, companies FROM movies_curated"));
        Assert.Equal(
            ["cast,1,10,Zoé,Queen,", "cast,2,11,Bo,,", "crew,1,12,D1,,Director", "crew,2,10,Zoé,,Writer", "crew,3,13,D2,,Director"],
            await _lake.RowsAsync("SELECT kind, position, person_id, name, character, job FROM credits"));
        Assert.Equal("Zoé,1,1,1", await _lake.OneAsync("SELECT name, gender, cast_credits, crew_credits FROM people WHERE person_id = 10"));
        Assert.Equal(["1,18,Drama", "2,28,Action"], await _lake.RowsAsync("SELECT position, genre_id, genre FROM genres"));
        Assert.Equal("5,A & B,", await _lake.OneAsync("SELECT company_id, company, origin_country FROM companies"));
    }

    [Fact]
    public async Task OMDb_adds_its_facts_by_IMDb_id_and_only_those_of_movies()
    {
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1), TestLake.Movie(2)]);
        const string Body = """{"Title":"Movie 1","Rated":"N/A","imdbRating":"8.3","imdbVotes":"1,141,954","Metascore":"96","BoxOffice":"$229,693,424","Awards":"3 wins","Ratings":[{"Source":"Rotten Tomatoes","Value":"100%"}],"imdbID":"tt0000001","Type":"movie","Response":"True"}""";
        _lake.AddLines("omdb", TestLake.Now, [
            TestLake.Line("omdb", "?i=tt0000001", Body),
            TestLake.Line("omdb", "?i=tt0000002", Body.Replace("movie\"", "series\"", StringComparison.Ordinal).Replace("0001", "0002", StringComparison.Ordinal)),
            TestLake.Line("omdb", "?i=tt0000003", """{"Response":"False","Error":"Movie not found!"}"""),
        ]);
        await _lake.TransformAsync();
        Assert.Equal(
            ["8.3,1141954,100,96,229.693424,3 wins,", ",,,,,,"],
            await _lake.RowsAsync("SELECT imdb_rating, imdb_votes, rotten_tomatoes, metascore, box_office_musd, awards, rated FROM movies_curated ORDER BY movie_id"));
        Assert.Equal(
            ["imdb,8.300,1141954", "metacritic,96.000,", "rotten_tomatoes,100.000,", "tmdb,7.100,100"],
            await _lake.RowsAsync("SELECT source, rating, votes FROM ratings_history WHERE movie_id = 1"));
    }

    [Fact]
    public async Task A_movie_that_TMDB_no_longer_has_leaves_and_returns_when_it_is_described_again()
    {
        var gone = TestLake.Now.AddHours(-2);
        _lake.AddLines("tmdb", gone, [
            TestLake.Movie(1, at: gone.AddHours(-1)), TestLake.Movie(2, at: gone.AddHours(-1)),
            TestLake.Line("tmdb", "movie/1?x=1", """{"success":false,"status_code":34}""", gone, 404)]);
        await _lake.TransformAsync();
        Assert.Equal("2", await _lake.OneAsync("SELECT movie_id FROM movies_curated"));
        Assert.Equal("true", await _lake.OneAsync("SELECT is_removed FROM movies_history WHERE movie_id = 1 AND valid_to IS NULL"));

        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1)]);
        await _lake.TransformAsync();
        Assert.Equal(["1", "2"], await _lake.RowsAsync("SELECT movie_id FROM movies_curated"));
    }

    [Fact]
    public async Task Only_new_files_are_staged_and_without_any_nothing_is_built()
    {
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1)]);
        var first = await _lake.TransformAsync();
        var staged = StagedFiles().Select(file => (file, File.GetLastWriteTimeUtc(file))).ToList();
        var again = await _lake.TransformAsync();
        Assert.True(again.IsNoOp);
        Assert.Equal(first.Manifest.Version, again.Manifest.Version);

        _lake.AddLines("tmdb", TestLake.Now.AddMinutes(1), [TestLake.Movie(2)]);
        _lake.Clock.Now = TestLake.Now.AddHours(1);
        var second = await _lake.TransformAsync();
        Assert.NotEqual(first.Manifest.Version, second.Manifest.Version);
        Assert.Equal("2", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
        Assert.All(staged, file => Assert.Equal(file.Item2, File.GetLastWriteTimeUtc(file.file)));
        Assert.Equal(2, Assert.Single(second.Manifest.Inputs).Rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task The_same_bronze_gives_the_same_rows_in_the_same_order(int threads)
    {
        using var other = new TestLake();
        // The same lines in one file and one run, or in three files and three runs.
        var lines = Enumerable.Range(1, 3000).Select(id => TestLake.Movie(id, movie => movie["revenue"] = id * 7919L % 100_000_000)).ToList();
        var at = TestLake.Now;
        foreach (var chunk in lines.Chunk(1000))
        {
            _lake.AddLines("tmdb", at, chunk);
            await _lake.TransformAsync(threads: 2);
        }

        lines.Reverse();
        other.AddLines("tmdb", at, lines);
        await other.TransformAsync(threads: threads);
        await _lake.KpiAsync(threads: 2);
        await other.KpiAsync(threads: threads);
        foreach (var layer in new[] { LakeFolder.Silver, LakeFolder.Gold })
        {
            // bronze_file names the file, which differs; everything else is the same.
            Assert.Equal(
                Hashes(_lake, layer).Where(table => table.Name != "movies_curated"), Hashes(other, layer).Where(table => table.Name != "movies_curated"));
        }

        const string Curated = "SELECT md5(string_agg(movies::VARCHAR, '|' ORDER BY movie_id)) FROM (SELECT * EXCLUDE (bronze_file) FROM movies_curated) AS movies";
        Assert.Equal(await _lake.OneAsync(Curated), await other.OneAsync(Curated));

        static IEnumerable<(string Name, long Rows, string Hash)> Hashes(TestLake lake, string layer) =>
            lake.Folder.ReadManifest().Layer(layer)!.Tables.Select(table => (table.Name, table.Rows, table.RowsHash));
    }

    [Fact]
    public async Task Files_and_manifest_name_the_run_the_inputs_and_the_rows()
    {
        var file = _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1)]);
        var run = Guid.NewGuid();
        var result = await _lake.TransformAsync(run);
        var table = result.Manifest.Table("credits")!;
        Assert.Equal((run, 0L), (result.Manifest.RunId, table.Rows));
        Assert.Equal(["int_newest_movies", "stg_tmdb_movies"], table.Inputs);
        Assert.Equal("bronze/tmdb/ingestion_date=2026-03-10", Assert.Single(result.Manifest.Inputs).Name);
        Assert.Equal(file, await _lake.OneAsync("SELECT bronze_file FROM movies_curated"));
        Assert.Equal(
            run.ToString(),
            await _lake.OneAsync($"SELECT decode(value) FROM parquet_kv_metadata('{_lake.Folder.Full(table.File)}') WHERE decode(key) = 'run_id'"));
        Assert.Equal(Directory.ResolveLinkTarget(_lake.Folder.Full("silver/current"), false)!.Name, result.Manifest.Version);
    }

    [Fact]
    public async Task What_retention_deleted_stays_in_silver()
    {
        var old = TestLake.Now.AddDays(-30);
        _lake.AddLines("tmdb", old, [TestLake.Movie(1, at: old)]);
        await _lake.TransformAsync();
        Directory.Delete(_lake.Folder.Full("bronze/tmdb/ingestion_date=2026-02-08"), recursive: true);
        _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(2)]);
        await _lake.TransformAsync();
        Assert.Equal(["1", "2"], await _lake.RowsAsync("SELECT movie_id FROM movies_curated"));
    }

    [Fact]
    public async Task Old_versions_go_and_the_newest_three_stay()
    {
        for (var version = 1; version <= 5; version++)
        {
            _lake.Clock.Now = TestLake.Now.AddMinutes(version);
            _lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(version)]);
            await _lake.TransformAsync();
        }

        Assert.Equal(3, Directory.GetDirectories(_lake.Folder.Full("silver")).Count(folder => Path.GetFileName(folder) != "current"));
        Assert.Equal("5", await _lake.OneAsync("SELECT count(*) FROM movies_curated"));
    }

    private IEnumerable<string> StagedFiles() =>
        Directory.EnumerateFiles(_lake.Folder.Full("staging"), "*.parquet", SearchOption.AllDirectories);
}
