using MovieAspire.Catalog.Libraries.Sessions;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.Libraries.Insight;
using Npgsql;

namespace MovieAspire.Catalog.Libraries.Insights;

/// <summary>Two libraries beside each other, computed when it is asked for: a row for each movie of either.</summary>
internal sealed class LibraryComparison([FromKeyedServices(LibraryOptions.DataSourceKey)] NpgsqlDataSource dataSource)
{
    public async Task<Comparison> CompareAsync(Guid first, Guid second, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT x.movie_id, m.title, extract(year FROM m.release_date)::integer, m.poster_path,
                   max(f.rating) FILTER (WHERE f.session_id = $1), max(f.rating) FILTER (WHERE f.session_id = $2),
                   coalesce(bool_or(f.is_watched) FILTER (WHERE f.session_id = $1), false),
                   coalesce(bool_or(f.is_watched) FILTER (WHERE f.session_id = $2), false),
                   coalesce(bool_or(f.is_watchlisted) FILTER (WHERE f.session_id = $1), false),
                   coalesce(bool_or(f.is_watchlisted) FILTER (WHERE f.session_id = $2), false),
                   coalesce(bool_or(f.is_liked) FILTER (WHERE f.session_id = $1), false),
                   coalesce(bool_or(f.is_liked) FILTER (WHERE f.session_id = $2), false)
            FROM libraries.films f
            JOIN libraries.matches x ON x.film_id = f.id AND x.state = 'matched'
            JOIN catalog.movies m ON m.id = x.movie_id
            WHERE f.session_id IN ($1, $2)
            GROUP BY x.movie_id, m.title, m.release_date, m.poster_path
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = first });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = second });
        var movies = new List<SharedMovie>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            movies.Add(new(
                row.GetInt32(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2), row.IsDBNull(3) ? null : row.GetString(3),
                SideAt(4, 6, 8, 10), SideAt(5, 7, 9, 11)));
        }

        return ToMessage(Agreement.Of(movies));

        LibrarySide SideAt(int rating, int seen, int watchlist, int liked) => new(
            row.IsDBNull(rating) ? null : (double)row.GetDecimal(rating), row.GetBoolean(seen), row.GetBoolean(watchlist), row.GetBoolean(liked));
    }

    private static Comparison ToMessage(Agreement agreement)
    {
        var message = new Comparison
        {
            BothSeen = agreement.BothSeen, BothRated = agreement.BothRated, OnlyFirst = agreement.OnlyFirst, OnlySecond = agreement.OnlySecond,
            Overlap = agreement.Overlap,
        };
        if (agreement.Percent is { } percent)
            message.Agreement = percent;
        if (agreement.Correlation is { } correlation)
            message.Correlation = Math.Round(correlation, 3);
        if (agreement.Difference is { } difference)
            message.Difference = difference;
        message.AgreedFavourites.AddRange(agreement.Favourites.Select(ToMessage));
        message.Disagreements.AddRange(agreement.Disagreements.Select(ToMessage));
        message.FromFirst.AddRange(agreement.FromFirst.Select(ToMessage));
        message.FromSecond.AddRange(agreement.FromSecond.Select(ToMessage));
        message.ToWatchTogether.AddRange(agreement.ToWatchTogether.Select(ToMessage));
        return message;
    }

    private static ComparedFilm ToMessage(SharedMovie movie)
    {
        var film = new ComparedFilm { TmdbId = movie.Id, Title = movie.Title };
        if (movie.Year is { } year)
            film.Year = year;
        if (movie.First.Rating is { } first)
            film.FirstRating = first;
        if (movie.Second.Rating is { } second)
            film.SecondRating = second;
        if (movie.PosterPath is { } poster)
            film.PosterPath = poster;
        return film;
    }
}
