using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace MovieAspire.ServiceDefaults.Errors;

/// <summary>
/// Carries <c>google.rpc.Status</c> with its details over gRPC: the trailer grpc-status-details-bin,
/// as google.rpc defines it (AIP-193).
/// </summary>
public static class RpcStatus
{
    /// <summary>
    /// The trailer by which a server asks not to be tried again (gRFC A6, server pushback): it is up, and what it needs is not.
    /// </summary>
    public const string NoRetry = "grpc-retry-pushback-ms";

    private const string Trailer = "grpc-status-details-bin";
    private const string Domain = "movieaspire";

    // ErrorInfo.Type is the field that google.rpc has renamed to "reason"; the wire is the same.

    /// <summary>The exception to throw out of a gRPC method.</summary>
    public static RpcException ToRpcException(
        StatusCode code, string reason, string message, IReadOnlyList<FieldViolation> violations)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        status.Details.Add(Any.Pack(new ErrorInfo { Type = reason, Domain = Domain }));
        if (violations.Count > 0)
        {
            var badRequest = new BadRequest();
            badRequest.FieldViolations.AddRange(violations.Select(violation => new BadRequest.Types.FieldViolation
            {
                Field = violation.Field,
                Description = violation.Description,
            }));
            status.Details.Add(Any.Pack(badRequest));
        }

        var trailers = new Metadata { { Trailer, status.ToByteArray() } };
        if (code is StatusCode.Unavailable)
            trailers.Add(NoRetry, "-1");
        return new RpcException(new Grpc.Core.Status(code, message), trailers, message);
    }

    /// <summary>The reason constant of an error that came over gRPC, or null when it carries none.</summary>
    public static string? ReasonOf(RpcException error) => Detail<ErrorInfo>(error)?.Type;

    /// <summary>The bad fields of an error that came over gRPC.</summary>
    public static IReadOnlyList<FieldViolation> ViolationsOf(RpcException error) =>
        Detail<BadRequest>(error)?.FieldViolations
            .Select(violation => new FieldViolation(violation.Field, violation.Description)).ToList() ?? [];

    private static T? Detail<T>(RpcException error) where T : class, IMessage<T>, new()
    {
        var bytes = error.Trailers.GetValueBytes(Trailer);
        if (bytes is null)
            return null;

        var status = Google.Rpc.Status.Parser.ParseFrom(bytes);
        foreach (var detail in status.Details)
        {
            if (detail.TryUnpack<T>(out var value))
                return value;
        }

        return null;
    }
}
