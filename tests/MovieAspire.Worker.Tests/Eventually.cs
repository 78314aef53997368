namespace MovieAspire.Worker.Tests;

/// <summary>Waits for a condition, with a deadline that says what was waited for.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<T> GetAsync<T>(Func<Task<T>> look, Func<T, bool> isThere, string what)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var seen = await look();
            if (isThere(seen))
                return seen;
            if (deadline.IsCancellationRequested)
                throw new TimeoutException($"{what}; the last state was: {seen}");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    public static Task<bool> TrueAsync(Func<Task<bool>> look, string what) => GetAsync(look, seen => seen, what);
}
