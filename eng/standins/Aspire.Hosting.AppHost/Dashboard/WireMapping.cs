using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Wire;
using Aspire.Hosting.Orchestration;
using Google.Protobuf.WellKnownTypes;
using HealthStatus = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;
using WireHealth = Aspire.Hosting.Dashboard.Wire.HealthStatus;
using WireResource = Aspire.Hosting.Dashboard.Wire.Resource;

namespace Aspire.Hosting.Dashboard;

/// <summary>Snapshots in the dashboard's words.</summary>
internal static class WireMapping
{
    public static WireResource ToWire(ResourceEvent e)
    {
        var snapshot = e.Snapshot;
        var wire = new WireResource
        {
            Name = e.ResourceId,
            Uid = e.ResourceId,
            DisplayName = e.Resource.Name,
            ResourceType = snapshot.ResourceType,
            CreatedAt = ToTimestamp(snapshot.CreationTimeStamp),
            StartedAt = ToTimestamp(snapshot.StartTimeStamp),
            StoppedAt = ToTimestamp(snapshot.StopTimeStamp),
            IsHidden = snapshot.IsHidden,
            SupportsDetailedTelemetry = e.Resource is ProjectResource,
        };
        if (snapshot.State is { } state)
        {
            wire.State = state.Text;
            if (state.Style is not null)
                wire.StateStyle = state.Style;
        }

        wire.Environment.AddRange(snapshot.EnvironmentVariables.Select(v => new EnvironmentVariable { Name = v.Name, Value = v.Value ?? "", IsFromSpec = v.IsFromSpec }));
        wire.Urls.AddRange(snapshot.Urls.Select((u, i) => new Url
        {
            EndpointName = u.Name ?? "",
            FullUrl = u.Url,
            IsInternal = u.IsInternal,
            IsInactive = u.IsInactive,
            DisplayProperties = new() { SortOrder = -i, DisplayName = "" },
        }));
        wire.HealthReports.AddRange(snapshot.HealthReports.Select(ToWire));
        wire.Relationships.AddRange(snapshot.Relationships.Select(r => new ResourceRelationship { ResourceName = r.ResourceName, Type = r.Type }));
        wire.Properties.AddRange(snapshot.Properties.Select(p => new ResourceProperty { Name = p.Name, Value = Value.ForString(p.Value?.ToString() ?? ""), IsSensitive = p.IsSensitive }));
        if (snapshot.ExitCode is { } code)
            wire.Properties.Add(new ResourceProperty { Name = "resource.exitCode", Value = Value.ForNumber(code) });
        if (e.Resource is ProjectResource or ExecutableResource or ContainerResource)
            wire.Commands.AddRange(Commands(snapshot.State?.Text));
        return wire;
    }

    private static IEnumerable<ResourceCommand> Commands(string? state)
    {
        var runs = state == KnownResourceStates.Running || state == KnownResourceStates.Starting || state == KnownResourceStates.Waiting;
        yield return Command(ResourceCommands.Start, "Start", "Play", !runs && state != KnownResourceStates.Stopping);
        yield return Command(ResourceCommands.Stop, "Stop", "Stop", runs);
        yield return Command(ResourceCommands.Restart, "Restart", "ArrowCounterclockwise", runs);
    }

    private static ResourceCommand Command(string name, string displayName, string icon, bool possible) => new()
    {
        Name = name,
        DisplayName = displayName,
        IconName = icon,
        IconVariant = IconVariant.Filled,
        IsHighlighted = true,
        State = possible ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
    };

    private static HealthReport ToWire(HealthReportSnapshot report)
    {
        var wire = new HealthReport
        {
            Key = report.Name,
            Description = report.Description ?? "",
            Exception = report.ExceptionText ?? "",
            LastRunAt = ToTimestamp(report.LastRunAt),
        };
        if (report.Status is { } status)
            wire.Status = status switch { HealthStatus.Healthy => WireHealth.Healthy, HealthStatus.Degraded => WireHealth.Degraded, _ => WireHealth.Unhealthy };
        return wire;
    }

    private static Timestamp? ToTimestamp(DateTime? at) => at is { } time ? Timestamp.FromDateTime(time) : null;
}
