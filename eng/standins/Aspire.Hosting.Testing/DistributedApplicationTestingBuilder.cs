using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Makes builders for tests: ports are random, there is no dashboard, console output goes to the logger, and everything
/// kept goes to a temporary folder (unless Processes:RunDirectory names another) that is deleted in the end.
/// </summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>The builder of an AppHost, as its Program.cs left it.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, like <c>Projects.My_AppHost</c>.</typeparam>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The builder.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>The builder of an AppHost, as its Program.cs left it.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, like <c>Projects.My_AppHost</c>.</typeparam>
    /// <param name="args">The AppHost's command line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The builder.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>(args, (_, _) => { }, cancellationToken);

    /// <summary>The builder of an AppHost, as its Program.cs left it.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, like <c>Projects.My_AppHost</c>.</typeparam>
    /// <param name="args">The AppHost's command line.</param>
    /// <param name="configureBuilder">Changes the settings before Program.cs makes its builder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The builder.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default) =>
        CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <summary>The builder of an AppHost, as its Program.cs left it.</summary>
    /// <param name="entryPoint">A type of the AppHost's assembly.</param>
    /// <param name="args">The AppHost's command line.</param>
    /// <param name="configureBuilder">Changes the settings before Program.cs makes its builder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The builder.</returns>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default) =>
        new TestingBuilder(await EntryPoint.RunToBuildAsync(entryPoint.Assembly, args, configureBuilder, cancellationToken));

    /// <summary>An empty builder.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => Create(args, (_, _) => { });

    /// <summary>An empty builder.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configureBuilder">Changes its settings.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationTestingBuilder Create(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        BuilderInterception.Current = new((options, settings) => EntryPoint.Configure(options, settings, null, configureBuilder), _ => { });
        try
        {
            return new TestingBuilder(new DistributedApplicationBuilder(new DistributedApplicationOptions { Args = args }));
        }
        finally
        {
            BuilderInterception.Current = null;
        }
    }
}
