using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MovieAspire.Catalog.Libraries.Sessions;
using MovieAspire.Catalog.Movies;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;
using NpgsqlTypes;

namespace MovieAspire.Catalog.Libraries.Matches;

/// <summary>How films were matched, in the order of their ids, which continues a page.</summary>
internal sealed class MatchQuery([FromKeyedServices(LibraryOptions.DataSourceKey)] NpgsqlDataSource dataSource)
{
    private const string Columns = """
        SELECT f.id, f.name, f.year, f.uri, x.state, x.level, x.movie_id, x.method, x.rule_version, x.score, x.gap,
               coalesce(x.failure, x.message), x.candidates, x.decided_at
        FROM libraries.matches x JOIN libraries.films f ON f.id = x.film_id
        """;

    public async Task<ListMatchesResponse> ListAsync(SessionRow session, ListMatchesRequest request, CancellationToken cancellationToken)
    {
        var check = new RequestCheck();
        var limit = check.Limit(request.Limit);
        long after = 0;
        check.Require(
            request.Cursor.Length == 0 || long.TryParse(request.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after),
            "cursor", "must be the next_cursor of a page");
        check.Require(System.Enum.IsDefined(request.State), "state", "is not a known state");
        check.ThrowIfAnyFailed();

        await using var batch = dataSource.CreateBatch();
        var state = MatchNames.NameOf(request.State);
        batch.BatchCommands.Add(new("SELECT count(*) FROM libraries.matches WHERE session_id = $1 AND ($2 IS NULL OR state = $2)")
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = session.Id }, Text(state) },
        });
        batch.BatchCommands.Add(new(Columns + """

            WHERE x.session_id = $1 AND ($2 IS NULL OR x.state = $2) AND x.film_id > $3 ORDER BY x.film_id LIMIT $4
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = session.Id }, Text(state), new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<int> { TypedValue = limit + 1 },
            },
        });
        var response = new ListMatchesResponse();
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        response.TotalCount = row.GetInt64(0);
        await row.NextResultAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            if (response.Matches.Count == limit)
            {
                response.NextCursor = response.Matches[^1].FilmId.ToString(CultureInfo.InvariantCulture);
                break;
            }

            response.Matches.Add(Read(row));
        }

        return response;
    }

    /// <summary>The match of one film; NOT_FOUND when the session has no such film or it was not looked at yet.</summary>
    public async Task<Match> GetAsync(SessionRow session, long film, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Columns + " WHERE x.session_id = $1 AND x.film_id = $2");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session.Id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = film });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : throw ServiceError.NotFound("film", film);
    }

    private static Match Read(NpgsqlDataReader row)
    {
        var match = new Match
        {
            FilmId = row.GetInt64(0), Name = row.GetString(1), State = MatchNames.StateOf(row.GetString(4)),
            Level = MatchNames.LevelOf(row.GetString(5)), Method = row.GetString(7), RuleVersion = row.GetInt32(8),
            Score = Math.Round(row.GetFloat(9), 3), Gap = Math.Round(row.GetFloat(10), 3), Message = row.GetString(11),
            DecidedAt = Timestamp.FromDateTime(row.GetDateTime(13)),
        };
        if (row.Int32(2) is { } year)
            match.Year = year;
        if (row.Text(3) is { } uri)
            match.LetterboxdUri = uri;
        if (row.Int32(6) is { } movie)
            match.TmdbId = movie;
        match.MergeFrom(row.GetFieldValue<byte[]>(12));
        return match;
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
