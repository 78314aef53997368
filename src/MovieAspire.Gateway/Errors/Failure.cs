using System.Text.Json;
using Grpc.Core;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Errors;

/// <summary>What an exception means to the caller: a status, and what may be told about it.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Detail">For people; null when the status says it all or when the cause is nobody's business.</param>
/// <param name="Reason">For programs.</param>
/// <param name="Violations">The bad fields of the request.</param>
internal sealed record Failure(
    int Status, string? Detail = null, string? Reason = null, IReadOnlyList<FieldViolation>? Violations = null)
{
    private const string Body = "body";

    internal static Failure Of(Exception error) => error switch
    {
        RpcException rpc => OfRpc(rpc),
        ServiceException own => new(
            GrpcStatusTable.ToHttp(own.Code, own.Reason), own.Message, own.Reason, own.Violations),
        BadHttpRequestException bad => OfBadRequest(bad),
        _ => new(StatusCodes.Status500InternalServerError),
    };

    // Only our services give a reason. Other texts name addresses and types, so they are not passed on.
    private static Failure OfRpc(RpcException error)
    {
        var reason = RpcStatus.ReasonOf(error);
        var status = GrpcStatusTable.ToHttp(error.StatusCode, reason);
        var detail = reason is null || status is StatusCodes.Status500InternalServerError ? null : error.Status.Detail;
        return new(status, detail, reason, RpcStatus.ViolationsOf(error));
    }

    // Queries and routes are checked before (RequestRules), so what is left to be bad is the body.
    private static Failure OfBadRequest(BadHttpRequestException error)
    {
        if (error.StatusCode is not StatusCodes.Status400BadRequest)
            return new(error.StatusCode);

        var violation = error.InnerException switch
        {
            JsonException { Path: { } path } when path.StartsWith("$.", StringComparison.Ordinal) =>
                new FieldViolation(path[2..], "is unknown, given twice, or not of the documented type"),
            JsonException => new FieldViolation(Body, "must be JSON of the documented shape"),
            _ => new FieldViolation(Body, "is required, as a JSON object"),
        };
        return new(error.StatusCode, Reason: "INVALID_FIELDS", Violations: [violation]);
    }
}
