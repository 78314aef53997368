using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace MovieAspire.AppHost.Tests;

/// <summary>The AppHost's model, built but never started.</summary>
internal sealed class Model(IDistributedApplicationTestingBuilder builder) : IAsyncDisposable
{
    // Whatever keys the developer's environment holds, the model under test has those of its arguments alone.
    private static readonly string[] NoKeys = ["--TMDB_API_KEY=", "--OMDB_API_KEY="];

    public IEnumerable<IResource> Resources => builder.Resources;

    public static async Task<Model> ToRunAsync(params string[] args) =>
        new(await DistributedApplicationTestingBuilder.CreateAsync<Projects.MovieAspire_AppHost>([.. NoKeys, .. args]).WaitAsync(TimeSpan.FromSeconds(30)));

    public static Task<Model> ToPublishAsync(params string[] args) =>
        ToRunAsync(["--operation", "publish", "--publisher", "manifest", .. args]);

    public T Get<T>(string name)
        where T : IResource => builder.Resources.OfType<T>().Single(r => r.Name == name);

    public IEnumerable<EndpointAnnotation> Endpoints(string name) => Get<IResource>(name).Annotations.OfType<EndpointAnnotation>();

    /// <summary>What a service waits for.</summary>
    public IEnumerable<string> WaitsFor(string name) =>
        Get<IResource>(name).Annotations.OfType<WaitAnnotation>().Select(w => w.Resource.Name).Distinct();

    /// <summary>The environment as a manifest shows it: expressions in place of what only a run knows.</summary>
    public async Task<Dictionary<string, string>> EnvironmentAsync(string name)
    {
        var resource = Get<IResourceWithEnvironment>(name);
        var context = new EnvironmentCallbackContext(builder.ExecutionContext, resource);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
            await annotation.Callback(context);
        return context.EnvironmentVariables.ToDictionary(
            v => v.Key, v => v.Value is IManifestExpressionProvider expression ? expression.ValueExpression : v.Value.ToString()!);
    }

    public ValueTask DisposeAsync() => builder.DisposeAsync();
}
