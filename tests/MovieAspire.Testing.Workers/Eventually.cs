namespace MovieAspire.Testing.Workers;

/// <summary>Waits for a condition, with a deadline that says what was waited for.</summary>
public static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public static async Task<T> GetAsync<T>(Func<Task<T>> look, Func<T, bool> isThere, Func<T, string> describe)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var seen = await look();
            if (isThere(seen))
                return seen;
            if (deadline.IsCancellationRequested)
                throw new TimeoutException(describe(seen));
            await Task.Delay(Interval, CancellationToken.None);
        }
    }

    public static Task TrueAsync(Func<bool> look, Func<string> describe) =>
        GetAsync(() => Task.FromResult(look()), seen => seen, _ => describe());
}
