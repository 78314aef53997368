using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs an AppHost's Program.cs up to its Build(), which never returns to it.</summary>
internal static class EntryPoint
{
    public static async Task<DistributedApplicationBuilder> RunToBuildAsync(Assembly assembly, string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure, CancellationToken cancellationToken)
    {
        var main = assembly.EntryPoint ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no entry point.");
        var built = new TaskCompletionSource<DistributedApplicationBuilder>(TaskCreationOptions.RunContinuationsAsynchronously);
        var interception = new BuilderInterception(
            (options, settings) =>
            {
                options.Args = args;
                Configure(options, settings, assembly, configure);
            },
            builder =>
            {
                built.TrySetResult(builder);
                throw new HostAbortedException();
            });

        _ = Task.Run(async () =>
        {
            BuilderInterception.Current = interception;
            try
            {
                if (main.Invoke(null, main.GetParameters().Length == 0 ? [] : [args]) is Task task)
                    await task;
                built.TrySetException(new InvalidOperationException($"The entry point of {assembly.GetName().Name} ended without building an application."));
            }
            catch (Exception e)
            {
                var cause = (e as TargetInvocationException)?.InnerException ?? e;
                if (cause is not HostAbortedException)
                    built.TrySetException(cause);
            }
        }, cancellationToken);
        return await built.Task.WaitAsync(cancellationToken);
    }

    public static void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings, Assembly? assembly,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        options.AssemblyName = assembly?.GetName().Name;
        settings.Args = options.Args;
        settings.Configuration!.AddInMemoryCollection([new("DcpPublisher:RandomizePorts", "true")]);
        configure(options, settings);
    }
}
