namespace Aspire.Hosting.StandIn.Tests;

internal static class Poll
{
    public static async Task UntilAsync(Func<bool> condition, TimeSpan timeout, Func<string> failure)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !condition();)
        {
            if (TimeProvider.System.GetElapsedTime(began) > timeout)
                Assert.Fail(failure());
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
