using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.Data.Refresh;
using Npgsql;

namespace MovieAspire.Analytics.Freshness;

/// <summary>
/// How old the catalog's data is: one pass over the movies, one row for each age class, and what changed last. A movie is stale by the rules
/// that make it due for the worker: its interval has passed, or 180 days when it is frozen.
/// </summary>
internal sealed class FreshnessQuery(NpgsqlDataSource database, IOptions<RefreshOptions> options, TimeProvider time)
{
    private static readonly string Sql = $"""
        WITH aged AS NOT MATERIALIZED (
            SELECT imdb_id, data_frozen, last_tmdb_update, last_omdb_update, updated_at,
                   {AgeClasses.NumberSql} AS class
            FROM catalog.movies
            WHERE removed_at IS NULL
        )
        SELECT class,
               count(*),
               count(*) FILTER (WHERE last_tmdb_update <= (CASE WHEN data_frozen THEN @frozen_tmdb ELSE @tmdb END)[class]),
               count(*) FILTER (WHERE imdb_id <> ''
                   AND last_omdb_update <= (CASE WHEN data_frozen THEN @frozen_omdb ELSE @omdb END)[class]),
               count(*) FILTER (WHERE data_frozen),
               count(*) FILTER (WHERE last_tmdb_update IS NULL),
               count(*) FILTER (WHERE imdb_id <> '' AND last_omdb_update IS NULL),
               count(*) FILTER (WHERE last_tmdb_update < @month_ago),
               count(*) FILTER (WHERE last_tmdb_update < @half_year_ago),
               count(*) FILTER (WHERE updated_at >= @midnight)
        FROM aged
        GROUP BY class
        """;

    private const int Changes = 12;

    // Those that were written last by the index of versions, which also move with votes and popularity; of them, whose
    // content changed last.
    private static readonly string ChangesSql = $"""
        WITH written AS (SELECT movie_id FROM catalog.movie_documents ORDER BY version DESC, movie_id DESC LIMIT 1000)
        SELECT m.id, m.title, m.release_date, m.poster_path, m.vote_average, m.vote_count, c.changed_at,
               CASE WHEN m.created_at > c.changed_at - interval '1 day' THEN 'new' WHEN t.changed_at = c.changed_at THEN 'facts' ELSE 'ratings' END
        FROM written w
        JOIN catalog.movies m ON m.id = w.movie_id AND m.removed_at IS NULL
        JOIN catalog.tmdb_movies t ON t.movie_id = w.movie_id
        LEFT JOIN catalog.omdb_movies o ON o.movie_id = w.movie_id,
        LATERAL (SELECT greatest(t.changed_at, o.changed_at) AS changed_at) c
        ORDER BY c.changed_at DESC, m.popularity DESC, m.id DESC
        LIMIT {Changes}
        """;

    public async Task<GetFreshnessResponse> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var response = new GetFreshnessResponse { ComputedAt = now.ToTimestamp() };
        response.AgeClasses.AddRange(AgeClasses.Names.Select(ToEmptyClass));

        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(CountsOf(now));
        batch.BatchCommands.Add(new(ChangesSql));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            Add(response, reader);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            response.Changes.Add(ReadChange(reader));

        var fresh = response.Total - response.NeverEnriched - response.AgeClasses.Sum(age => age.StaleTmdb);
        response.RefreshCoverage = response.Total > 0 ? (double)fresh / response.Total : 0;
        return response;
    }

    // Since when a movie of each class is fresh, so that the scan only compares.
    private NpgsqlBatchCommand CountsOf(DateTimeOffset now)
    {
        var (tmdb, omdb) = (options.Value.Tmdb.ToArray(), options.Value.Omdb.ToArray());
        var command = new NpgsqlBatchCommand(Sql);
        command.Parameters.AddWithValue("today", DateOnly.FromDateTime(now.UtcDateTime));
        command.Parameters.AddWithValue("midnight", new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero));
        command.Parameters.AddWithValue("tmdb", Since(now, tmdb));
        command.Parameters.AddWithValue("omdb", Since(now, omdb));
        command.Parameters.AddWithValue("frozen_tmdb", Since(now, tmdb.Select(Frozen)));
        command.Parameters.AddWithValue("frozen_omdb", Since(now, omdb.Select(Frozen)));
        command.Parameters.AddWithValue("month_ago", now.AddDays(-30));
        command.Parameters.AddWithValue("half_year_ago", now.AddDays(-180));
        return command;
    }

    private static DateTimeOffset[] Since(DateTimeOffset now, IEnumerable<TimeSpan> waits) => [.. waits.Select(wait => now - wait)];

    private static TimeSpan Frozen(TimeSpan interval) =>
        interval > RefreshOptions.LongestWithoutRefresh ? interval : RefreshOptions.LongestWithoutRefresh;

    private AgeClassFreshness ToEmptyClass(string name, int index) => new()
    {
        AgeClass = name,
        TmdbIntervalDays = options.Value.Tmdb.ToArray()[index].TotalDays,
        OmdbIntervalDays = options.Value.Omdb.ToArray()[index].TotalDays,
    };

    private static void Add(GetFreshnessResponse response, NpgsqlDataReader row)
    {
        var age = response.AgeClasses[row.GetInt32(0) - 1];
        age.Movies = row.GetInt64(1);
        age.StaleTmdb = row.GetInt64(2);
        age.StaleOmdb = row.GetInt64(3);
        age.Frozen = row.GetInt64(4);
        age.NeverEnriched = row.GetInt64(5);

        response.Total += age.Movies;
        response.Frozen += age.Frozen;
        response.NeverEnriched += age.NeverEnriched;
        response.NeverEnrichedOmdb += row.GetInt64(6);
        response.Stale30Days += row.GetInt64(7);
        response.Stale180Days += row.GetInt64(8);
        response.UpdatedToday += row.GetInt64(9);
    }

    private static ChangedMovie ReadChange(NpgsqlDataReader row)
    {
        var movie = new ChangedMovie
        {
            Id = row.GetInt32(0), Title = row.GetString(1), VoteAverage = row.GetDouble(4), VoteCount = row.GetInt32(5),
            ChangedAt = row.GetFieldValue<DateTimeOffset>(6).ToTimestamp(), Kind = row.GetString(7),
        };
        if (!row.IsDBNull(2))
            movie.ReleaseDate = row.GetFieldValue<DateOnly>(2).ToString("O", CultureInfo.InvariantCulture);
        if (!row.IsDBNull(3))
            movie.PosterPath = row.GetString(3);
        return movie;
    }
}
