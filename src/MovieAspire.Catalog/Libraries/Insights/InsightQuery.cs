using Google.Protobuf;
using MovieAspire.Catalog.Libraries.Sessions;
using MovieAspire.ServiceDefaults.Errors;
using Npgsql;

namespace MovieAspire.Catalog.Libraries.Insights;

/// <summary>What the worker computed of a library, as it wrote it.</summary>
internal sealed class InsightQuery([FromKeyedServices(LibraryOptions.DataSourceKey)] NpgsqlDataSource dataSource)
{
    /// <exception cref="ServiceException">NOT_FOUND with reason NOT_COMPUTED.</exception>
    public async Task<T> GetAsync<T>(SessionRow session, string kind, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : IMessage<T> =>
        await FindAsync(session, kind, 0, parser, cancellationToken)
            ?? throw ServiceError.NotComputed("The library is not analysed yet: its session has to be completed once.");

    /// <summary>Null when there is none of this key.</summary>
    public async Task<T?> FindAsync<T>(SessionRow session, string kind, int key, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : IMessage<T>
    {
        await using var command = dataSource.CreateCommand(
            "SELECT content FROM libraries.insights WHERE session_id = $1 AND kind = $2 AND key = $3");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = key });
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] content ? parser.ParseFrom(content) : default;
    }
}
