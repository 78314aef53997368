using System.Globalization;
using System.Text.Json;
using MovieAspire.Lake.Gold;
using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Tests;

/// <summary>Every KPI beside an independent computation in plain C# over the providers' JSON.</summary>
public sealed class KpiTests(BuiltKpis built) : IClassFixture<BuiltKpis>
{
    private IReadOnlyList<Film> Films => built.Films;

    public static TheoryData<string, string> Rankings => new()
    {
        { "highest_revenue", "revenue_musd" }, { "highest_budget", "budget_musd" }, { "highest_profit", "profit_musd" }, { "lowest_profit", "profit_musd" },
        { "highest_roi", "roi" }, { "lowest_roi", "roi" }, { "highest_rated", "vote_average" }, { "lowest_rated", "vote_average" },
        { "most_popular", "popularity" }, { "most_voted", "vote_count" }, { "inflation_adjusted_revenue", "adjusted_revenue_musd" },
        { "search_science_fiction_action_bruce_willis", "vote_average" }, { "search_uma_thurman_quentin_tarantino", "runtime" },
    };

    [RealDataTheory]
    [MemberData(nameof(Rankings))]
    public async Task A_ranking_is_that_of_the_movies_themselves(string kpi, string column)
    {
        var expected = Ranked(kpi).Take(50).ToList();
        var actual = await RowsAsync($"SELECT movie_id, {column}, rank FROM {kpi} WHERE rank <= 50 ORDER BY rank");
        Assert.Equal(expected.Select(row => (decimal?)row.Film.Id), actual.Select(row => row[0]));
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second[1]!.Value - pair.First.Value, -0.000001m, 0.000001m));
        Assert.Equal(Enumerable.Range(1, actual.Count).Select(rank => (decimal?)rank), actual.Select(row => row[2]));
        Assert.NotEmpty(actual);
    }

    [RealDataTheory]
    [InlineData("highest_revenue", "Drama", 1990, 1999)]
    [InlineData("highest_rated", "Horror", 1900, 2100)]
    [InlineData("most_popular", null, 2016, 2016)]
    [InlineData("lowest_roi", "Comedy", 2000, 2010)]
    public async Task A_ranking_filtered_by_genre_and_years_is_exact_to_its_depth(string kpi, string? genre, int from, int to)
    {
        var expected = Ranked(kpi).Where(row => (genre is null || row.Film.Genres.Contains(genre)) && row.Film.Year >= from && row.Film.Year <= to)
            .Take(50).Select(row => (decimal?)row.Film.Id).ToList();
        var condition = genre is null ? "true" : $"list_contains(string_split(genres, '|'), '{genre}')";
        var actual = await RowsAsync($"SELECT movie_id FROM {kpi} WHERE {condition} AND release_year BETWEEN {from} AND {to} ORDER BY rank LIMIT 50");
        Assert.True(expected.Count > 5);
        Assert.Equal(expected, actual.Select(row => row[0]));
    }

    [RealDataFact]
    public async Task Directors_are_ranked_by_the_revenue_of_all_their_movies()
    {
        var expected = Films.SelectMany(film => film.Directors.Distinct().Select(id => (Id: id, Film: film))).GroupBy(pair => pair.Id)
            .Select(group => (Id: group.Key, Movies: group.Count(), Total: group.Sum(pair => pair.Film.Revenue ?? 0)))
            .Where(row => row.Total > 0).OrderByDescending(row => row.Total).ThenBy(row => row.Id).Take(50).ToList();
        var actual = await RowsAsync("SELECT person_id, movies, total_revenue_musd FROM top_directors ORDER BY total_revenue_musd DESC, person_id");
        Assert.Equal(expected.Select(row => ((decimal?)row.Id, (decimal?)row.Movies, (decimal?)row.Total)), actual.Select(row => (row[0], row[1], row[2])));
    }

    [RealDataFact]
    public async Task Franchises_are_ranked_by_their_total_revenue()
    {
        var expected = Films.Where(film => film.Collection is not null).GroupBy(film => film.Collection!.Value)
            .Select(group => (Id: group.Key, Movies: group.Count(), Total: group.Sum(film => film.Revenue ?? 0), Mean: Mean(group.Select(film => film.Revenue))))
            .Where(row => row.Total > 0).OrderByDescending(row => row.Total).ThenBy(row => row.Id).Take(50).ToList();
        var actual = await RowsAsync("SELECT collection_id, movies, total_revenue_musd, mean_revenue_musd FROM top_franchises ORDER BY total_revenue_musd DESC, collection_id");
        Equal(expected.Select(row => new decimal?[] { row.Id, row.Movies, row.Total, row.Mean }), actual);
    }

    [RealDataFact]
    public async Task Groups_of_movies_have_the_means_and_medians_of_their_movies()
    {
        var actual = await RowsAsync("SELECT CASE kind WHEN 'franchise' THEN 0 ELSE 1 END AS kind, movies, mean_revenue_musd, median_revenue_musd, mean_budget_musd, median_budget_musd, median_roi, mean_rating, mean_popularity FROM franchise_vs_standalone ORDER BY kind");
        Equal(
            Films.GroupBy(film => film.Collection is null ? 1m : 0m).OrderBy(group => group.Key).Select(group => new[]
            {
                group.Key, group.Count(), Mean(group.Select(film => film.Revenue)), Median(group.Select(film => film.Revenue)), Mean(group.Select(film => film.Budget)),
                Median(group.Select(film => film.Budget)), Median(group.Where(IsBig).Select(film => film.Roi)), Mean(group.Where(IsVoted).Select(film => film.Rating)),
                Mean(group.Select(film => (decimal?)film.Popularity)),
            }), actual);

        const string Trend = "movies, total_revenue_musd, mean_revenue_musd, mean_budget_musd, median_roi, mean_rating";
        Equal(Trends(film => film.Year), await RowsAsync($"SELECT release_year, {Trend} FROM yearly_trends ORDER BY 1"));
        Equal(Trends(film => film.Month), await RowsAsync($"SELECT release_month, {Trend} FROM release_months ORDER BY 1"));
    }

    [RealDataFact]
    public async Task Genres_classes_languages_and_decades_are_counted_as_they_are()
    {
        var genres = Films.Where(film => film.Roi is not null && IsBig(film)).SelectMany(film => film.Genres.Distinct().Select(genre => (Genre: genre, Film: film))).GroupBy(pair => pair.Genre)
            .ToDictionary(group => group.Key, group => new[] { group.Count(), Median(group.Select(pair => pair.Film.Roi)), Mean(group.Select(pair => pair.Film.Roi)), group.Sum(pair => pair.Film.Profit) });
        foreach (var genre in genres)
            Equal([genre.Value], await RowsAsync($"SELECT movies, median_roi, mean_roi, total_profit_musd FROM roi_by_genre WHERE genre = '{genre.Key}'"));
        Assert.Equal(genres.Count, (int)(await RowsAsync("SELECT count(*) FROM roi_by_genre"))[0][0]!.Value);

        Equal(
            Films.Where(film => film.Budget is not null).GroupBy(film => film.Budget switch { < 1 => 1m, < 10 => 2, < 50 => 3, < 100 => 4, _ => 5 }).OrderBy(group => group.Key)
                .Select(group => new[]
                {
                    group.Key, group.Count(), Median(group.Select(film => film.Roi)),
                    100m * group.Count(film => film.Profit > 0) / group.Count(film => film.Profit is not null),
                }), await RowsAsync("SELECT class_order, movies, median_roi, profitable_share FROM budget_classes ORDER BY 1"));

        var english = Films.Count(film => film.Language == "en");
        Equal([new decimal?[] { english, 100m * english / Films.Count }], await RowsAsync("SELECT movies, share FROM language_shares WHERE language = 'en'"));
        Equal(
            Films.Where(film => film.Year is not null && IsVoted(film)).GroupBy(film => film.Year!.Value / 10 * 10m).OrderBy(group => group.Key)
                .Select(group => new decimal?[] { group.Key, group.Count(), Mean(group.Select(film => film.Rating)), Quantile(group.Select(film => film.Rating), 0.25m), Quantile(group.Select(film => film.Rating), 0.75m) }),
            await RowsAsync("SELECT decade, movies, mean_rating, lower_quartile, upper_quartile FROM ratings_by_decade ORDER BY 1"));
        Assert.All(await RowsAsync("SELECT sum(share) FROM genre_share GROUP BY decade"), row => Assert.Equal(100m, row[0]!.Value, 3));
    }

    [RealDataFact]
    public async Task Providers_disagree_by_the_distance_of_their_ratings()
    {
        var rows = await RowsAsync("SELECT spread, vote_average, imdb_rating, rotten_tomatoes, metascore FROM ratings_disagreement ORDER BY rank");
        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            var ratings = new[] { row[1], row[2], row[3] / 10, row[4] / 10 }.OfType<decimal>().ToList();
            Assert.Equal(ratings.Max() - ratings.Min(), row[0]!.Value, 3);
        });
        Assert.Equal(rows.OrderByDescending(row => row[0]).Select(row => row[0]), rows.Select(row => row[0]));
    }

    [RealDataFact]
    public async Task A_KPI_of_a_user_is_a_file_and_a_wrong_one_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("kpis-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "long_movies.sql"),
                "/*\ntitle: Long movies\ngrain: [movie_id]\ncolumns:\n  movie_id: { type: INTEGER }\n  runtime: { type: INTEGER, min: '120' }\n*/\nSELECT movie_id, runtime FROM movies_curated WHERE runtime >= 120");
            using var lake = new TestLake(("Lake:Kpis:Path", folder.FullName));
            lake.AddLines("tmdb", TestLake.Now, [TestLake.Movie(1, movie => movie["runtime"] = 150), TestLake.Movie(2)]);
            await lake.TransformAsync();
            var good = await lake.KpiAsync();
            Assert.Equal("1,150", await lake.OneAsync("SELECT * FROM long_movies"));
            Assert.True((await lake.KpiAsync()).IsNoOp);

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "wrong.sql"),
                "/*\ntitle: Wrong\ngrain: [a]\ncolumns:\n  a: { type: INTEGER }\n*/\nSELECT nothing AS a FROM movies_curated");
            var error = await Assert.ThrowsAsync<LakeException>(() => lake.KpiAsync());
            Assert.StartsWith("The KPI wrong cannot be computed", error.Message, StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "wrong.sql"),
                "/*\ntitle: Wrong\ngrain: [a]\ncolumns:\n  a: { type: INTEGER, min: 'few' }\n*/\nSELECT movie_id AS a FROM movies_curated");
            error = await Assert.ThrowsAsync<LakeException>(() => lake.KpiAsync());
            Assert.StartsWith("gold/wrong cannot be checked", error.Message, StringComparison.Ordinal);
            Assert.Equal(good.Manifest.Version, lake.Folder.ReadManifest().Layer(LakeFolder.Gold)!.Version);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [RealDataFact]
    public async Task Rows_are_handed_over_as_JSON_in_order()
    {
        var reader = built.Lake.Get<KpiReader>();
        var (kpi, table) = reader.Tables().Single(table => table.Kpi.Name == "highest_revenue");
        var rows = new List<KpiRow>();
        await reader.ReadRowsAsync(kpi, table, rows.Add, CancellationToken.None);
        Assert.Equal(table.Rows, rows.Count);
        Assert.Equal("million USD", kpi.Head.Unit);
        Assert.Equal(["genre", "year"], KpiReader.Filters(kpi));
        using var first = JsonDocument.Parse(rows[0].Values);
        var best = Films.Where(film => film.Revenue is not null).OrderByDescending(film => film.Revenue).ThenBy(film => film.Id).First();
        Assert.Equal([1, best.Id], first.RootElement.EnumerateArray().Take(2).Select(value => value.GetInt32()));
        Assert.Equal(best.Revenue, first.RootElement[5].GetDecimal());
        Assert.Equal((best.Year, best.Year), (rows[0].FirstYear, rows[0].LastYear));
        Assert.Contains("science fiction", rows.SelectMany(row => row.Genres ?? []));
    }

    private static bool IsBig(Film film) => film.Budget >= 10;

    private static bool IsVoted(Film film) => film.Votes >= 10;

    private IEnumerable<decimal?[]> Trends(Func<Film, int?> key) => Films.Where(film => key(film) is not null).GroupBy(film => key(film)!.Value).OrderBy(group => group.Key)
        .Select(group => new[]
        {
            group.Key, group.Count(), group.Any(film => film.Revenue is not null) ? group.Sum(film => film.Revenue) : null, Mean(group.Select(film => film.Revenue)),
            Mean(group.Select(film => film.Budget)), Median(group.Where(IsBig).Select(film => film.Roi)), Mean(group.Where(IsVoted).Select(film => film.Rating)),
        });

    private IEnumerable<(Film Film, decimal Value)> Ranked(string kpi)
    {
        var prices = built.Prices;
        IEnumerable<(Film Film, decimal? Value)> all = kpi switch
        {
            "highest_revenue" => Films.Select(film => (film, film.Revenue)).OrderByDescending(row => row.Revenue),
            "highest_budget" => Films.Select(film => (film, film.Budget)).OrderByDescending(row => row.Budget),
            "highest_profit" => Films.Select(film => (film, film.Profit)).OrderByDescending(row => row.Profit),
            "lowest_profit" => Films.Select(film => (film, film.Profit)).OrderBy(row => row.Profit),
            "highest_roi" => Films.Where(IsBig).Select(film => (film, film.Roi)).OrderByDescending(row => row.Roi is { } roi ? decimal.Round(roi, 6) : (decimal?)null),
            "lowest_roi" => Films.Where(IsBig).Select(film => (film, film.Roi)).OrderBy(row => row.Roi is { } roi ? decimal.Round(roi, 6) : (decimal?)null),
            "highest_rated" => Films.Where(IsVoted).Select(film => (film, film.Rating)).OrderByDescending(row => row.Rating).ThenByDescending(row => row.film.Votes),
            "lowest_rated" => Films.Where(IsVoted).Select(film => (film, film.Rating)).OrderBy(row => row.Rating).ThenByDescending(row => row.film.Votes),
            "most_popular" => Films.Select(film => (film, (decimal?)film.Popularity)).OrderByDescending(row => row.Item2),
            "most_voted" => Films.Where(film => film.Votes > 0).Select(film => (film, (decimal?)film.Votes)).OrderByDescending(row => row.Item2),
            "inflation_adjusted_revenue" => Films.Where(film => film.Year is { } year && prices.ContainsKey(year))
                .Select(film => (film, film.Revenue * prices[prices.Keys.Max()] / prices[film.Year!.Value])).OrderByDescending(row => row.Item2),
            "search_science_fiction_action_bruce_willis" => Films.Where(film => film.Genres.Contains("Science Fiction") && film.Genres.Contains("Action") && film.Cast.Contains("Bruce Willis") && film.Votes > 0)
                .Select(film => (film, film.Rating)).OrderByDescending(row => row.Rating).ThenByDescending(row => row.film.Votes),
            _ => Films.Where(film => film.Cast.Contains("Uma Thurman") && film.DirectorNames.Contains("Quentin Tarantino")).Select(film => (film, (decimal?)film.Runtime)).OrderBy(row => row.Item2),
        };
        return ((IOrderedEnumerable<(Film Film, decimal? Value)>)all).ThenBy(row => row.Film.Id).Where(row => row.Value is not null).Select(row => (row.Film, row.Value!.Value));
    }

    private async Task<List<decimal?[]>> RowsAsync(string sql) =>
    [
        .. (await built.Lake.RowsAsync(sql)).Select(row => row.Split(',')
            .Select(cell => cell.Length == 0 ? (decimal?)null : decimal.Parse(cell, CultureInfo.InvariantCulture)).ToArray()),
    ];

    // To a hundredth of a cent: values are in millions with six decimals, means are rounded to as many.
    private static void Equal(IEnumerable<decimal?[]> expected, List<decimal?[]> actual)
    {
        var all = expected.ToList();
        Assert.Equal(all.Count, actual.Count);
        foreach (var (wanted, row) in all.Zip(actual))
        {
            foreach (var (value, cell) in wanted.Zip(row))
                Assert.True(value is null ? cell is null : cell is not null && Math.Abs(value.Value - cell.Value) <= 0.000001m, $"{string.Join(" ", wanted)} is not {string.Join(" ", row)}");
        }
    }

    private static decimal? Mean(IEnumerable<decimal?> values) => values.OfType<decimal>().ToList() is { Count: > 0 } known ? known.Sum() / known.Count : null;

    private static decimal? Median(IEnumerable<decimal?> values) => Quantile(values.Select(value => value is { } known ? decimal.Round(known, 6) : (decimal?)null), 0.5m);

    private static decimal? Quantile(IEnumerable<decimal?> values, decimal share)
    {
        var known = values.OfType<decimal>().Order().ToList();
        if (known.Count == 0)
            return null;
        var place = (known.Count - 1) * share;
        var (low, high) = (known[(int)decimal.Floor(place)], known[(int)decimal.Ceiling(place)]);
        return low + ((high - low) * (place - decimal.Floor(place)));
    }
}
