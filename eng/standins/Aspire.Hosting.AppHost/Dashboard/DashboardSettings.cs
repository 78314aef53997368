using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>Where the dashboard is and listens, by the settings of the official packages; free ports when there are none.</summary>
internal sealed class DashboardSettings(IConfiguration configuration, DistributedApplicationOptions options, string? bundled)
{
    /// <summary>The dashboard's program; null when there is to be no dashboard.</summary>
    public string? Program => options.DisableDashboard ? null : configuration["ASPIRE_DASHBOARD_PATH"] ?? bundled;

    public string FrontendUrl { get; } = First(configuration, "ASPNETCORE_URLS", "URLS")?.Split(';')[0] ?? $"http://localhost:{EndpointAllocator.FreePort()}";

    public string OtlpUrl { get; } = First(configuration, "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "DOTNET_DASHBOARD_OTLP_ENDPOINT_URL")
        ?? $"http://localhost:{EndpointAllocator.FreePort()}";

    public bool AllowsAnonymous { get; } = bool.TryParse(
        First(configuration, "ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"), out var yes) && yes;

    public string BrowserToken { get; } = First(configuration, "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", "DOTNET_DASHBOARD_FRONTEND_BROWSERTOKEN")
        ?? Token();

    public string OtlpApiKey { get; } = Token();

    public string ResourceServiceApiKey { get; } = Token();

    private static string? First(IConfiguration configuration, params string[] keys) =>
        keys.Select(k => configuration[k]).FirstOrDefault(v => !string.IsNullOrEmpty(v));

    private static string Token() => System.Security.Cryptography.RandomNumberGenerator.GetHexString(32, lowercase: true);
}
