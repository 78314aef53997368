using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// The names by which the dashboard knows resources. Those that send telemetry get a random suffix, which is also their
/// service.instance.id: that is how the dashboard joins a trace to its resource.
/// </summary>
internal static class ResourceIds
{
    private static readonly ConditionalWeakTable<IResource, string> Suffixes = [];

    public static string Of(IResource resource) =>
        resource is ProjectResource ? $"{resource.Name}-{InstanceId(resource)}" : resource.Name;

    public static string InstanceId(IResource resource) =>
        Suffixes.GetValue(resource, _ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 8));
}
