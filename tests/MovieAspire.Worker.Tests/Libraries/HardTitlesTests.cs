using System.Globalization;
using System.Text.Json;
using MovieAspire.Libraries.Matching;
using MovieAspire.Libraries.Tests.Matching;

namespace MovieAspire.Worker.Tests.Libraries;

/// <summary>The hard titles as a library, with a TMDB that has all their namesakes.</summary>
public sealed class HardTitlesTests
{
    [Theory]
    [InlineData("nothing")]
    [InlineData("titles")]
    [InlineData("details")]
    public async Task Hard_titles_are_their_own_movies_whatever_the_catalog_has_of_them(string known)
    {
        using var folder = new NamesakesFolder();
        await using var system = await JobSystem.StartAsync(
            movies: 0, new() { ["Libraries:Interval"] = "00:00:00.2" }, new() { Dataset = folder.Path });
        if (known != "nothing")
            await system.RunAsync("bootstrap");
        if (known == "details")
            await system.RunAsync("enrich", ("limit", "10000"));

        var session = await LibrarySessions.CreateAsync(system, HardTitle.All.Select(hard => hard.Film));
        await LibrarySessions.CompletedAsync(system, session);

        var outcomes = await OutcomesAsync(system, session);
        Assert.Equal(HardTitle.All.Count, outcomes.Count);
        var wrong = HardTitle.All.Zip(outcomes).Where(pair => !IsRight(pair.First, pair.Second)).Select(pair => $"{pair.First.Film}: {pair.Second}").ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // A title a letter away is nothing that TMDB's search finds.
    private static bool IsRight(HardTitle hard, (string State, string Movie) outcome) => hard.State == MatchState.Review
        ? outcome is ("review" or "unmatched", "")
        : outcome == (hard.State.ToString().ToLowerInvariant(), hard.Movie);

    private static async Task<List<(string State, string Movie)>> OutcomesAsync(JobSystem system, Guid session)
    {
        await using var command = system.Data.CreateCommand("""
            SELECT x.state, coalesce(m.title || ' ' || extract(year FROM m.release_date), '')
            FROM libraries.films f JOIN libraries.matches x ON x.film_id = f.id LEFT JOIN catalog.movies m ON m.id = x.movie_id
            WHERE f.session_id = $1 ORDER BY f.id
            """);
        command.Parameters.Add(new() { Value = session });
        var outcomes = new List<(string State, string Movie)>();
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
            outcomes.Add((row.GetString(0), row.GetString(1)));
        return outcomes;
    }

    /// <summary>The namesakes as a data set of the emulator.</summary>
    private sealed class NamesakesFolder : IDisposable
    {
        public NamesakesFolder() => File.WriteAllLines(
            System.IO.Path.Combine(Path, "movies.jsonl"), Namesakes.All.Where(movie => !movie.IsSeries).Select(movie => JsonSerializer.Serialize(new
            {
                id = movie.Id, title = movie.Title, original_title = movie.OriginalTitle, release_date = Day(movie.ReleaseDate), vote_count = movie.Votes,
                popularity = movie.Votes / 100.0, alternative_titles = new { titles = movie.AlternativeTitles.Select(title => new { iso_3166_1 = "", title }) },
                release_dates = new { results = Premieres(movie) },
            })));

        public string Path { get; } = Directory.CreateTempSubdirectory("namesakes").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);

        private static object[] Premieres(MovieCandidate movie) => movie.PremiereYear is { } year
            ? [new { iso_3166_1 = "IT", release_dates = new[] { new { type = 1, release_date = Day(new(year, 9, 1)) + "T00:00:00.000Z" } } }]
            : [];

        private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
    }
}
