namespace MovieAspire.Gateway.Auth;

/// <summary>Who asks for an access token.</summary>
public sealed record TokenRequest
{
    /// <summary>The user's name.</summary>
    /// <example>admin</example>
    public string? Username { get; init; }

    /// <summary>The user's password.</summary>
    public string? Password { get; init; }

    /// <summary>Without the password, which a record would print.</summary>
    public override string ToString() => $"{nameof(TokenRequest)} of {Username}";
}

/// <summary>An access token, as RFC 6749 section 5.1 has it.</summary>
/// <param name="AccessToken">For the Authorization header, after the word Bearer.</param>
/// <param name="TokenType">Always Bearer.</param>
/// <param name="ExpiresIn">Seconds that the token is good for.</param>
public sealed record TokenResponse(string AccessToken, string TokenType, long ExpiresIn);
