namespace MovieAspire.Gateway.Libraries;

/// <summary>
/// Headers of whoever owns a session. Not Authorization: that is for the platform's own access tokens, and a caller may have both.
/// </summary>
internal static class OwnerToken
{
    internal const string Header = "X-Owner-Token";

    /// <summary>Of the library that a comparison is with.</summary>
    internal const string OtherHeader = "X-With-Owner-Token";

    internal const string Description = "The owner_token that the upload answered.";
}
