using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// How Aspire.Hosting.Testing gets at the builder inside an AppHost's entry point. It flows with the execution context, so
/// that several AppHosts can be under test at the same time.
/// </summary>
internal sealed class BuilderInterception(
    Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure,
    Action<DistributedApplicationBuilder> onBuilding)
{
    private static readonly AsyncLocal<BuilderInterception?> Ambient = new();

    public static BuilderInterception? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) => configure(options, settings);

    public void OnBuilding(DistributedApplicationBuilder builder) => onBuilding(builder);
}
