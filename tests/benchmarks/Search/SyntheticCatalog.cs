using MovieAspire.Data.Documents;
using MovieAspire.Data.Search;
using Npgsql;

namespace MovieAspire.Benchmarks.Search;

/// <summary>Fills a catalog with synthetic movies through COPY, and puts their documents together as the product does.</summary>
internal static class SyntheticCatalog
{
    private const int BatchSize = 5_000;
    private const int CastSize = 12;
    private const int KeywordCount = 3_000;
    private const int GenreCount = 19;

    public static async Task FillAsync(NpgsqlDataSource database, SyntheticTexts texts, int movies)
    {
        // Most people have a few credits, and a few have hundreds.
        var people = 3 * movies;
        await using var connection = await database.OpenConnectionAsync();
        await CopyAsync(connection, "catalog.people (id, name)", Enumerable.Range(1, people).Select(id => (object[])[id, texts.Person()]));
        await CopyAsync(connection, "catalog.keywords (id, name)", Enumerable.Range(1, KeywordCount).Select(id => (object[])[id, texts.Word(60)]));
        await CopyAsync(connection, "catalog.genres (id, name)", Enumerable.Range(1, GenreCount).Select(id => (object[])[id, $"Genre {id}"]));

        for (var first = 1; first <= movies; first += BatchSize)
        {
            var ids = Enumerable.Range(first, Math.Min(BatchSize, movies - first + 1)).ToList();
            await using var transaction = await connection.BeginTransactionAsync();
            await CopyAsync(
                connection,
                "catalog.movies (id, title, original_title, original_language, overview, release_date, popularity, vote_average, vote_count, last_tmdb_update)",
                ids.Select(id => Movie(id, texts)));
            await CopyAsync(
                connection, "catalog.movie_cast (movie_id, billing_order, person_id)",
                ids.SelectMany(id => Enumerable.Range(0, CastSize).Select(place => (object[])[id, place, Skewed(texts, people)])));
            await CopyAsync(
                connection, "catalog.movie_keywords (movie_id, keyword_id)",
                ids.SelectMany(id => Some(texts, 6, KeywordCount).Select(keyword => (object[])[id, keyword])));
            await CopyAsync(
                connection, "catalog.movie_genres (movie_id, genre_id)",
                ids.SelectMany(id => Some(texts, 3, GenreCount).Select(genre => (object[])[id, genre])));
            await transaction.CommitAsync();
        }

        await DocumentFill.RunAsync(database, TimeProvider.System, CancellationToken.None);
        await SearchVocabulary.CountAsync(connection, CancellationToken.None);

        await using var analyze = new NpgsqlCommand("VACUUM ANALYZE", connection) { CommandTimeout = 0 };
        await analyze.ExecuteNonQueryAsync();
    }

    // Votes and popularity are skewed as the real ones: few movies have most of them.
    private static object[] Movie(int id, SyntheticTexts texts)
    {
        var title = texts.Title();
        var fame = Math.Pow(1 - texts.Unit(), -0.8) - 1;
        return
        [
            id, title, texts.Unit() < 0.8 ? title : texts.Title(), texts.Pick(["en", "en", "en", "fr", "es", "ja", "de"]), texts.Overview(),
            new DateOnly(2025, 1, 1).AddDays(-(int)(40_000 * Math.Pow(texts.Unit(), 2.5))), Math.Round(fame, 3),
            Math.Round(3 + 6 * texts.Unit(), 3), (int)Math.Min(fame * 30, 40_000), TimeProvider.System.GetUtcNow().UtcDateTime,
        ];
    }

    private static int Skewed(SyntheticTexts texts, int count) => 1 + (int)(count * Math.Pow(texts.Unit(), 2));

    private static IEnumerable<int> Some(SyntheticTexts texts, int most, int count) =>
        Enumerable.Range(0, texts.Number(1, most + 1)).Select(_ => Skewed(texts, count)).Distinct();

    public static async Task CopyAsync(NpgsqlConnection connection, string target, IEnumerable<object?[]> rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {target} FROM STDIN (FORMAT BINARY)");
        copy.Timeout = TimeSpan.FromMinutes(10);
        foreach (var row in rows)
            await copy.WriteRowAsync(CancellationToken.None, row);
        await copy.CompleteAsync();
    }
}
