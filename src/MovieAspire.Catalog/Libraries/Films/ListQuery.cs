using MovieAspire.Catalog.Libraries.Sessions;
using MovieAspire.Catalog.Movies;
using MovieAspire.Contracts.Libraries.V1;
using Npgsql;

namespace MovieAspire.Catalog.Libraries.Films;

/// <summary>The lists of a library; their films are pages of <see cref="FilmQuery"/>.</summary>
internal sealed class ListQuery([FromKeyedServices(LibraryOptions.DataSourceKey)] NpgsqlDataSource dataSource)
{
    // Keys of list items begin with "i:" (EntryMerge), so that a diary of 200,000 rows is not read for them.
    private const string Sql = """
        SELECT e.list, count(*), count(*) FILTER (WHERE f.is_watched), count(*) FILTER (WHERE x.state = 'matched')
        FROM libraries.entries e JOIN libraries.films f ON f.id = e.film_id LEFT JOIN libraries.matches x ON x.film_id = f.id
        WHERE e.session_id = $1 AND e.key >= 'i:' AND e.key < 'i;' AND e.kind = 'list-item'
        GROUP BY e.list ORDER BY e.list COLLATE catalog.titles
        """;

    public async Task<ListListsResponse> RunAsync(Guid session, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        var response = new ListListsResponse();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            response.Lists.Add(new FilmList { Name = row.Text(0) ?? "", Films = row.GetInt64(1), Watched = row.GetInt64(2), Matched = row.GetInt64(3) });
        return response;
    }
}
