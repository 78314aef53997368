using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using MovieAspire.Contracts.Analytics.V1;
using MovieAspire.Data.Refresh;
using Npgsql;

namespace MovieAspire.Analytics.Freshness;

/// <summary>
/// How old the catalog's data is: one pass over the movies, one row for each age class. A movie is stale by the rules
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

    public async Task<GetFreshnessResponse> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var response = new GetFreshnessResponse { ComputedAt = now.ToTimestamp() };
        response.AgeClasses.AddRange(AgeClasses.Names.Select(ToEmptyClass));

        await using var command = database.CreateCommand(Sql);
        AddParameters(command, now);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            Add(response, reader);

        var fresh = response.Total - response.NeverEnriched - response.AgeClasses.Sum(age => age.StaleTmdb);
        response.RefreshCoverage = response.Total > 0 ? (double)fresh / response.Total : 0;
        return response;
    }

    // Since when a movie of each class is fresh, so that the scan only compares.
    private void AddParameters(NpgsqlCommand command, DateTimeOffset now)
    {
        var (tmdb, omdb) = (options.Value.Tmdb.ToArray(), options.Value.Omdb.ToArray());
        command.Parameters.AddWithValue("today", DateOnly.FromDateTime(now.UtcDateTime));
        command.Parameters.AddWithValue("midnight", new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero));
        command.Parameters.AddWithValue("tmdb", Since(now, tmdb));
        command.Parameters.AddWithValue("omdb", Since(now, omdb));
        command.Parameters.AddWithValue("frozen_tmdb", Since(now, tmdb.Select(Frozen)));
        command.Parameters.AddWithValue("frozen_omdb", Since(now, omdb.Select(Frozen)));
        command.Parameters.AddWithValue("month_ago", now.AddDays(-30));
        command.Parameters.AddWithValue("half_year_ago", now.AddDays(-180));
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
}
