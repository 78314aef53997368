using MovieAspire.Catalog.Movies;
using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.People;

/// <summary>A person and the filmography, in one batch.</summary>
internal sealed class PersonQuery(NpgsqlDataSource database)
{
    private const string Person = "SELECT id, name, known_for_department, profile_path, popularity FROM catalog.people WHERE id = $1";

    // The longest careers on record have a few hundred credits; the limit only keeps bad data from growing.
    private const string Newest = "ORDER BY m.release_date DESC NULLS FIRST, m.id DESC LIMIT 1000";

    private const string Cast = $"""
        SELECT {MovieSummaryRow.Columns}, c.character, c.billing_order
        FROM catalog.movie_cast c
        JOIN catalog.movies m ON m.id = c.movie_id AND m.removed_at IS NULL
        WHERE c.person_id = $1
        {Newest}
        """;

    private const string Crew = $"""
        SELECT {MovieSummaryRow.Columns}, c.job, c.department
        FROM catalog.movie_crew c
        JOIN catalog.movies m ON m.id = c.movie_id AND m.removed_at IS NULL
        WHERE c.person_id = $1
        {Newest}
        """;

    /// <summary>Null when nobody has that id.</summary>
    public async Task<Person?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        foreach (var sql in (string[])[Person, Cast, Crew])
            batch.BatchCommands.Add(new(sql) { Parameters = { new NpgsqlParameter<int> { TypedValue = id } } });

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        var person = ReadPerson(reader);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            person.Cast.Add(ReadCastCredit(reader));
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            person.Crew.Add(ReadCrewCredit(reader));
        return person;
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
        Movie = MovieSummaryRow.Read(row),
        Character = row.GetString(MovieSummaryRow.ColumnCount),
        Order = row.GetInt32(MovieSummaryRow.ColumnCount + 1),
    };

    private static CrewCredit ReadCrewCredit(NpgsqlDataReader row) => new()
    {
        Movie = MovieSummaryRow.Read(row),
        Job = row.GetString(MovieSummaryRow.ColumnCount),
        Department = row.GetString(MovieSummaryRow.ColumnCount + 1),
    };
}
