using Grpc.Core;

namespace MovieAspire.ServiceDefaults.Errors;

/// <summary>The errors of the domain. Throw what these return; the interceptor translates it.</summary>
public static class ServiceError
{
    /// <summary>How many bad fields an error names at most.</summary>
    public const int MaxFields = 20;

    private const int MaxFieldLength = 100;
    private const int MaxDescriptionLength = 500;
    private const int MaxMessageLength = 1_000;

    /// <summary>INVALID_ARGUMENT that names one bad field.</summary>
    public static ServiceException InvalidField(string field, string description) =>
        InvalidFields([new FieldViolation(field, description)]);

    /// <summary>
    /// INVALID_ARGUMENT that names every bad field, up to <see cref="MaxFields"/>: the answer to any request fits into the
    /// trailers of a call.
    /// </summary>
    public static ServiceException InvalidFields(IReadOnlyList<FieldViolation> violations)
    {
        var named = violations.Take(MaxFields)
            .Select(violation => new FieldViolation(Short(violation.Field, MaxFieldLength), Short(violation.Description, MaxDescriptionLength)))
            .ToList();
        var message = string.Join("; ", named.Select(violation => $"{violation.Field}: {violation.Description}"));
        if (violations.Count > MaxFields)
            message += $"; and {violations.Count - MaxFields} more";
        return new(StatusCode.InvalidArgument, "INVALID_FIELDS", Short(message, MaxMessageLength), named);
    }

    /// <summary>INVALID_ARGUMENT whose message says all: what is wrong is inside of what was sent, not a field of it.</summary>
    public static ServiceException Invalid(string reason, string message) =>
        new(StatusCode.InvalidArgument, reason, message);

    /// <summary>NOT_FOUND: there is no such resource, for example <c>NotFound("movie", 42)</c>.</summary>
    public static ServiceException NotFound(string resource, object id) =>
        new(StatusCode.NotFound, ReasonFor(resource, "NOT_FOUND"), $"There is no {resource} {id}.");

    /// <summary>NOT_FOUND: no run has computed that artifact yet; the message says what there is.</summary>
    public static ServiceException NotComputed(string message) =>
        new(StatusCode.NotFound, "NOT_COMPUTED", message);

    /// <summary>FAILED_PRECONDITION: the resource existed, but its provider removed it (410 in REST).</summary>
    public static ServiceException Removed(string resource, object id) => new(
        StatusCode.FailedPrecondition, ReasonFor(resource, "REMOVED"), $"The {resource} {id} was removed by its provider.");

    /// <summary>ALREADY_EXISTS, for example a run of a job that is running already (409 in REST).</summary>
    public static ServiceException AlreadyExists(string reason, string message) =>
        new(StatusCode.AlreadyExists, reason, message);

    /// <summary>FAILED_PRECONDITION: the resource's state does not allow this, for example to cancel a run that has ended.</summary>
    public static ServiceException FailedPrecondition(string reason, string message) =>
        new(StatusCode.FailedPrecondition, reason, message);

    /// <summary>UNAUTHENTICATED: nobody says who asks (401 in REST).</summary>
    public static ServiceException Unauthenticated(string reason, string message) =>
        new(StatusCode.Unauthenticated, reason, message);

    /// <summary>PERMISSION_DENIED: whoever asks may not do this (403 in REST).</summary>
    public static ServiceException PermissionDenied(string reason, string message) =>
        new(StatusCode.PermissionDenied, reason, message);

    /// <summary>UNAVAILABLE: something this needs does not answer; the same call may succeed later (503 in REST).</summary>
    public static ServiceException Unavailable(string reason, string message) =>
        new(StatusCode.Unavailable, reason, message);

    private static string Short(string text, int length) => text.Length <= length ? text : $"{text[..length]}...";

    private static string ReasonFor(string resource, string suffix) => $"{resource.ToUpperInvariant()}_{suffix}";
}
