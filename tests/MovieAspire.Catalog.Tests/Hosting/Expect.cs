using System.Diagnostics;
using Grpc.Core;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Catalog.Tests.Hosting;

internal static class Expect
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>When every call of the tests must have ended.</summary>
    public static DateTime Deadline => TimeProvider.System.GetUtcNow().UtcDateTime + Patience;

    public static async Task<RpcException> FailureAsync<T>(StatusCode code, string reason, AsyncUnaryCall<T> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal((code, reason), (error.StatusCode, RpcStatus.ReasonOf(error)));
        return error;
    }

    public static async Task InvalidAsync<T>(string[] fields, AsyncUnaryCall<T> call)
    {
        var error = await FailureAsync(StatusCode.InvalidArgument, "INVALID_FIELDS", call);
        Assert.Equal(fields.Order(), RpcStatus.ViolationsOf(error).Select(violation => violation.Field).Order());
    }

    public static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        for (var started = Stopwatch.GetTimestamp(); !await condition(); await Task.Delay(20))
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, "The condition did not come true in time.");
    }
}
