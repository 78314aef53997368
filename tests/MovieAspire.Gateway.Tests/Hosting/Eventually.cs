using System.Diagnostics;

namespace MovieAspire.Gateway.Tests.Hosting;

internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks again until the answer is as wanted, and returns it.</summary>
    internal static async Task<Reply> AnswersAsync(Func<Task<Reply>> ask, Func<Reply, bool> isWanted)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(50))
        {
            var reply = await ask();
            if (isWanted(reply))
                return reply;
            Assert.True(
                Stopwatch.GetElapsedTime(started) < Patience,
                $"Still {reply.Status}: {System.Text.Encoding.UTF8.GetString(reply.Bytes)}");
        }
    }

    /// <summary>Waits until it is so.</summary>
    internal static async Task TrueAsync(Func<bool> isSo, Func<string> describe)
    {
        for (var started = Stopwatch.GetTimestamp(); !isSo(); await Task.Delay(20))
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, describe());
    }
}
