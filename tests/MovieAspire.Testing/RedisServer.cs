namespace MovieAspire.Testing;

/// <summary>
/// The Redis server of this test process, like <see cref="PostgresServer"/>. Keys are isolated by
/// logical databases; channels of pub/sub are not.
/// </summary>
public static class RedisServer
{
    /// <summary>
    /// Redis:Timeout of the processes under test, where a test says nothing else: on a busy machine a slow Redis is not to
    /// look like one that is away, without which all go on in another way. 5 s, the longest that may be set.
    /// </summary>
    public const string Patience = "00:00:05";

    private static readonly Lazy<Task<RedisInstance>> Shared =
        new(() => RedisInstance.CreateAsync(CancellationToken.None));

    /// <returns>A connection string whose default database nobody else uses.</returns>
    public static async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default) =>
        (await Shared.Value.WaitAsync(cancellationToken)).CreateDatabase();

    /// <summary>A server of the caller's own, which it may stop, start again and pause.</summary>
    public static Task<RedisInstance> StartOwnAsync(CancellationToken cancellationToken = default) =>
        RedisInstance.CreateAsync(cancellationToken);
}
