namespace MovieAspire.Worker.Lake;

/// <summary>
/// What became of a run's raw bodies. The run records it as its source "bronze" (pipeline.run_sources: inserted, failed,
/// error): a full disk costs raw bodies, never movies.
/// </summary>
/// <param name="Written">Bodies in published files.</param>
/// <param name="Lost">Bodies that could not be written.</param>
/// <param name="Files">Published files.</param>
/// <param name="Error">The last failure; null when there was none.</param>
internal sealed record BronzeSummary(long Written, long Lost, int Files, string? Error);
