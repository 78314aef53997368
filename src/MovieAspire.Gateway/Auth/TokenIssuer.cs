using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Tokens;

namespace MovieAspire.Gateway.Auth;

/// <summary>Checks the password, and issues a token to who knows it.</summary>
internal sealed class TokenIssuer(IOptions<AuthOptions> options, AccessTokens tokens)
{
    /// <summary>The access token, or null for a wrong name or password.</summary>
    internal string? Issue(string username, string password)
    {
        var user = options.Value;

        // Both are compared always, and as hashes: the time taken tells neither which was wrong nor its length.
        var isUser = IsSame(username, user.Username) & IsSame(password, user.Password);
        return isUser ? tokens.Issue(user.Username, TokenServices.AdminRole, user.TokenLifetime) : null;
    }

    private static bool IsSame(string given, string expected) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
