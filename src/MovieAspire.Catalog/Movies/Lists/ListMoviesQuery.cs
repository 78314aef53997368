using MovieAspire.Contracts.Catalog.V1;
using Npgsql;

namespace MovieAspire.Catalog.Movies.Lists;

/// <summary>A page of movies: one query, after one more when genre or keyword are filtered by.</summary>
internal sealed class ListMoviesQuery(NpgsqlDataSource database)
{
    private const int KeyColumn = MovieSummaryRow.ColumnCount;

    public async Task<ListMoviesResponse> RunAsync(MoviePage page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var names = await FilterNames.ResolveAsync(connection, page.Filter, cancellationToken);
        await using var command = CreateCommand(connection, page, names);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);

        var response = new ListMoviesResponse();
        var lastKey = "";
        while (await reader.ReadAsync(cancellationToken))
        {
            // One row more than the page was asked for: it only says that there is a next page.
            if (response.Movies.Count == page.Limit)
            {
                response.NextCursor = MovieCursor.Encode(page.Order, lastKey, response.Movies[^1].Id);
                break;
            }

            response.Movies.Add(MovieSummaryRow.Read(reader));
            lastKey = page.Order.KeyType.Write(reader, KeyColumn);
        }

        return response;
    }

    private static NpgsqlCommand CreateCommand(NpgsqlConnection connection, MoviePage page, FilterNames names)
    {
        var where = new SqlConditions();
        where.AddFilter(page.Filter, names);
        var key = page.Order.Key;
        var (direction, comparison) = page.Order.Descending ? ("DESC", "<") : ("ASC", ">");
        if (page.After is { } after)
            where.Add($"({key}, m.id) {comparison} ({where.Value(after.Key)}, {where.Value(after.Id)})");

        // Composed of constants and placeholders only.
#pragma warning disable CA2100
        var command = new NpgsqlCommand($"""
            SELECT {MovieSummaryRow.Columns}, {key}
            FROM catalog.movies m
            WHERE {where}
            ORDER BY {key} {direction}, m.id {direction}
            LIMIT {where.Value(page.Limit + 1)} OFFSET {where.Value(page.Offset)}
            """, connection);
#pragma warning restore CA2100
        command.Parameters.AddRange(where.Parameters.ToArray());
        return command;
    }
}
