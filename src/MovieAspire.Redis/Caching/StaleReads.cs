using System.Globalization;
using Grpc.Core;

namespace MovieAspire.Redis.Caching;

/// <summary>Says in a trailer of a call that its answer is older than it should be, and since when.</summary>
public static class StaleReads
{
    /// <summary>The trailer: when the oldest part of the answer was read from the database, ISO 8601.</summary>
    public const string Trailer = "stale-since";

    internal static void Mark(ServerCallContext call, DateTimeOffset since)
    {
        if (call.ResponseTrailers.Get(Trailer) is { } other)
        {
            if (DateTimeOffset.Parse(other.Value, CultureInfo.InvariantCulture) <= since)
                return;
            call.ResponseTrailers.Remove(other);
        }

        call.ResponseTrailers.Add(Trailer, since.ToString("O", CultureInfo.InvariantCulture));
    }
}
