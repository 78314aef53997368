using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Options;
using MovieAspire.ServiceDefaults.Tokens;

namespace MovieAspire.Testing;

/// <summary>Access tokens as the gateway issues them, under the key that services of tests are given.</summary>
public static class TestTokens
{
    /// <summary>For <c>Auth:SigningKey</c>.</summary>
    public const string SigningKey = "the key of the tests, which has enough characters";

    /// <summary>A token, good for an hour unless something else is said.</summary>
    public static string Issue(
        string user = "test", string role = TokenServices.AdminRole, string key = SigningKey, TimeSpan? lifetime = null) =>
        new AccessTokens(Options.Create(new TokenOptions { SigningKey = key }), TimeProvider.System)
            .Issue(user, role, lifetime ?? TimeSpan.FromHours(1));

    /// <summary>Calls that bring such a token.</summary>
    public static CallInvoker As(ChannelBase channel, string user)
    {
        // Tests move their clocks by months, whatever day it is.
        var token = Issue(user, lifetime: TimeSpan.FromDays(3650));
        return channel.Intercept(headers =>
        {
            headers.Add("authorization", $"Bearer {token}");
            return headers;
        });
    }
}
