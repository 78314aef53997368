using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace MovieAspire.Gateway.Http;

/// <summary>Proxies before the gateway; section <c>Proxies</c>.</summary>
internal sealed record ProxyOptions : IValidatableObject
{
    internal const string Section = "Proxies";

    /// <summary>
    /// Proxies:Trusted: addresses and networks (10.0.0.0/8) by comma, whose X-Forwarded-For and X-Forwarded-Proto are
    /// believed. None by default: anyone can write such a header, and would be another client with each.
    /// </summary>
    public string Trusted { get; init; } = "";

    internal IEnumerable<IPNetwork> Networks => Texts.Select(text => Parse(text)!.Value);

    private string[] Texts => Trusted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Texts
        .Where(text => Parse(text) is null)
        .Select(text => new ValidationResult($"Proxies:Trusted: {text} is neither an address nor a network like 10.0.0.0/8."));

    private static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : null;
}

/// <summary>Who calls, where a proxy stands between.</summary>
internal static class Proxies
{
    // Aspire and others set ASPNETCORE_FORWARDEDHEADERS_ENABLED: the framework then reads the headers by itself, of anyone.
    private const string ReadByFramework = "ForwardedHeaders_Enabled";

    internal static void AddProxies(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<ProxyOptions>>((headers, proxies) =>
        {
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            foreach (var network in proxies.Value.Networks)
                headers.KnownIPNetworks.Add(network);
            // No network at all would stand for any.
            headers.ForwardedHeaders = headers.KnownIPNetworks.Count > 0
                ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
                : ForwardedHeaders.None;
            // Back to the first address that is no proxy of ours.
            headers.ForwardLimit = null;
        });
    }

    internal static void UseProxies(this WebApplication app)
    {
        if (!app.Configuration.GetValue(ReadByFramework, false))
            app.UseForwardedHeaders();
    }
}
