using System.Globalization;
using MovieAspire.ProviderEmulator.Omdb;
using MovieAspire.ProviderEmulator.Statistics;
using MovieAspire.ProviderEmulator.Tmdb;

namespace MovieAspire.ProviderEmulator.Faults;

/// <summary>Puts the faults of one provider before its answers.</summary>
internal sealed class FaultMiddleware(
    RequestDelegate next, FaultState state, RequestStatistics statistics, TimeProvider time,
    IHostApplicationLifetime lifetime, bool isOmdb)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var faults = isOmdb ? state.Plan.Omdb : state.Plan.Tmdb;
        if (faults == new ProviderFaults())
        {
            await next(context);
            return;
        }

        var draw = state.Draw(context.Request.Path + context.Request.QueryString.Value);
        var delay = faults.Latency + faults.Jitter * draw.Chance(0);
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, time, context.RequestAborted);

        var counter = isOmdb ? statistics.Omdb : statistics.Tmdb;
        if (await TryFailAsync(context, faults, draw))
            counter.Fault();
        else if (draw.Hits(faults.BrokenJsonShare, 7) || draw.Hits(faults.BadBodyShare, 8))
            await SpoilAsync(context, draw.Hits(faults.BrokenJsonShare, 7), counter);
        else
            await next(context);
    }

    private async Task<bool> TryFailAsync(HttpContext context, ProviderFaults faults, FaultDraw draw)
    {
        if (draw.Hits(faults.DroppedShare, 1))
            context.Abort();
        else if (draw.Hits(faults.HangingShare, 2))
            await HangAsync(context);
        else if (state.IsStorm(faults) || draw.Hits(faults.TooManyRequestsShare, 3))
            await OverLimit(context, faults, StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
        else if (draw.Hits(faults.LimitBodyWith200Share, 4))
            await OverLimit(context, faults, StatusCodes.Status200OK).ExecuteAsync(context);
        else if (draw.Hits(faults.ServerErrorShare, 5))
            await TmdbErrors.Internal((int)(draw.Chance(6) * 3) switch { 0 => 500, 1 => 502, _ => 503 }).ExecuteAsync(context);
        else if (faults.LimitReached)
            await OmdbErrors.LimitReached.ExecuteAsync(context);
        else
            return false;
        return true;
    }

    private async Task HangAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }

    private static IResult OverLimit(HttpContext context, ProviderFaults faults, int status)
    {
        if (status == StatusCodes.Status429TooManyRequests && faults.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TmdbErrors.OverLimit(status, 42, 40);
    }

    /// <summary>Answers truly, then cuts the body in the middle or puts in what no JSON allows.</summary>
    private async Task SpoilAsync(HttpContext context, bool cut, ProviderCounter counter)
    {
        var wire = context.Response.Body;
        using var body = new MemoryStream();
        context.Response.Body = body;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        counter.Fault();
        var bytes = body.ToArray();
        var spoiled = cut ? bytes[..(bytes.Length / 2)] : OmdbFaults.Spoil(bytes);
        context.Response.ContentLength = spoiled.Length;
        await wire.WriteAsync(spoiled, context.RequestAborted);
    }
}
