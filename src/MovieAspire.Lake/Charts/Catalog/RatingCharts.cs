using System.Globalization;

namespace MovieAspire.Lake.Charts.Catalog;

/// <summary>How popular movies are and how they are rated.</summary>
public sealed class PopularityVsRating : IChartSource
{
    private const int MostPoints = 3000;

    /// <inheritdoc/>
    public string Name => "popularity_vs_rating";

    /// <inheritdoc/>
    public async Task<Chart?> CreateAsync(ChartData data, CancellationToken cancellationToken)
    {
        var movies = await data.QueryAsync(
            $"""
            SELECT title, vote_average::DOUBLE, popularity::DOUBLE, note FROM (
              SELECT *, CASE
                  WHEN row_number() OVER (ORDER BY popularity DESC, movie_id) <= 7 THEN 1
                  WHEN row_number() OVER (ORDER BY vote_count >= 200 DESC, vote_average DESC, movie_id) <= 4 THEN 2
                  WHEN row_number() OVER (ORDER BY vote_count >= 200 DESC, vote_average, movie_id) <= 4 THEN 3 END AS note,
                row_number() OVER (ORDER BY vote_count DESC, movie_id) AS place
              FROM movies_curated WHERE vote_count >= $min_votes AND popularity >= 0.05)
            WHERE place <= {MostPoints} OR note IS NOT NULL
            ORDER BY note NULLS LAST, popularity DESC, movie_id
            """,
            row => (Title: row.GetString(0), Rating: row.GetDouble(1), Popularity: row.GetDouble(2), IsNamed: !row.IsDBNull(3)), cancellationToken);
        if (movies.Count == 0)
            return null;
        var mostPopular = movies.MaxBy(movie => movie.Popularity);
        var bestRated = movies.Where(movie => movie.IsNamed).MaxBy(movie => movie.Rating);
        return new(
            Name, $"Most popular: {mostPopular.Title}. Best rated: {bestRated.Title}.",
            $"TMDB's popularity on a logarithmic scale and its mean vote: the {Math.Min(movies.Count, MostPoints).ToString("N0", CultureInfo.InvariantCulture)} movies with the most votes, at least {data.Kpis.MinVotes.ToString("N0", CultureInfo.InvariantCulture)}, and those named: most popular, best and worst rated with 200 votes or more.",
            "TMDB's mean vote (0 to 10)",
            [
                new("Popularity (TMDB's index)", LinearScale.Around(movies.Select(movie => movie.Rating), fromZero: false, mostTicks: 8),
                    LogScale.Around(movies.Select(movie => movie.Popularity), room: 2),
                    [new Dots([.. movies.Select(movie => new Dot(movie.Rating, movie.Popularity, 0, movie.IsNamed ? movie.Title : null))], Opacity: 0.4)]),
            ],
            [], data.Source, 680);
    }
}

/// <summary>The middle of the ratings of each decade.</summary>
public sealed class RatingsByDecade : IChartSource
{
    /// <inheritdoc/>
    public string Name => "ratings_by_decade";

    /// <inheritdoc/>
    public async Task<Chart?> CreateAsync(ChartData data, CancellationToken cancellationToken)
    {
        var decades = await data.QueryAsync(
            "SELECT decade, movies, lower_quartile::DOUBLE, median_rating::DOUBLE, upper_quartile::DOUBLE FROM ratings_by_decade WHERE movies >= 5 ORDER BY decade",
            row => (Decade: row.GetInt32(0), Movies: row.GetInt64(1), Low: row.GetDouble(2), Median: row.GetDouble(3), High: row.GetDouble(4)), cancellationToken);
        if (decades.Count < 2)
            return null;
        var names = decades.Select(decade => string.Create(CultureInfo.InvariantCulture, $"{decade.Decade}s")).ToList();
        var (best, worst) = (Of(decades.Max(decade => decade.Median)), Of(decades.Min(decade => decade.Median)));
        return new(
            Name, best == worst ? "Movies of all decades are rated alike" : $"Movies of the {best} are rated best, those of the {worst} worst",
            $"Median of TMDB's mean votes, and between the quartiles the middle half of the {data.VotesRule}; decades with at least five. Of old movies it is the good ones that are still watched.",
            "Decade of release",
            [
                new("Mean vote (0 to 10)", new BandScale(names), LinearScale.Around(decades.SelectMany(decade => new[] { decade.Low, decade.High }), fromZero: false),
                [
                    new Band([.. decades.Select((decade, index) => ((double)index, decade.Low, decade.High))], 0),
                    new Line([.. decades.Select((decade, index) => ((double)index, decade.Median))], 0, HasDots: true),
                ]),
            ],
            [(0, "median (line) and middle half (band)")], data.Source, 520);

        string Of(double median) => string.Join(" and ", names.Where((_, index) => decades[index].Median == median));
    }
}
