namespace MovieAspire.Testing;

/// <summary>
/// The Postgres server of this test process: started by whoever asks first, on a free loopback port,
/// gone with the process. Isolation comes from a database per test or fixture.
/// </summary>
public static class PostgresServer
{
    private static readonly Lazy<Task<PostgresInstance>> Shared =
        new(() => PostgresInstance.CreateAsync(CancellationToken.None));

    /// <returns>The connection string of a new, empty database.</returns>
    public static async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default) =>
        await (await Shared.Value.WaitAsync(cancellationToken)).CreateDatabaseAsync(cancellationToken);

    /// <summary>
    /// A new database that starts as a copy of what <paramref name="prepare"/> made of an empty one.
    /// It runs once per process and <paramref name="template"/>; a copy takes some 50 ms.
    /// </summary>
    /// <param name="template">Names the preparation, e.g. "schema".</param>
    /// <param name="prepare">Gets an unpooled connection string; must leave no connection open.</param>
    /// <param name="cancellationToken">Stops the waiting, not the preparation, which others may share.</param>
    public static async Task<string> CreateDatabaseAsync(
        string template, Func<string, Task> prepare, CancellationToken cancellationToken = default) =>
        await (await Shared.Value.WaitAsync(cancellationToken))
            .CreateDatabaseAsync(template, prepare, cancellationToken);

    /// <summary>A server of the caller's own, which it may stop and start again. Takes about 2 s.</summary>
    /// <param name="durable">With fsync and all else as Postgres comes, for measurements.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static Task<PostgresInstance> StartOwnAsync(
        bool durable = false, CancellationToken cancellationToken = default) =>
        PostgresInstance.CreateAsync(cancellationToken, durable);
}
