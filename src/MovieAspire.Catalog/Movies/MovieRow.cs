using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Movies;

/// <summary>A row of <see cref="MovieSql.Movies"/> as a movie that lacks its lists.</summary>
internal static class MovieRow
{
    private const int First = MovieSummaryRow.ColumnCount;

    public static bool IsRemoved(NpgsqlDataReader row) => row.GetBoolean(First);

    public static Movie Read(NpgsqlDataReader row)
    {
        var movie = new Movie
        {
            Summary = MovieSummaryRow.Read(row),
            Status = row.GetString(First + 6),
            OriginalTitle = row.GetString(First + 8),
            OriginalLanguage = row.GetString(First + 9),
            LastTmdbUpdate = row.Time(First + 11),
            LastOmdbUpdate = row.Time(First + 12),
            DataFrozen = row.GetBoolean(First + 13),
            UpdatedAt = row.Time(First + 14),
            Collection = ReadCollection(row),
            Omdb = ReadOmdb(row),
        };
        if (row.Text(First + 1) is { } backdropPath) movie.BackdropPath = backdropPath;
        if (row.Int32(First + 2) is { } runtime) movie.Runtime = runtime;
        if (row.Int64(First + 3) is { } budget) movie.Budget = budget;
        if (row.Int64(First + 4) is { } revenue) movie.Revenue = revenue;
        if (row.Text(First + 5) is { } tagline) movie.Tagline = tagline;
        if (row.Text(First + 7) is { } imdbId) movie.ImdbId = imdbId;
        if (row.Text(First + 10) is { } trailerKey) movie.TrailerKey = trailerKey;
        if (row.Int32(First + 15) is { } premiereYear) movie.PremiereYear = premiereYear;
        if (row.Double(First + 28) is { } weightedRating) movie.WeightedRating = weightedRating;
        return movie;
    }

    private static Collection? ReadCollection(NpgsqlDataReader row) => row.Int32(First + 16) is { } id
        ? new Collection { Id = id, Name = row.GetString(First + 17) }
        : null;

    private static OmdbFacts? ReadOmdb(NpgsqlDataReader row)
    {
        if (!row.GetBoolean(First + 18))
            return null;

        var omdb = new OmdbFacts();
        if (row.Double(First + 19) is { } imdbRating) omdb.ImdbRating = imdbRating;
        if (row.Int32(First + 20) is { } imdbVotes) omdb.ImdbVotes = imdbVotes;
        if (row.Int32(First + 21) is { } rottenTomatoes) omdb.RottenTomatoes = rottenTomatoes;
        if (row.Int32(First + 22) is { } metacritic) omdb.Metacritic = metacritic;
        if (row.Text(First + 23) is { } awards) omdb.Awards = awards;
        if (row.Int64(First + 24) is { } boxOffice) omdb.BoxOffice = boxOffice;
        if (row.Text(First + 25) is { } rated) omdb.Rated = rated;
        if (row.Text(First + 26) is { } director) omdb.Director = director;
        if (row.Text(First + 27) is { } actors) omdb.Actors = actors;
        return omdb;
    }
}
