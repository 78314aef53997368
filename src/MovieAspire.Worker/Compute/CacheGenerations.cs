using MovieAspire.Worker.Runs;
using StackExchange.Redis;

namespace MovieAspire.Worker.Compute;

/// <summary>
/// Tells the services that the data changed: what they cached under the old number of
/// <c>{owner}:generation</c> is not read any more. Both get a new one, because analytics reads the catalog too.
/// </summary>
internal sealed partial class CacheGenerations(IServiceProvider services, TimeProvider time, ILogger<CacheGenerations> logger)
    : IRunFollowUp
{
    private static readonly string[] Keys = ["catalog:generation", "analytics:generation"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public Task FollowUpAsync(RunContext run, CancellationToken cancellationToken) =>
        run.HasChanges ? AdvanceAsync() : Task.CompletedTask;

    /// <summary>Advances both. Without Redis there is no cache to speak of, and entries expire by themselves.</summary>
    public async Task AdvanceAsync()
    {
        try
        {
            // Resolving the client connects, which blocks.
            var redis = await Task.Run(services.GetService<IConnectionMultiplexer>).WaitAsync(Patience, time);
            if (redis is null)
                return;
            var database = redis.GetDatabase();
            await Task.WhenAll(Keys.Select(key => database.StringIncrementAsync(key))).WaitAsync(Patience, time);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            LogAway(e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The caches could not be told that the data changed: {Reason}")]
    private partial void LogAway(string reason);
}
