using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;

namespace MovieAspire.Gateway.Auth;

/// <summary>
/// Checks the password and makes the tokens that the framework's bearer handler reads: opaque, encrypted by
/// data protection, with the user's name, role and end inside.
/// </summary>
internal sealed class TokenIssuer(
    IOptions<AuthOptions> options, IOptionsMonitor<BearerTokenOptions> bearer, TimeProvider time)
{
    /// <summary>The access token, or null for a wrong name or password.</summary>
    internal string? Issue(string username, string password)
    {
        var user = options.Value;

        // Both are compared always, and as hashes: the time taken tells neither which was wrong nor its length.
        var isUser = IsSame(username, user.Username) & IsSame(password, user.Password);
        if (!isUser)
            return null;

        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, user.Username), new(ClaimTypes.Role, AuthServices.AdminRole)],
            BearerTokenDefaults.AuthenticationScheme);
        var properties = new AuthenticationProperties { ExpiresUtc = time.GetUtcNow() + user.TokenLifetime };
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(identity), properties, BearerTokenDefaults.AuthenticationScheme);
        return bearer.Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector.Protect(ticket);
    }

    private static bool IsSame(string given, string expected) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
