using System.Collections.Frozen;
using Grpc.Core;

namespace MovieAspire.Gateway.Errors;

/// <summary>
/// The HTTP status of each gRPC code, as google.rpc.Code documents it ("HTTP Mapping"). Two differ from it:
/// OK has no place in an error, so a failed call that says OK is a bug; and FAILED_PRECONDITION is 410 when the
/// resource was removed, 409 when it has ended. Its other reasons stay 400 and are not 412, which speaks of the
/// caller's If-Match.
/// </summary>
internal static class GrpcStatusTable
{
    private const string Removed = "_REMOVED";
    private const string Ended = "_ENDED";

    private static readonly FrozenDictionary<StatusCode, int> HttpStatus = new Dictionary<StatusCode, int>
    {
        [StatusCode.OK] = StatusCodes.Status500InternalServerError,
        [StatusCode.Cancelled] = StatusCodes.Status499ClientClosedRequest,
        [StatusCode.Unknown] = StatusCodes.Status500InternalServerError,
        [StatusCode.InvalidArgument] = StatusCodes.Status400BadRequest,
        [StatusCode.DeadlineExceeded] = StatusCodes.Status504GatewayTimeout,
        [StatusCode.NotFound] = StatusCodes.Status404NotFound,
        [StatusCode.AlreadyExists] = StatusCodes.Status409Conflict,
        [StatusCode.PermissionDenied] = StatusCodes.Status403Forbidden,
        [StatusCode.Unauthenticated] = StatusCodes.Status401Unauthorized,
        [StatusCode.ResourceExhausted] = StatusCodes.Status429TooManyRequests,
        [StatusCode.FailedPrecondition] = StatusCodes.Status400BadRequest,
        [StatusCode.Aborted] = StatusCodes.Status409Conflict,
        [StatusCode.OutOfRange] = StatusCodes.Status400BadRequest,
        [StatusCode.Unimplemented] = StatusCodes.Status501NotImplemented,
        [StatusCode.Internal] = StatusCodes.Status500InternalServerError,
        [StatusCode.Unavailable] = StatusCodes.Status503ServiceUnavailable,
        [StatusCode.DataLoss] = StatusCodes.Status500InternalServerError,
    }.ToFrozenDictionary();

    internal static int ToHttp(StatusCode code, string? reason) => (code, reason) switch
    {
        (StatusCode.FailedPrecondition, { } why) when why.EndsWith(Removed, StringComparison.Ordinal) => StatusCodes.Status410Gone,
        (StatusCode.FailedPrecondition, { } why) when why.EndsWith(Ended, StringComparison.Ordinal) => StatusCodes.Status409Conflict,
        _ => HttpStatus.GetValueOrDefault(code, StatusCodes.Status500InternalServerError),
    };
}
