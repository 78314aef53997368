using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Movies;

/// <summary>The columns of a <see cref="MovieSummary"/>, first in every query that returns some.</summary>
internal static class MovieSummaryRow
{
    /// <summary>Of <c>catalog.movies m</c>; what the worker computed comes by subqueries, so that no plan depends on it.</summary>
    public const string Columns = $"""
        m.id, m.title, m.release_date, m.overview, m.popularity, m.vote_average, m.vote_count, m.poster_path,
        {IsTrending},
        coalesce((SELECT r.is_underrated FROM analytics.movie_ratings r WHERE r.movie_id = m.id), false),
        (SELECT r.weighted_rating FROM analytics.movie_ratings r WHERE r.movie_id = m.id)
        """;

    /// <summary>Whether <c>catalog.movies m</c> is among the first hundred of the newest day.</summary>
    public const string IsTrending = """
        EXISTS (SELECT FROM analytics.movie_trending_daily t WHERE t.movie_id = m.id AND t.rank <= 100
                AND t.computed_on = (SELECT max(computed_on) FROM analytics.movie_trending_daily))
        """;

    public const int ColumnCount = 11;

    /// <param name="row">A row with <see cref="Columns"/>.</param>
    /// <param name="first">How many columns come before them.</param>
    public static MovieSummary Read(NpgsqlDataReader row, int first = 0)
    {
        var summary = new MovieSummary
        {
            Id = row.GetInt32(first),
            Title = row.GetString(first + 1),
            Overview = row.GetString(first + 3),
            Popularity = row.GetDouble(first + 4),
            VoteAverage = row.GetDouble(first + 5),
            VoteCount = row.GetInt32(first + 6),
            IsTrending = row.GetBoolean(first + 8),
            IsUnderrated = row.GetBoolean(first + 9),
        };
        if (row.Date(first + 2) is { } releaseDate)
            summary.ReleaseDate = releaseDate;
        if (row.Text(first + 7) is { } posterPath)
            summary.PosterPath = posterPath;
        if (row.Double(first + 10) is { } weightedRating)
            summary.WeightedRating = weightedRating;
        return summary;
    }
}
