using System.Security.Claims;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MovieAspire.ServiceDefaults.Tokens;

/// <summary>
/// Access tokens: JSON Web Tokens signed by HMAC SHA-256 (RFC 7519, and RFC 9068 for their type), with the user's name, role
/// and end. Whoever has the key checks them alone; nothing is stored, so nothing can be lost.
/// </summary>
public sealed class AccessTokens
{
    private const string Algorithm = SecurityAlgorithms.HmacSha256;
    private const string Type = "at+jwt";
    private const string Platform = "movieaspire";
    private const string Role = "role";

    // Clocks of two machines differ a little; a token that has just been issued must not be over elsewhere.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials _signing;
    private readonly TokenValidationParameters _rules;
    private readonly TimeProvider _time;

    /// <summary>Signs with the key of these options, and takes the tokens of the previous one as well.</summary>
    public AccessTokens(IOptions<TokenOptions> options, TimeProvider time)
    {
        _time = time;
        var key = KeyOf(options.Value.SigningKey);
        _signing = new(key, Algorithm);
        _rules = new()
        {
            IssuerSigningKeys = options.Value.PreviousSigningKey is { Length: > 0 } previous ? [key, KeyOf(previous)] : [key],
            ValidAlgorithms = [Algorithm],
            ValidTypes = [Type],
            ValidIssuer = Platform,
            ValidAudience = Platform,
            NameClaimType = JwtRegisteredClaimNames.Sub,
            RoleClaimType = Role,
            LifetimeValidator = (_, expires, _, _) => expires is { } end && time.GetUtcNow().UtcDateTime < end + ClockSkew,
        };
    }

    /// <summary>A token for that user and role.</summary>
    public string Issue(string user, string role, TimeSpan lifetime)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = Platform,
            Audience = Platform,
            IssuedAt = now,
            Expires = now + lifetime,
            Subject = new ClaimsIdentity([new(JwtRegisteredClaimNames.Sub, user), new(Role, role)]),
            SigningCredentials = _signing,
        });
    }

    /// <summary>Whose token it is, with the role; null for one that is not ours, was changed, or is over.</summary>
    public async Task<ClaimsIdentity?> CheckAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _rules);
        return result is { IsValid: true, ClaimsIdentity: { Name.Length: > 0 } identity } ? identity : null;
    }

    private static SymmetricSecurityKey KeyOf(string text) => new(Encoding.UTF8.GetBytes(text));
}
