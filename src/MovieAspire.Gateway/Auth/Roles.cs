namespace MovieAspire.Gateway.Auth;

internal static class Roles
{
    /// <summary>May start and stop the platform's work.</summary>
    internal const string Admin = "admin";
}
