using Microsoft.AspNetCore.Builder;

namespace MovieAspire.Web.Host;

/// <summary>What the host has set up for all that it serves, pages or not.</summary>
/// <param name="StoredData">Responses that may be kept until a run changes the data.</param>
/// <param name="Searches">Requests that cost as much as a search.</param>
/// <param name="SignIns">Guesses of a password.</param>
/// <param name="Uploads">Files that anybody may send.</param>
/// <param name="EventStreams">Responses that stay open.</param>
/// <param name="AdminRole">The role that may operate the platform.</param>
public sealed record PageConventions(
    Action<IEndpointConventionBuilder> StoredData, Action<IEndpointConventionBuilder> Searches,
    Action<IEndpointConventionBuilder> SignIns, Action<IEndpointConventionBuilder> Uploads, Action<IEndpointConventionBuilder> EventStreams,
    string AdminRole);

/// <summary>The host's way to sign in.</summary>
public interface ISignIn
{
    /// <summary>A token for the Authorization header, or null for a wrong name or password.</summary>
    SignedIn? SignIn(string username, string password);
}

/// <param name="Token">Goes into the header after the word Bearer.</param>
/// <param name="Lifetime">How long it is good for.</param>
public sealed record SignedIn(string Token, TimeSpan Lifetime);

/// <summary>How the platform is, as the host's /health tells it.</summary>
public interface IPlatformHealth
{
    Task<PlatformState> AskAsync(CancellationToken cancellationToken);
}

/// <param name="Status">healthy, degraded or unhealthy.</param>
/// <param name="Parts">Each part that something depends on.</param>
public sealed record PlatformState(string Status, IReadOnlyList<PartState> Parts);

/// <param name="Name">For example postgres.</param>
/// <param name="Status">healthy, degraded, unhealthy or unknown.</param>
/// <param name="LatencyMs">Milliseconds that it took to answer.</param>
/// <param name="Reason">Why it is not healthy.</param>
public sealed record PartState(string Name, string Status, double? LatencyMs, string? Reason);
