using Npgsql;

namespace MovieAspire.Worker.Ingestion;

/// <summary>Which movies there is something to do for.</summary>
internal sealed class MovieQueries(NpgsqlDataSource dataSource)
{
    /// <summary>Movies that a run's lists name and that have no details, or had none to be had; most popular first.</summary>
    public async Task<IReadOnlyList<int>> WithoutDetailsAsync(Guid run, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT m.id FROM catalog.movies m
            WHERE (m.last_tmdb_update IS NULL OR m.removed_at IS NOT NULL)
              AND EXISTS (SELECT FROM catalog.movie_lists l WHERE l.movie_id = m.id AND l.run_id = $1)
            ORDER BY m.popularity DESC, m.id DESC
            """);
        command.Parameters.Add(new() { Value = run });
        var ids = new List<int>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) ids.Add(reader.GetInt32(0));
        return ids;
    }
}
