using Grpc.Core;
using Grpc.Core.Interceptors;

namespace MovieAspire.ServiceDefaults.Caching;

/// <summary>Says in a trailer of the call that its answer is older than it should be, and since when.</summary>
public sealed class StaleReads : Interceptor
{
    /// <summary>The trailer: when the oldest part of the answer was read from the database, ISO 8601.</summary>
    public const string Trailer = "stale-since";

    private static readonly AsyncLocal<StaleReads.Call?> Current = new();

    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var call = Current.Value = new();
        var response = await continuation(request, context);
        if (call.Since is { } since)
            context.ResponseTrailers.Add(Trailer, since.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        return response;
    }

    /// <summary>The present call answers with something that was read then.</summary>
    internal static void Note(DateTimeOffset since)
    {
        if (Current.Value is { } call && (call.Since is null || since < call.Since))
            call.Since = since;
    }

    private sealed class Call
    {
        public DateTimeOffset? Since { get; set; }
    }
}
