using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>What the dashboard shows of a resource at each step.</summary>
internal static class Snapshots
{
    public static CustomResourceSnapshot Initial(IResource resource, TimeProvider time) => new()
    {
        ResourceType = resource switch
        {
            ProjectResource => "Project",
            ExecutableResource => "Executable",
            ParameterResource => "Parameter",
            ContainerResource => "Process",
            _ => resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
        },
        CreationTimeStamp = time.GetUtcNow().UtcDateTime,
        Properties = [],
        State = KnownResourceStates.NotStarted,
        HealthReports = ResourceHealth.NotYet(resource),
        Relationships = [.. resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type))
            .Concat(resource is IResourceWithParent { Parent: var parent } ? [new RelationshipSnapshot(parent.Name, "Parent")] : [])],
    };

    public static CustomResourceSnapshot Started(this CustomResourceSnapshot snapshot, IResource resource, ProcessSpec spec, int processId, TimeProvider time) => snapshot with
    {
        State = new(KnownResourceStates.Running, "success"),
        ExitCode = null,
        StartTimeStamp = time.GetUtcNow().UtcDateTime,
        StopTimeStamp = null,
        EnvironmentVariables = [.. spec.Environment.Select(v => new EnvironmentVariableSnapshot(v.Key, v.Value, true))],
        Urls = Urls(resource, inactive: false),
        Properties =
        [
            new(resource is ProjectResource ? "project.path" : "executable.path", resource is ProjectResource ? spec.Arguments[0] : spec.FileName),
            new("executable.pid", processId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("executable.workDir", spec.WorkingDirectory),
            new("executable.args", string.Join(' ', spec.Arguments)),
            .. resource is IResourceWithParent { Parent: var parent } ? [new ResourcePropertySnapshot("resource.parentName", parent.Name)] : Array.Empty<ResourcePropertySnapshot>(),
        ],
    };

    public static CustomResourceSnapshot Ended(this CustomResourceSnapshot snapshot, string state, string? style, int? exitCode, TimeProvider time) => snapshot with
    {
        State = new(state, style),
        ExitCode = exitCode,
        StopTimeStamp = time.GetUtcNow().UtcDateTime,
        Urls = [.. snapshot.Urls.Select(u => u with { IsInactive = true })],
    };

    public static System.Collections.Immutable.ImmutableArray<UrlSnapshot> Urls(IResource resource, bool inactive) =>
        [.. resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedEndpoint is not null)
            .Select(e => new UrlSnapshot(e.Name, e.AllocatedEndpoint!.UriString, false) { IsInactive = inactive })];
}
