using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Movies;

/// <summary>The columns of a <see cref="MovieSummary"/>, first in every query that returns some.</summary>
internal static class MovieSummaryRow
{
    /// <summary>Of <c>catalog.movies m</c>.</summary>
    public const string Columns = """
        m.id, m.title, m.release_date, m.overview, m.popularity, m.vote_average, m.vote_count, m.poster_path,
        m.id IN (SELECT l.movie_id FROM catalog.movie_lists l WHERE l.list = 'trending_week')
        """;

    public const int ColumnCount = 9;

    public static MovieSummary Read(NpgsqlDataReader row)
    {
        var summary = new MovieSummary
        {
            Id = row.GetInt32(0),
            Title = row.GetString(1),
            Overview = row.GetString(3),
            Popularity = row.GetDouble(4),
            VoteAverage = row.GetDouble(5),
            VoteCount = row.GetInt32(6),
            IsTrending = row.GetBoolean(8),
        };
        summary.IsUnderrated = Underrated.Is(summary.VoteAverage, summary.VoteCount);
        if (row.Date(2) is { } releaseDate) summary.ReleaseDate = releaseDate;
        if (row.Text(7) is { } posterPath) summary.PosterPath = posterPath;
        return summary;
    }
}
