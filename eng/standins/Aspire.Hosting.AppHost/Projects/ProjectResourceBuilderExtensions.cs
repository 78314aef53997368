using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Projects;

namespace Aspire.Hosting;

/// <summary>Adds projects to the model.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>A .NET project that the AppHost references.</summary>
    /// <typeparam name="TProject">Its generated class, <c>Projects.Name</c>.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var metadata = new TProject();
        var directory = Path.GetDirectoryName(metadata.ProjectPath)!;
        var preferred = builder.Configuration["AppHost:DefaultLaunchProfileName"] ?? builder.Configuration["DOTNET_LAUNCH_PROFILE"];
        var profile = LaunchProfiles.Read(directory, preferred);

        var project = builder.AddResource(new ProjectResource(name))
            .WithAnnotation(metadata)
            .WithAnnotation(new ProjectOutputAnnotation(FindOutput(typeof(TProject), metadata.ProjectPath)))
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (builder.ExecutionContext.IsRunMode)
        {
            project.WithEnvironment(context => SetRunDefaults(context, profile));
            Telemetry.AddTo(project);
        }
        else
        {
            project.WithEnvironment("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
        }

        ProjectEndpoints.AddTo(project, directory, profile?.Profile);
        return project;
    }

    /// <summary>Deploys several instances; a local run here has one.</summary>
    /// <param name="builder">The project's builder.</param>
    /// <param name="replicas">How many.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);

    private static void SetRunDefaults(EnvironmentCallbackContext context, (string Name, LaunchProfile Profile)? profile)
    {
        var variables = context.EnvironmentVariables;
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        variables["LOGGING__CONSOLE__FORMATTEROPTIONS__SINGLELINE"] = "true";
        variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        if (profile is not { } p)
            return;

        variables.TryAdd("DOTNET_LAUNCH_PROFILE", p.Name);
        foreach (var (name, value) in p.Profile.EnvironmentVariables ?? [])
            variables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
    }

    // Written into the AppHost's assembly by build/AppHost.targets.
    private static string FindOutput(Type project, string path) => project.Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(m => m.Key == $"aspireprojectoutput:{path}")?.Value ?? Path.ChangeExtension(path, ".dll");
}
