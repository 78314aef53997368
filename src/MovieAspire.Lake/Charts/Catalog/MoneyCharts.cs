using System.Globalization;

namespace MovieAspire.Lake.Charts.Catalog;

/// <summary>What movies cost and what they earned, with the line where both are equal.</summary>
public sealed class RevenueVsBudget : IChartSource
{
    private const int MostPoints = 3000;

    /// <inheritdoc/>
    public string Name => "revenue_vs_budget";

    /// <inheritdoc/>
    public async Task<Chart?> CreateAsync(ChartData data, CancellationToken cancellationToken)
    {
        var movies = await data.QueryAsync(
            $"""
            SELECT title, budget_musd::DOUBLE, revenue_musd::DOUBLE, revenue_musd >= budget_musd, note FROM (
              SELECT *, CASE
                  WHEN row_number() OVER (ORDER BY revenue_musd DESC, movie_id) <= 6 THEN 1
                  WHEN row_number() OVER (ORDER BY profit_musd, movie_id) <= 4 THEN 2
                  WHEN budget_musd >= 0.01 AND revenue_musd >= 10 AND row_number() OVER (ORDER BY CASE WHEN budget_musd >= 0.01 AND revenue_musd >= 10 THEN roi END DESC NULLS LAST, movie_id) <= 4 THEN 3
                  WHEN row_number() OVER (ORDER BY budget_musd DESC, movie_id) <= 3 THEN 4 END AS note,
                row_number() OVER (ORDER BY vote_count DESC, movie_id) AS place
              FROM movies_curated WHERE budget_musd >= 0.01 AND revenue_musd >= 0.01)
            WHERE place <= {MostPoints} OR note IS NOT NULL
            ORDER BY note NULLS LAST, revenue_musd DESC, movie_id
            """,
            row => (Title: row.GetString(0), Budget: row.GetDouble(1), Revenue: row.GetDouble(2), IsProfit: row.GetBoolean(3), IsNamed: !row.IsDBNull(4)),
            cancellationToken);
        if (movies.Count == 0)
            return null;
        var x = LogScale.Around(movies.Select(movie => movie.Budget), ChartText.Money, room: 5);
        var y = LogScale.Around(movies.Select(movie => movie.Revenue), ChartText.Money, room: 5);
        var (low, high) = (Math.Max(x.Min, y.Min), Math.Min(x.Max, y.Max));
        return new(
            Name, string.Create(CultureInfo.InvariantCulture, $"{100.0 * movies.Count(movie => movie.IsProfit) / movies.Count:0} % of these movies earned at least their budget"),
            $"Revenue and budget in USD, both on a logarithmic scale: the {Math.Min(movies.Count, MostPoints).ToString("N0", CultureInfo.InvariantCulture)} movies with the most votes of which both are known, and those named: highest revenue, greatest loss, highest return, highest budget.",
            "Budget (USD)",
            [
                new("Revenue (USD)", x, y,
                [
                    new Rule((low, low), (high, high), "break-even"),
                    new Dots([.. movies.Select(movie => new Dot(movie.Budget, movie.Revenue, movie.IsProfit ? 0 : 1, movie.IsNamed ? movie.Title : null))]),
                ]),
            ],
            [(0, "revenue at least the budget"), (1, "revenue below the budget")], data.Source, 680);
    }
}

/// <summary>The median return by genre.</summary>
public sealed class RoiByGenre : IChartSource
{
    /// <inheritdoc/>
    public string Name => "roi_by_genre_bar";

    /// <inheritdoc/>
    public async Task<Chart?> CreateAsync(ChartData data, CancellationToken cancellationToken)
    {
        var genres = await data.QueryAsync(
            "SELECT genre, median_roi::DOUBLE, movies FROM roi_by_genre WHERE movies >= 5 ORDER BY median_roi DESC, genre LIMIT 20",
            row => (Genre: row.GetString(0), Roi: row.GetDouble(1), Movies: row.GetInt64(2)), cancellationToken);
        if (genres.Count == 0)
            return null;
        return new(
            Name, $"{genres[0].Genre} returns the most on its budget",
            $"Median of revenue divided by budget, {data.BudgetRule}, genres with at least five of them. On the dashed line a movie earns what it cost.",
            "Median return on investment (revenue divided by budget)",
            [
                new("", LinearScale.Around(genres.Select(genre => genre.Roi).Append(1), fromZero: true), new BandScale([.. genres.Select(genre => genre.Genre)]),
                [
                    new Bars([.. genres.Select((genre, index) => new Bar(
                        index, genre.Roi, 0, string.Create(CultureInfo.InvariantCulture, $"{genre.Roi:0.00}  ({genre.Movies:N0} {(genre.Movies == 1 ? "movie" : "movies")})")))]),
                    new Rule((1, -0.5), (1, genres.Count - 0.5)),
                ]),
            ],
            [], data.Source, 150 + (27 * genres.Count));
    }
}

