using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Redis.Caching;

/// <summary>What was loaded, or why the database did not give it: away, or slower than anyone waits who has an old answer.</summary>
internal readonly record struct Loaded<T>(T? Value, Exception? Failure);

/// <summary>Loads from the database, and learns from it whether that is away.</summary>
internal sealed class DatabaseLoader(DatabaseWatch database, TimeProvider time, IOptions<CacheOptions> options)
{
    /// <param name="load">Asks the database.</param>
    /// <param name="hasOld">Whether there is an old answer: whoever has one need not wait for a database that hangs.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<Loaded<T>> LoadAsync<T>(Func<CancellationToken, Task<T>> load, bool hasOld, CancellationToken cancellationToken)
    {
        try
        {
            var value = hasOld ? await LoadInTimeAsync(load, cancellationToken) : await load(cancellationToken);
            database.Answered();
            return new(value, null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (DatabaseErrors.IsAway(e) || DatabaseErrors.IsGivenUp(e)))
        {
            // One slow statement makes no other read's answer old.
            if (DatabaseErrors.IsServerAway(e))
                database.Failed();
            return new(default, e);
        }
    }

    private async Task<T> LoadInTimeAsync<T>(Func<CancellationToken, Task<T>> load, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var loading = load(patience.Token);
        try
        {
            return await loading.WaitAsync(options.Value.StalePatience, time, cancellationToken);
        }
        catch (TimeoutException) when (!loading.IsCompleted)
        {
            await patience.CancelAsync();
            throw;
        }
    }
}
