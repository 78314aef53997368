namespace MovieAspire.Worker.Collect.Discovery;

/// <summary>A window whose pages can be fetched.</summary>
/// <param name="Window">The days.</param>
/// <param name="TotalPages">As TMDB counts them; 0 when no movie matches.</param>
/// <param name="Pages">The pages to fetch: 1 to this.</param>
/// <param name="Truncated">One day that fills every page TMDB shows: the rest of it cannot be reached.</param>
internal readonly record struct DiscoverySlice(DateWindow Window, int TotalPages, int Pages, bool Truncated);