/// <summary>Franchise movies beside the others, by one of their figures.</summary>
public sealed class FranchiseVsStandalone(string figure, string column, string filter, string title, string unit) : IChartSource
{
    /// <summary>The four charts.</summary>
    public static IEnumerable<IChartSource> All { get; } =
    [
        new FranchiseVsStandalone("revenue", "revenue_musd", "true", "revenue", "Revenue (USD, logarithmic)"),
        new FranchiseVsStandalone("budget", "budget_musd", "true", "budget", "Budget (USD, logarithmic)"),
        new FranchiseVsStandalone("roi", "roi", "budget_musd >= $min_budget", "return", "Revenue divided by budget (logarithmic)"),
        new FranchiseVsStandalone("rating", "vote_average", "vote_count >= $min_votes", "rating", "TMDB's mean vote (0 to 10)"),
    ];

    /// <inheritdoc/>
    public string Name => $"franchise_vs_standalone_{figure}";

    /// <inheritdoc/>
    public async Task<Chart?> CreateAsync(ChartData data, CancellationToken cancellationToken)
    {
        var kinds = await data.QueryAsync(
            $"""
            SELECT collection_id IS NULL AS is_standalone, count(*), quantile_cont({column}, [0.1, 0.25, 0.5, 0.75, 0.9])::DOUBLE[], avg({column})::DOUBLE
            FROM movies_curated WHERE {column} > 0 AND {filter} GROUP BY is_standalone ORDER BY is_standalone
            """,
            row => (IsStandalone: row.GetBoolean(0), Movies: row.GetInt64(1), Quantiles: (List<double>)row.GetValue(2), Mean: row.GetDouble(3)), cancellationToken);
        if (kinds.Count < 2)
            return null;
        Func<double, string> format = column switch { "roi" => value => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}x"), "vote_average" => value => value.ToString("0.00", CultureInfo.InvariantCulture), _ => ChartText.Money };
        var values = kinds.SelectMany(kind => kind.Quantiles.Append(kind.Mean)).Concat(column == "roi" ? [1] : Array.Empty<double>()).ToList();
        Scale scale = column == "vote_average" ? LinearScale.Around(values, fromZero: false) : LogScale.Around(values, format);
        var finding = $"Median {title}: {format(kinds[0].Quantiles[2])} for franchises, {format(kinds[1].Quantiles[2])} for standalone movies";
        var rule = column switch { "roi" => $"; dashed line: break-even; {data.BudgetRule}", "vote_average" => $"; {data.VotesRule}", _ => "; movies of which it is known" };
        return new(
            Name, finding,
            $"Box: the middle half of the movies, with the median as a line; whiskers: from the tenth to the ninetieth percentile; diamond: the mean{rule}. A franchise movie belongs to one of TMDB's collections.",
            unit,
            [
                new("", scale, new BandScale([.. kinds.Select(kind => kind.IsStandalone ? "Standalone" : "Franchise")]),
                [
                    .. column == "roi" ? [new Rule((1, -0.5), (1, kinds.Count - 0.5))] : Array.Empty<Mark>(),
                    new Boxes([.. kinds.Select((kind, index) => new Box(
                        index, kind.Quantiles[0], kind.Quantiles[1], kind.Quantiles[2], kind.Quantiles[3], kind.Quantiles[4], kind.Mean, kind.IsStandalone ? 1 : 0,
                        string.Create(CultureInfo.InvariantCulture, $"median {format(kind.Quantiles[2])}, {kind.Movies:N0} movies")))]),
                ]),
            ],
            [], data.Source, 400);
    }
}
