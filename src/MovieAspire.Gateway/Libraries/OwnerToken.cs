using Microsoft.Net.Http.Headers;

namespace MovieAspire.Gateway.Libraries;

/// <summary>How whoever owns a session says so: by a header of its own, or by Authorization, which a caller who is signed in besides needs
/// for the platform's own access token.</summary>
internal static class OwnerToken
{
    internal const string Header = "X-Owner-Token";

    /// <summary>Of the library that a comparison is with.</summary>
    internal const string OtherHeader = "X-With-Owner-Token";

    internal const string Description = "The owner_token that the upload answered; `Authorization: Bearer` with it says the same.";

    private const string Bearer = "Bearer ";

    /// <summary>Empty when the request has none.</summary>
    internal static string Of(HttpRequest request, string? header)
    {
        var authorization = request.Headers[HeaderNames.Authorization].ToString();
        return header ?? (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : "");
    }
}
