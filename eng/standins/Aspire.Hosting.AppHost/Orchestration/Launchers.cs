using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Projects;

namespace Aspire.Hosting.Orchestration;

/// <summary>Says how each kind of resource is started.</summary>
internal static class Launchers
{
    public static async Task<ProcessSpec> PrepareAsync(LocalServerContext context, ResourceEnvironment environment)
    {
        var resource = context.Resource;
        var variables = await environment.GetVariablesAsync(resource, context.CancellationToken);
        var arguments = await environment.GetArgumentsAsync(resource, context.CancellationToken);
        switch (resource)
        {
            case ProjectResource when resource.TryGetLastAnnotation<ProjectOutputAnnotation>(out var output):
                if (!File.Exists(output.Path))
                    throw new DistributedApplicationException($"{output.Path} does not exist. Build the AppHost first: it builds its projects.");
                resource.TryGetLastAnnotation<IProjectMetadata>(out var metadata);
                return new()
                {
                    FileName = DotnetHost,
                    Arguments = [output.Path, .. arguments],
                    // As with `dotnet run`: appsettings.json is that of the project.
                    WorkingDirectory = Path.GetDirectoryName(metadata!.ProjectPath)!,
                    Environment = variables,
                    InheritEnvironment = true,
                };
            case ExecutableResource executable:
                return new()
                {
                    FileName = Unix.FindProgram(executable.Command)
                        ?? throw new DistributedApplicationException($"The program '{executable.Command}' is not on PATH."),
                    Arguments = arguments,
                    WorkingDirectory = executable.WorkingDirectory,
                    Environment = variables,
                    InheritEnvironment = true,
                };
            case var _ when resource.TryGetLastAnnotation<LocalServerAnnotation>(out var server):
                var spec = await server.Prepare(context with { Arguments = arguments });
                return spec with { Environment = variables.Concat(spec.Environment).GroupBy(v => v.Key).ToDictionary(g => g.Key, g => g.Last().Value) };
            default:
                throw new DistributedApplicationException(
                    $"'{resource.Name}' is a {resource.GetType().Name}, which cannot run as a process; run it in a container (eng/standins/README.md).");
        }
    }

    private static string DotnetHost => Path.GetFileName(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Unix.FindProgram("dotnet")
        ?? throw new NotInstalledException("'dotnet' is not on PATH.", optional: false);
}
