using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>The movies that an earlier execution of a run wrote or confirmed, so that none counts twice.</summary>
internal sealed class ResumedRun(NpgsqlDataSource dataSource) : IRunResumption
{
    // What was only confirmed does not name the run; nobody else refreshes it meanwhile, or it counts for them.
    private const string Sql = """
        SELECT movie_id FROM catalog.movie_lists WHERE run_id = $1
        UNION SELECT id FROM catalog.movies WHERE last_run_id = $1
        UNION SELECT movie_id FROM catalog.tmdb_movies WHERE checked_at >= $2
        UNION SELECT movie_id FROM catalog.omdb_movies WHERE checked_at >= $2
        """;

    public async Task ResumeAsync(RunContext run, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Sql);
        // There is no index for it: that would cost every write, and take-overs are rare.
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = run.Run.Id });
        command.Parameters.Add(new() { Value = run.Run.StartedAt });
        var ids = new List<int>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetInt32(0));
        run.RememberMovies(ids);
    }
}
