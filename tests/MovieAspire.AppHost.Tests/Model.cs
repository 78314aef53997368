using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace MovieAspire.AppHost.Tests;

/// <summary>The AppHost's model, built but never started.</summary>
internal sealed class Model(IDistributedApplicationTestingBuilder builder) : IAsyncDisposable
{
    /// <summary>What every generated secret is under test.</summary>
    public const string Secret = "of-the-tests";

    // Whatever keys and secrets the developer has, the model under test has those of its arguments alone; and it makes
    // none, which Aspire would keep among the developer's user secrets.
    private static readonly string[] Own =
    [
        "--TMDB_API_KEY=", "--OMDB_API_KEY=",
        .. Secrets.Select(name => $"--Parameters:{name}={Secret}"),
    ];

    /// <summary>The parameters that Aspire makes when they are not given.</summary>
    public static IReadOnlyList<string> Secrets =>
        ["admin-password", "token-signing-key", "moviedb-password", "postgres-password", "redis-password", "meilisearch-masterKey"];

    public IEnumerable<IResource> Resources => builder.Resources;

    public static async Task<Model> ToRunAsync(params string[] args) =>
        new(await DistributedApplicationTestingBuilder.CreateAsync<Projects.MovieAspire_AppHost>([.. Own, .. args]).WaitAsync(TimeSpan.FromSeconds(30)));

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

    /// <summary>The command line of a server's container.</summary>
    public async Task<string> CommandLineAsync(string name)
    {
        var resource = Get<IResourceWithArgs>(name);
        var context = new CommandLineArgsCallbackContext([], resource) { ExecutionContext = builder.ExecutionContext };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
            await annotation.Callback(context);
        return string.Join('|', context.Args);
    }

    /// <summary>A connection string as a manifest shows it.</summary>
    public string ConnectionString(string name) =>
        Get<IResourceWithConnectionString>(name).ConnectionStringExpression.ValueExpression;

    /// <summary>The volumes: of whom, its name, where.</summary>
    public IEnumerable<(string, string?, string)> Volumes() => builder.Resources.SelectMany(
        r => r.Annotations.OfType<ContainerMountAnnotation>().Select(m => (r.Name, m.Source, m.Target)));

    public ValueTask DisposeAsync() => builder.DisposeAsync();
}
