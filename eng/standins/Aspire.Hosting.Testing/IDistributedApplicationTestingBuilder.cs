namespace Aspire.Hosting.Testing;

/// <summary>A builder of an application under test; disposing it stops what it built.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Ends building.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The application, not started.</returns>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
