using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Projects;

/// <summary>
/// A project's endpoints, by the rules of the official packages: those of Kestrel:Endpoints in its appsettings.json, or
/// else those of applicationUrl in its launch profile.
/// </summary>
internal static class ProjectEndpoints
{
    public static void AddTo(IResourceBuilder<ProjectResource> project, string directory, LaunchProfile? profile)
    {
        var publish = project.ApplicationBuilder.ExecutionContext.IsPublishMode;
        var kestrel = ReadKestrel(directory);
        if (kestrel.Count > 0)
            AddKestrel(project, kestrel, publish);
        else if (!publish)
            AddFromProfile(project, profile);

        if (publish && (kestrel.Count > 0 || profile?.ApplicationUrl is not null))
        {
            var http = ForScheme(project, "http");
            var https = ForScheme(project, "https");
            http.TargetPort = https.TargetPort = http.TargetPort ?? https.TargetPort;
        }

        project.WithEnvironment(context => SetUrls(context, project.Resource, kestrel, publish));
    }

    private static List<(string Name, BindingAddress Address, string? Protocols)> ReadKestrel(string directory)
    {
        var settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(directory, "appsettings.json"), optional: true).Build();
        var defaults = settings["Kestrel:EndpointDefaults:Protocols"];
        return [.. settings.GetSection("Kestrel:Endpoints").GetChildren()
            .Where(e => e["Url"] is not null)
            .Select(e => (e.Key, BindingAddress.Parse(e["Url"]!), e["Protocols"] ?? defaults))];
    }

    private static void AddKestrel(IResourceBuilder<ProjectResource> project,
        List<(string Name, BindingAddress Address, string? Protocols)> kestrel, bool publish)
    {
        foreach (var scheme in kestrel.GroupBy(e => e.Address.Scheme))
        {
            foreach (var (name, address, protocols) in scheme)
            {
                // The only endpoint of a scheme is named after it.
                project.WithEndpoint(scheme.Count() == 1 ? scheme.Key : name, e =>
                {
                    e.UriScheme = address.Scheme;
                    e.TargetHost = address.Host;
                    if (protocols == "Http2")
                        e.Transport = "http2";
                    if (publish)
                        e.TargetPort = address.Port;
                    else
                        e.Port = e.ProposedPort = address.Port;
                });
            }
        }
    }

    private static void AddFromProfile(IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        var addresses = (profile?.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? []).Select(BindingAddress.Parse);
        foreach (var scheme in addresses.GroupBy(a => a.Scheme))
        {
            foreach (var (number, address) in scheme.Index())
            {
                project.WithEndpoint(number == 0 ? scheme.Key : $"{scheme.Key}{number + 1}", e =>
                {
                    e.UriScheme = address.Scheme;
                    e.TargetHost = address.Host;
                    e.Port = e.ProposedPort = address.Port;
                });
            }
        }
    }

    private static EndpointAnnotation ForScheme(IResourceBuilder<ProjectResource> project, string scheme)
    {
        var endpoints = project.Resource.Annotations.OfType<EndpointAnnotation>();
        if (!endpoints.Any(e => e.UriScheme == scheme || e.Name == scheme))
            project.WithEndpoint(scheme, e => e.UriScheme = scheme);
        return endpoints.First(e => e.UriScheme == scheme || e.Name == scheme);
    }

    private static void SetUrls(EnvironmentCallbackContext context, ProjectResource resource,
        List<(string Name, BindingAddress Address, string? Protocols)> kestrel, bool publish)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (kestrel.Count > 0)
        {
            foreach (var e in endpoints.Where(e => !publish || e.UriScheme == "http"))
            {
                var port = new EndpointReference(resource, e.Name).Property(EndpointProperty.TargetPort);
                context.EnvironmentVariables[$"Kestrel__Endpoints__{e.Name}__Url"] =
                    ReferenceExpression.Create($"{e.UriScheme}://{(publish ? "*" : e.TargetHost)}:{port}");
            }
        }
        else if (!publish && endpoints.Count > 0 && !context.EnvironmentVariables.ContainsKey("ASPNETCORE_URLS"))
        {
            context.EnvironmentVariables["ASPNETCORE_URLS"] = string.Join(';', endpoints.Select(e => e.AllocatedEndpoint is { } at
                ? $"{e.UriScheme}://{e.TargetHost}:{at.Port}"
                : $"{e.UriScheme}://{e.TargetHost}:{e.Port}"));
        }
    }
}
