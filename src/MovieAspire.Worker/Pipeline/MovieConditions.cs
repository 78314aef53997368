using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.ServiceDefaults.Errors;
using MovieAspire.Worker.Collect.Refresh;
using Npgsql;

namespace MovieAspire.Worker.Pipeline;

/// <summary>Movies that want an operator's eye. For people, now and then: it may read the whole table.</summary>
internal sealed class MovieConditions(NpgsqlDataSource dataSource, RefreshQueue refresh)
{
    private static readonly Dictionary<MovieState, string> Conditions = new()
    {
        [MovieState.Stale] = "m.id = ANY ($3)",
        [MovieState.Frozen] = "m.data_frozen",
        [MovieState.NoImdbId] = "m.last_tmdb_update IS NOT NULL AND coalesce(m.imdb_id, '') = ''",
        [MovieState.Failing] = "e.failures > 0",
        [MovieState.Bare] = "m.last_tmdb_update IS NULL",
    };

    // With the errors of each movie that were not made good.
    private const string Movies = """
        FROM catalog.movies m
        LEFT JOIN (
            SELECT item, count(DISTINCT run_id) AS failures, max(occurred_at) AS failed_at,
                   (array_agg(message ORDER BY id DESC))[1] AS message
            FROM pipeline.run_errors WHERE resolved_at IS NULL AND source IN ('details', 'omdb') GROUP BY item
        ) e ON e.item = m.id::text
        """;

    public async Task<ListMoviesByStateResponse> ListAsync(ListMoviesByStateRequest request, CancellationToken cancellationToken)
    {
        var check = new RequestCheck();
        var (limit, offset) = (check.Limit(request.Limit), check.Offset(request.Offset));
        check.Require(Conditions.ContainsKey(request.State), "state", "must be stale, frozen, no_imdb_id, failing or bare");
        check.ThrowIfAnyFailed();

        var response = new ListMoviesByStateResponse();
        // The policy of the refresh job decides who is stale, and in which order.
        int[] stale = [];
        if (request.State is MovieState.Stale)
        {
            var all = await refresh.ReadAsync(request.Count ? int.MaxValue : offset + limit, includeFrozen: false, among: null, cancellationToken);
            stale = [.. all.Skip(offset).Take(limit)];
            if (request.Count)
                response.TotalCount = all.Count;
        }
        else if (request.Count)
        {
            response.TotalCount = await CountAsync(request.State, cancellationToken);
        }

        await using var command = dataSource.CreateCommand($"""
            SELECT m.id, m.title, m.release_date, coalesce(m.imdb_id, ''), m.last_tmdb_update, m.last_omdb_update, m.data_frozen,
                   coalesce(e.failures, 0)::integer, coalesce(e.message, ''), e.failed_at
            {Movies}
            WHERE m.removed_at IS NULL AND {Conditions[request.State]}
            ORDER BY array_position($3, m.id), m.popularity DESC, m.id DESC LIMIT $1 OFFSET $2
            """);
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = request.State is MovieState.Stale ? 0 : offset });
        command.Parameters.Add(new() { Value = stale });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            response.Movies.Add(new MovieCondition
            {
                Id = row.GetInt32(0), Title = row.GetString(1), ReleaseDate = row.IsDBNull(2) ? ""
                    : row.GetFieldValue<DateOnly>(2).ToString("O", CultureInfo.InvariantCulture),
                ImdbId = row.GetString(3), LastTmdbUpdate = Time(row, 4), LastOmdbUpdate = Time(row, 5), IsFrozen = row.GetBoolean(6),
                Failures = row.GetInt32(7), LastError = row.GetString(8), FailedAt = Time(row, 9),
            });
        }

        return response;
    }

    private async Task<long> CountAsync(MovieState state, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"SELECT count(*) {Movies} WHERE m.removed_at IS NULL AND {Conditions[state]}");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static Timestamp? Time(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column).ToTimestamp();
}
