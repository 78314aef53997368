using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Gathers a resource's environment variables and arguments, with their values.</summary>
internal sealed class ResourceEnvironment(DistributedApplicationExecutionContext executionContext)
{
    public async Task<Dictionary<string, string>> GetVariablesAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, resource, null, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
            await annotation.Callback(context);

        Dictionary<string, string> values = [];
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (value is ConnectionStringReference { Resource: var server }
                && server.TryGetLastAnnotation<LocalServerAnnotation>(out var local) && local.IsLeftOut())
                continue;
            var text = value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) : value.ToString();
            if (text is not null)
                values[name] = text;
        }

        return values;
    }

    public async Task<List<string>> GetArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = executionContext };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
            await annotation.Callback(context);

        List<string> values = [];
        foreach (var argument in context.Args)
            values.Add((argument is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) : argument.ToString()) ?? "");
        return values;
    }
}
