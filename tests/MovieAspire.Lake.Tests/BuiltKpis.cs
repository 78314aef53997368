using System.Globalization;
using System.Text.Json;
using MovieAspire.Lake.Gold;

namespace MovieAspire.Lake.Tests;

/// <summary>A movie of the data set, its money in millions of USD.</summary>
public sealed record Film(
    int Id, int? Year, int? Month, string Language, decimal? Budget, decimal? Revenue, decimal Popularity, decimal? Rating, int Votes, int? Runtime,
    int? Collection, IReadOnlyList<string> Genres, IReadOnlyList<string> Cast, IReadOnlyList<int> Directors, IReadOnlyList<string> DirectorNames)
{
    public decimal? Profit => Revenue - Budget;

    public decimal? Roi => Revenue / Budget;
}

/// <summary>Silver and gold of real data, and the same movies read by System.Text.Json.</summary>
public sealed class BuiltKpis : IAsyncLifetime, IDisposable
{
    private const decimal Million = 1_000_000m;

    public TestLake Lake { get; } = new();

    public IReadOnlyList<Film> Films { get; private set; } = [];

    public Dictionary<int, decimal> Prices { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (RealData.Missing is not null)
            return;
        RealData.Fill(Lake, withNewer: true);
        await Lake.TransformAsync();
        await Lake.KpiAsync();
        var films = new Dictionary<int, Film>();
        foreach (var body in RealData.Details().Concat(RealData.Newer()))
        {
            using var document = JsonDocument.Parse(body);
            var film = Read(document.RootElement);
            films[film.Id] = film;
        }

        Films = [.. films.Values];
        using var prices = new StreamReader(typeof(KpiOptions).Assembly.GetManifestResourceStream("gold/cpi_us.csv")!);
        Prices = prices.ReadToEnd().Split('\n').Where(line => line.Length > 0 && char.IsAsciiDigit(line[0]))
            .Select(line => line.Split(',')).ToDictionary(cells => int.Parse(cells[0], CultureInfo.InvariantCulture), cells => decimal.Parse(cells[1], CultureInfo.InvariantCulture));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => Lake.Dispose();

    private static Film Read(JsonElement movie)
    {
        var date = DateOnly.TryParseExact(movie.GetProperty("release_date").GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        var votes = movie.GetProperty("vote_count").GetInt32();
        var directors = movie.GetProperty("credits").GetProperty("crew").EnumerateArray().Where(member => member.GetProperty("job").GetString() == "Director").ToList();
        return new(
            movie.GetProperty("id").GetInt32(), date?.Year, date?.Month,
            movie.TryGetProperty("original_language", out var language) ? language.GetString()! : "unknown", Money("budget"), Money("revenue"),
            decimal.Round(movie.GetProperty("popularity").GetDecimal(), 6), votes > 0 ? decimal.Round(movie.GetProperty("vote_average").GetDecimal(), 3) : null, votes,
            movie.GetProperty("runtime") is { ValueKind: JsonValueKind.Number } runtime && runtime.GetInt32() > 0 ? runtime.GetInt32() : null,
            movie.TryGetProperty("belongs_to_collection", out var collection) && collection.ValueKind == JsonValueKind.Object ? collection.GetProperty("id").GetInt32() : null,
            [.. movie.GetProperty("genres").EnumerateArray().Select(genre => genre.GetProperty("name").GetString()!)],
            [.. movie.GetProperty("credits").GetProperty("cast").EnumerateArray().Select(member => member.GetProperty("name").GetString()!)],
            [.. directors.Select(member => member.GetProperty("id").GetInt32())], [.. directors.Select(member => member.GetProperty("name").GetString()!)]);

        decimal? Money(string field) => movie.GetProperty(field).GetDecimal() is > 0 and var dollars ? dollars / Million : null;
    }
}
