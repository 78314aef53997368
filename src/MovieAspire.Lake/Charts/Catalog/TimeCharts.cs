using System.Globalization;

namespace MovieAspire.Lake.Charts.Catalog;

/// <summary>Movies, money and ratings by year, one panel each.</summary>
public sealed class YearlyTrends : IChartSource
{
    private const int MostYears = 60;

    /// <inheritdoc/>
    public string Name => "yearly_trends";

    /// <inheritdoc/>
    public async Task<Chart?> CreateAsync(ChartData data, CancellationToken cancellationToken)
    {
        var years = await data.QueryAsync(
            $"""
            SELECT release_year, movies, mean_revenue_musd::DOUBLE, mean_budget_musd::DOUBLE, mean_rating::DOUBLE FROM yearly_trends
            WHERE release_year > (SELECT max(release_year) FROM yearly_trends WHERE movies >= 5) - {MostYears} AND movies >= 5 ORDER BY release_year
            """,
            row => (Year: (double)row.GetInt32(0), Movies: (double)row.GetInt64(1), Revenue: Maybe(row, 2), Budget: Maybe(row, 3), Rating: Maybe(row, 4)), cancellationToken);
        if (years.Count < 2)
            return null;
        var x = new LinearScale(years[0].Year, years[^1].Year, 10, year => year.ToString("0", CultureInfo.InvariantCulture));
        var money = years.SelectMany(year => new[] { year.Revenue, year.Budget }).OfType<double>().ToList();
        return new(
            Name, "Movies by year of release",
            $"Means are over the movies whose figure is known, ratings over the {data.VotesRule}; years with at least five movies.{(years[^1].Year >= data.PresentYear ? string.Create(CultureInfo.InvariantCulture, $" {years[^1].Year} is not over.") : "")}",
            "Year of release",
            [
                new("Movies", x, LinearScale.Around(years.Select(year => year.Movies), fromZero: true, mostTicks: 4), Lines(year => year.Movies, 2)),
                new("Mean revenue and mean budget (USD)", x, LinearScale.Around(money, fromZero: true, mostTicks: 4, ChartText.Money),
                    [.. Lines(year => year.Revenue, 0), .. Lines(year => year.Budget, 1)]),
                new("Mean rating (0 to 10)", x, LinearScale.Around(years.Select(year => year.Rating).OfType<double>(), fromZero: false, mostTicks: 4), Lines(year => year.Rating, 3)),
            ],
            [(2, "movies"), (0, "mean revenue"), (1, "mean budget"), (3, "mean rating")], data.Source, 760);

        // A year without a figure interrupts the line.
        List<Mark> Lines(Func<(double Year, double Movies, double? Revenue, double? Budget, double? Rating), double?> value, int series) =>
        [
            .. (from year in years let y = value(year) where y is not null select (X: year.Year, Y: y.Value))
                .Select((point, index) => (Point: point, Group: point.X - index)).GroupBy(point => point.Group, point => point.Point)
                .Select(group => new Line([.. group], series, HasDots: group.Count() == 1)),
        ];
    }

    private static double? Maybe(System.Data.IDataRecord row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}

/// <summary>Which genres a decade's movies are of.</summary>
public sealed class GenreShare : IChartSource
{
    private const int NamedGenres = 7;

    /// <inheritdoc/>
    public string Name => "genre_share";

    /// <inheritdoc/>
    public async Task<Chart?> CreateAsync(ChartData data, CancellationToken cancellationToken)
    {
        var shares = await data.QueryAsync(
            """
            SELECT decade, genre, share::DOUBLE, share::DOUBLE * all_movies FROM genre_share
              JOIN (SELECT decade, count(*) AS all_movies FROM movies_curated GROUP BY decade HAVING count(*) >= 5) USING (decade)
            ORDER BY decade, genre
            """,
            row => (Decade: row.GetInt32(0), Genre: row.GetString(1), Share: row.GetDouble(2), Weight: row.GetDouble(3)), cancellationToken);
        if (shares.Count == 0)
            return null;
        var named = shares.GroupBy(share => share.Genre).OrderByDescending(group => group.Sum(share => share.Weight)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(NamedGenres).Select(group => group.Key).ToList();
        var decades = shares.Select(share => share.Decade).Distinct().Order().ToList();
        var columns = decades.Select(decade => (IReadOnlyList<(int, double)>)
        [
            .. named.Select((genre, series) => (series, shares.Where(share => share.Decade == decade && share.Genre == genre).Sum(share => share.Share))),
            (NamedGenres, shares.Where(share => share.Decade == decade && !named.Contains(share.Genre)).Sum(share => share.Share)),
        ]).ToList();
        return new(
            Name, $"{named[0]} is the most frequent genre",
            "Percent of a decade's movies, the most frequent genre at the bottom. A movie of three genres counts for a third of each; decades with at least five movies.",
            "Decade of release",
            [
                new("Share (percent)", new BandScale([.. decades.Select(decade => string.Create(CultureInfo.InvariantCulture, $"{decade}s"))]),
                    new LinearScale(0, 100, 5), [new Stacks(columns, [.. named, "other genres"])]),
            ],
            [], data.Source, 600);
    }
}
