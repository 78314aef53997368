using System.Reflection;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Parameters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Builds the application model.</summary>
public partial class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly DistributedApplicationOptions _options;
    private readonly BuilderInterception? _interception = BuilderInterception.Current;

    /// <summary>Starts building.</summary>
    /// <param name="options">How.</param>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        _options = options;
        var settings = new HostApplicationBuilderSettings { Args = options.Args, Configuration = new ConfigurationManager() };
        _interception?.Configure(options, settings);
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        AppHostDirectory = options.ProjectDirectory ?? AppHostMetadata("apphostprojectpath") ?? Directory.GetCurrentDirectory();

        // A process on this machine is a development run unless somebody says otherwise.
        settings.EnvironmentName ??= settings.Configuration!["ENVIRONMENT"]
            ?? System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Development;
        settings.ApplicationName ??= AppHostAssembly?.GetName().Name;
        settings.ContentRootPath ??= Directory.Exists(AppHostDirectory) ? AppHostDirectory : null;
        _host = new HostApplicationBuilder(settings);
        _host.Configuration.AddCommandLine(options.Args ?? [], new Dictionary<string, string>
        {
            ["--operation"] = "AppHost:Operation",
            ["--publisher"] = "Publishing:Publisher",
            ["--output-path"] = "Publishing:OutputPath",
        });

        var publish = string.Equals(Configuration["AppHost:Operation"], "publish", StringComparison.OrdinalIgnoreCase)
            || (Configuration["AppHost:Operation"] is null && Configuration["Publishing:Publisher"] is not null);
        ExecutionContext = new(publish ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run);

        AddServices();
    }

    /// <inheritdoc/>
    public ConfigurationManager Configuration => _host.Configuration;

    /// <inheritdoc/>
    public string AppHostDirectory { get; }

    /// <inheritdoc/>
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc/>
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc/>
    public IServiceCollection Services => _host.Services;

    /// <inheritdoc/>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc/>
    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <inheritdoc/>
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (!NamePattern().IsMatch(resource.Name))
            throw new ArgumentException($"Resource name '{resource.Name}' is invalid. Names are 1 to 64 ASCII letters, digits and single hyphens, and start with a letter.");
        if (Resources.TryGetByName(resource.Name, out var existing))
            throw new DistributedApplicationException($"Cannot add resource of type '{resource.GetType()}' with name '{resource.Name}' because resource of type '{existing.GetType()}' with that name already exists.");
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc/>
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    /// <inheritdoc/>
    public DistributedApplication Build()
    {
        _interception?.OnBuilding(this);
        return BuildNow();
    }

    internal DistributedApplication BuildNow() => new(_host.Build());

    internal string? AppHostMetadata(string key) => AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(m => string.Equals(m.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;

    private void AddServices()
    {
        // A test shares nothing with the developer's own runs, nor with other tests.
        var ownDirectory = Configuration["Processes:RunDirectory"];
        var isTemporary = _interception is not null && ownDirectory is null;
        var runDirectory = new RunDirectory(Path.GetFullPath(ownDirectory
            ?? (isTemporary ? Path.Combine(Path.GetTempPath(), $"aspire-run-{Guid.NewGuid():N}") : null)
            ?? AppHostMetadata("aspirerundirectory") ?? Path.Combine(AppHostDirectory, ".run")), isTemporary);
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        _host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        _host.Logging.AddFilter("Grpc", LogLevel.Warning);
        _host.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(60));
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddHealthChecks();
        Services.AddSingleton(_options);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(runDirectory);
        Services.AddSingleton(new SecretStore(runDirectory));
        Services.AddSingleton(new DistributedApplicationModel(Resources));
        Services.AddSingleton(_ => new ResourceNotificationService());
        Services.AddSingleton<ConsoleLogs>();
        Services.AddSingleton<ParameterResolver>();
        Services.AddSingleton<EndpointAllocator>();
        Services.AddSingleton<ResourceEnvironment>();
        Services.AddSingleton<ResourceHealth>();
        Services.AddSingleton<Orchestrator>();
        Services.AddSingleton(sp => new DashboardSettings(Configuration, _options, AppHostMetadata("aspiredashboardpath")));
        Services.AddSingleton<DashboardHost>();
        if (ExecutionContext.IsRunMode)
        {
            Services.AddHostedService(sp => sp.GetRequiredService<Orchestrator>());
            Services.AddHostedService<ParentWatch>();
            Services.AddHostedService<StateFile>();
        }
    }

    [GeneratedRegex("^[A-Za-z](?:-?[A-Za-z0-9]){0,63}$")]
    private static partial Regex NamePattern();
}
