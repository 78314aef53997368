namespace MovieAspire.Recommendations.Models;

/// <summary>A movie as the content model sees it, whether it can be recommended or not.</summary>
/// <param name="Number">Among the candidates; -1 when it cannot be recommended.</param>
/// <param name="Collection">TMDB id of its collection, or 0.</param>
/// <param name="Year">Of the first release, or 0.</param>
/// <param name="Language">ISO 639-1, or empty.</param>
/// <param name="Columns">What it has in common with candidates, ascending columns of the vocabulary.</param>
/// <param name="Values">How much each weighs.</param>
public sealed record MovieProfile(int Number, int Collection, int Year, string Language, int[] Columns, float[] Values);
