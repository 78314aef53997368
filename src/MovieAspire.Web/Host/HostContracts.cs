namespace MovieAspire.Web.Host;

/// <summary>The names of what the host has set up for all that it serves.</summary>
/// <param name="StoredData">The output-cache policy for reads of data that only runs change.</param>
/// <param name="Passwords">The rate-limit policy for guesses of a password.</param>
/// <param name="AdminRole">The role that may operate the platform.</param>
public sealed record PagePolicies(string StoredData, string Passwords, string AdminRole);

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
