using MovieAspire.Lake.Storage;

namespace MovieAspire.Lake.Quality;

/// <summary>What a stage left behind.</summary>
/// <param name="Manifest">The layer's current version.</param>
/// <param name="Report">The checks; null where nothing was new and nothing was built.</param>
public sealed record BuildResult(LayerManifest Manifest, QualityReport? Report)
{
    /// <summary>Whether there was nothing to do.</summary>
    public bool IsNoOp => Report is null;
}
