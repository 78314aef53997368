using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MovieAspire.Web.Operate;

/// <summary>The Aspire dashboard, which has logs and traces; section <c>Dashboard</c>.</summary>
public sealed record AspireDashboard
{
    internal const string Section = "Dashboard";

    /// <summary>Dashboard:Url: where browsers reach it; without one, nothing links to it.</summary>
    public Uri? Url { get; init; }

    /// <summary>The structured logs of one of the services.</summary>
    internal Uri Logs(string service) => new(Url!, $"/structuredlogs/resource/{service}");

    /// <summary>The traces of one of the services.</summary>
    internal Uri Traces(string service) => new(Url!, $"/traces/resource/{service}");
}

internal static class AspireDashboardServices
{
    internal static IHostApplicationBuilder AddAspireDashboard(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<AspireDashboard>().BindConfiguration(AspireDashboard.Section)
            .Validate(
                dashboard => dashboard.Url is null or { IsAbsoluteUri: true, Scheme: "http" or "https" },
                "Dashboard:Url must be an http or https address.")
            .ValidateOnStart();
        return builder;
    }
}
