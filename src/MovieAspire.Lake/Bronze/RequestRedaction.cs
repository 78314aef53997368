namespace MovieAspire.Lake.Bronze;

/// <summary>Removes secrets from a request before it is stored.</summary>
public static class RequestRedaction
{
    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "api_key", "apikey", "access_token", "session_id", "guest_session_id", "request_token", "token",
    };

    /// <summary>The request without its secret query parameters; the rest stays byte for byte.</summary>
    public static string WithoutSecrets(string request)
    {
        var start = request.IndexOf('?', StringComparison.Ordinal);
        if (start < 0)
            return request;
        var kept = request[(start + 1)..].Split('&').Where(pair => !IsSecret(pair)).ToArray();
        return kept.Length == 0 ? request[..start] : $"{request[..start]}?{string.Join('&', kept)}";
    }

    private static bool IsSecret(string pair) => Secrets.Contains(Uri.UnescapeDataString(pair.Split('=', 2)[0]).Trim());
}
