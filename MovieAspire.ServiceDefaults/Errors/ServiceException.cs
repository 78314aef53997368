using Grpc.Core;

namespace MovieAspire.ServiceDefaults.Errors;

/// <summary>One bad field of a request, by its name in the API.</summary>
public sealed record FieldViolation(string Field, string Description);

/// <summary>An error that the caller can understand; made by <see cref="ServiceError"/>.</summary>
public sealed class ServiceException : Exception
{
    internal ServiceException(
        StatusCode code, string reason, string message, IReadOnlyList<FieldViolation>? violations = null)
        : base(message)
    {
        Code = code;
        Reason = reason;
        Violations = violations ?? [];
    }

    /// <summary>The gRPC status that the caller gets.</summary>
    public StatusCode Code { get; }

    /// <summary>A constant for programs, in upper snake case: <c>MOVIE_NOT_FOUND</c>.</summary>
    public string Reason { get; }

    /// <summary>The bad fields of an INVALID_ARGUMENT.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; }
}
