using Microsoft.Extensions.Options;
using MovieAspire.Gateway.Auth;
using MovieAspire.Gateway.Caching;
using MovieAspire.Gateway.RateLimits;
using MovieAspire.Gateway.Service;
using MovieAspire.ServiceDefaults.HealthChecks;
using MovieAspire.ServiceDefaults.Tokens;
using MovieAspire.Web.Host;

namespace MovieAspire.Gateway.Pages;

/// <summary>What the pages take from their host.</summary>
internal static class PageServices
{
    internal static PageConventions Conventions { get; } = new(
        StoredData: pages => pages.CacheStoredData(), Searches: pages => pages.CountsAs(RequestKind.Search),
        SignIns: pages => pages.CountsAs(RequestKind.SignIn), Uploads: pages => pages.CountsAs(RequestKind.Upload),
        EventStreams: pages => pages.CountsAs(RequestKind.EventStream), TokenServices.AdminRole);

    internal static IHostApplicationBuilder AddPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ISignIn, PageSignIn>().AddSingleton<IPlatformHealth, PageHealth>();
        return builder;
    }
}

/// <summary>The same tokens as POST /auth/token issues.</summary>
internal sealed class PageSignIn(TokenIssuer issuer, IOptions<AuthOptions> options) : ISignIn
{
    public SignedIn? SignIn(string username, string password) =>
        issuer.Issue(username, password) is { } token ? new(token, options.Value.TokenLifetime) : null;
}

/// <summary>The same as GET /health tells.</summary>
internal sealed class PageHealth(BriefMemory<Health> memory) : IPlatformHealth
{
    public async Task<PlatformState> AskAsync(CancellationToken cancellationToken)
    {
        var health = await memory.AskAsync(cancellationToken);
        return new(
            health.Status,
            [
                Part("postgres", health.Postgres), Part("schema", health.Schema), Part("redis", health.Redis),
                Part("meilisearch", health.Meilisearch), Part("catalog", health.Catalog), Part("analytics", health.Analytics),
                Part("worker", health.Worker), Part("quality", health.Quality),
            ]);
    }

    private static PartState Part(string name, ComponentHealth health) => new(name, health.Status, health.LatencyMs, health.Reason);
}
