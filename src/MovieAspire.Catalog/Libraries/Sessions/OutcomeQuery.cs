using MovieAspire.Contracts.Libraries.V1;
using Npgsql;

namespace MovieAspire.Catalog.Libraries.Sessions;

/// <summary>What became of the films of a session, in the order in which it did.</summary>
internal sealed class OutcomeQuery([FromKeyedServices(LibraryOptions.DataSourceKey)] NpgsqlDataSource dataSource)
{
    public const int MaxOutcomes = 500;

    /// <summary>At most <see cref="MaxOutcomes"/> after a revision, the oldest first.</summary>
    public async Task<IReadOnlyList<FilmOutcome>> AfterAsync(Guid session, long revision, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            SELECT f.id, f.name, f.year, x.state, x.level, x.movie_id, coalesce(x.failure, x.message), x.revision, x.is_settled
            FROM libraries.matches x JOIN libraries.films f ON f.id = x.film_id
            WHERE x.session_id = $1 AND x.revision > $2 AND x.state <> 'pending' ORDER BY x.revision LIMIT $3
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = revision });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MaxOutcomes });
        var outcomes = new List<FilmOutcome>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var outcome = new FilmOutcome
            {
                FilmId = row.GetInt64(0), Name = row.GetString(1), State = MatchNames.StateOf(row.GetString(3)),
                Level = MatchNames.LevelOf(row.GetString(4)), Message = row.GetString(6), Revision = row.GetInt64(7),
            };
            if (!row.IsDBNull(2))
                outcome.Year = row.GetInt32(2);
            if (!row.IsDBNull(5))
                outcome.MovieId = row.GetInt32(5);
            outcome.Enriched = row.GetBoolean(8) && outcome.State == MatchState.Matched;
            outcomes.Add(outcome);
        }

        return outcomes;
    }
}

/// <summary>States and levels as the tables name them.</summary>
internal static class MatchNames
{
    public static MatchState StateOf(string name) => Enum.Parse<MatchState>(name, ignoreCase: true);

    public static MatchLevel LevelOf(string name) => Enum.Parse<MatchLevel>(name, ignoreCase: true);

    /// <summary>Null for no state in particular.</summary>
    public static string? NameOf(MatchState state) =>
        state == MatchState.Unspecified ? null : state.ToString().ToLowerInvariant();
}
