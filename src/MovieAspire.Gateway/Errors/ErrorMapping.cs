using System.Text.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Errors;

/// <summary>What an exception means to the caller: a status, and what may be told about it.</summary>
internal static class ErrorMapping
{
    /// <summary>Extension of a problem: a constant for programs.</summary>
    internal const string Reason = "reason";

    /// <summary>Extension of a problem: what is wrong with each field, by the field's name in JSON.</summary>
    internal const string Errors = "errors";

    private const string Body = "body";

    /// <param name="error">Any exception.</param>
    /// <param name="names">What the operation calls the fields of gRPC requests.</param>
    internal static ProblemDetails ToProblem(Exception error, IReadOnlyList<FieldNames> names) => error switch
    {
        RpcException rpc => OfRpc(rpc, names),
        ServiceException own => Create(
            GrpcStatusTable.ToHttp(own.Code, own.Reason), own.Message, own.Reason, own.Violations, names),
        BadHttpRequestException bad => OfBadRequest(bad, names),
        _ => Create(StatusCodes.Status500InternalServerError),
    };

    // Only our services give a reason. Other texts name addresses and types, so they are not passed on.
    private static ProblemDetails OfRpc(RpcException error, IReadOnlyList<FieldNames> names)
    {
        var reason = RpcStatus.ReasonOf(error);
        var status = GrpcStatusTable.ToHttp(error.StatusCode, reason);
        var detail = reason is null || status is StatusCodes.Status500InternalServerError ? null : error.Status.Detail;
        return Create(status, detail, reason, RpcStatus.ViolationsOf(error), names);
    }

    // Queries and routes are checked before (ParameterRules), so what is left to be bad is the body.
    private static ProblemDetails OfBadRequest(BadHttpRequestException error, IReadOnlyList<FieldNames> names)
    {
        if (error.StatusCode is not StatusCodes.Status400BadRequest)
            return Create(error.StatusCode);

        var violation = error.InnerException switch
        {
            JsonException { Path: { } path } when path.StartsWith("$.", StringComparison.Ordinal) =>
                new FieldViolation(path[2..], "is unknown, given twice, or not of the documented type"),
            JsonException => new FieldViolation(Body, "must be JSON of the documented shape"),
            _ => new FieldViolation(Body, "is required, as a JSON object"),
        };
        return Create(error.StatusCode, reason: "INVALID_FIELDS", violations: [violation], names: names);
    }

    private static ProblemDetails Create(
        int status, string? detail = null, string? reason = null, IReadOnlyList<FieldViolation>? violations = null,
        IReadOnlyList<FieldNames>? names = null)
    {
        var problem = new ProblemDetails { Status = status, Detail = detail };
        if (reason is not null)
            problem.Extensions[Reason] = reason;
        if (violations is not { Count: > 0 })
            return problem;

        var errors = violations
            .GroupBy(violation => (names ?? []).Aggregate(violation.Field, (field, name) => name.InJson(field)))
            .ToDictionary(group => group.Key, group => group.Select(violation => violation.Description).ToArray());
        problem.Extensions[Errors] = errors;
        // A service's own text has the names of its protocol.
        problem.Detail = string.Join(
            ' ', errors.SelectMany(field => field.Value.Select(description => $"{field.Key} {description}.")));
        return problem;
    }
}

/// <summary>
/// Endpoint metadata: what a field of the gRPC request is called in JSON, where the names differ. A run's options stand
/// beside the job there, without the word before them.
/// </summary>
internal sealed record FieldNames(string Grpc, string Json)
{
    private const string Options = "options.";

    /// <summary>Where no other name differs.</summary>
    internal static FieldNames OptionsAlone { get; } = new("options", "options");

    internal string InJson(string field) =>
        field == Grpc ? Json
        : field.StartsWith(Options, StringComparison.Ordinal) ? field[Options.Length..]
        : field;
}
