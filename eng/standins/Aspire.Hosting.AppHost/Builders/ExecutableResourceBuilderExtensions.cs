using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds programs of this machine to the model.</summary>
public static class ExecutableResourceBuilderExtensions
{
    /// <summary>A program of this machine.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="command">The program, a path or a name on PATH.</param>
    /// <param name="workingDirectory">The folder it runs in, relative to the AppHost's.</param>
    /// <param name="args">Its arguments.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, string name,
        string command, string workingDirectory, params string[]? args) =>
        builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory)))
            .WithArgs(args ?? []);
}
