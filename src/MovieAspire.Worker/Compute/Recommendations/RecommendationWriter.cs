using MovieAspire.Data;
using MovieAspire.Recommendations.Lists;
using MovieAspire.Worker.Compute.Statistics;
using Npgsql;

namespace MovieAspire.Worker.Compute.Recommendations;

/// <summary>Writes analytics.movie_recommendations; only rows that differ are touched.</summary>
internal sealed class RecommendationWriter(TimeProvider time)
{
    private readonly BulkTable<MovieRecommendations> _table =
        new("analytics.movie_recommendations", ["movie_id"], stamps: ["run_id", "computed_at"]);

    /// <summary>Makes these the only lists, in one transaction with the record of the artifact.</summary>
    public async Task<BulkCounts> ReplaceAsync(
        NpgsqlConnection connection, IEnumerable<RecommendationList> lists, long count, ArtifactRecord artifact, Guid run,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await _table.StageAsync(connection, lists.Select(list => ToRow(list, run, now)), cancellationToken);
        var gone = await DeleteAsync(connection, $"""
            DELETE FROM analytics.movie_recommendations r
            WHERE NOT EXISTS (SELECT FROM {_table.StageName} s WHERE s.movie_id = r.movie_id)
            """, [], cancellationToken);
        var written = await _table.UpsertStagedAsync(connection, cancellationToken);
        await ArtifactLog.WriteAsync(connection, artifact, count, run, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written + new BulkCounts(0, gone, 0);
    }

    /// <summary>Writes the list of one movie, or deletes it when there is none.</summary>
    public async Task<BulkCounts> WriteAsync(
        NpgsqlConnection connection, int movie, IEnumerable<RecommendationList> lists, Guid run, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await _table.StageAsync(connection, lists.Select(list => ToRow(list, run, time.GetUtcNow())), cancellationToken);
        var gone = await DeleteAsync(connection, $"""
            DELETE FROM analytics.movie_recommendations r
            WHERE movie_id = $1 AND NOT EXISTS (SELECT FROM {_table.StageName} s WHERE s.movie_id = r.movie_id)
            """, [new() { Value = movie }], cancellationToken);
        var written = await _table.UpsertStagedAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written + new BulkCounts(0, gone, 0);
    }

    private static MovieRecommendations ToRow(RecommendationList list, Guid run, DateTimeOffset now) => new()
    {
        MovieId = list.MovieId, MovieIds = list.MovieIds, Scores = list.Scores, Reasons = list.Reasons, RunId = run, ComputedAt = now,
    };

    private static async Task<int> DeleteAsync(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // constants of this file and the table's name
        await using var delete = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        delete.Parameters.AddRange(parameters);
        return await delete.ExecuteNonQueryAsync(cancellationToken);
    }
}
