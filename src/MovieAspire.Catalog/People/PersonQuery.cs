using MovieAspire.Catalog.Movies;
using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.People;

/// <summary>People and their filmographies, in one batch.</summary>
internal sealed class PersonQuery(NpgsqlDataSource database)
{
    private const string People =
        "SELECT id, name, known_for_department, profile_path, popularity FROM catalog.people WHERE id = ANY($1)";

    // The longest careers on record have a few hundred credits; the limit only keeps bad data from growing.
    private const string Newest = "ORDER BY m.release_date DESC NULLS FIRST, m.id DESC LIMIT 1000";

    private const string Cast = $"""
        SELECT person.id, credit.*
        FROM unnest($1) person (id)
        CROSS JOIN LATERAL (
            SELECT {MovieSummaryRow.Columns}, c.character, c.billing_order
            FROM catalog.movie_cast c
            JOIN catalog.movies m ON m.id = c.movie_id AND m.removed_at IS NULL
            WHERE c.person_id = person.id
            {Newest}
        ) credit
        """;

    private const string Crew = $"""
        SELECT person.id, credit.*
        FROM unnest($1) person (id)
        CROSS JOIN LATERAL (
            SELECT {MovieSummaryRow.Columns}, c.job, c.department
            FROM catalog.movie_crew c
            JOIN catalog.movies m ON m.id = c.movie_id AND m.removed_at IS NULL
            WHERE c.person_id = person.id
            {Newest}
        ) credit
        """;

    // After the person's id.
    private const int Movie = 1;
    private const int Credit = Movie + MovieSummaryRow.ColumnCount;

    /// <summary>The people among <paramref name="ids"/>.</summary>
    public async Task<IReadOnlyDictionary<int, Person>> FindAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        foreach (var sql in (string[])[People, Cast, Crew])
            batch.BatchCommands.Add(new(sql) { Parameters = { new NpgsqlParameter<int[]> { TypedValue = [.. ids] } } });

        var people = new Dictionary<int, Person>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            people[reader.GetInt32(0)] = ReadPerson(reader);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            people.GetValueOrDefault(reader.GetInt32(0))?.Cast.Add(ReadCastCredit(reader));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            people.GetValueOrDefault(reader.GetInt32(0))?.Crew.Add(ReadCrewCredit(reader));
        return people;
    }

    private static Person ReadPerson(NpgsqlDataReader row)
    {
        var person = new Person { Id = row.GetInt32(0), Name = row.GetString(1), Popularity = row.GetDouble(4) };
        if (row.Text(2) is { } department)
            person.KnownForDepartment = department;
        if (row.Text(3) is { } profilePath)
            person.ProfilePath = profilePath;
        return person;
    }

    private static CastCredit ReadCastCredit(NpgsqlDataReader row) => new()
    {
        Movie = MovieSummaryRow.Read(row, Movie),
        Character = row.GetString(Credit),
        Order = row.GetInt32(Credit + 1),
    };

    private static CrewCredit ReadCrewCredit(NpgsqlDataReader row) => new()
    {
        Movie = MovieSummaryRow.Read(row, Movie),
        Job = row.GetString(Credit),
        Department = row.GetString(Credit + 1),
    };
}
