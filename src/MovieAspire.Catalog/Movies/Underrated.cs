namespace MovieAspire.Catalog.Movies;

/// <summary>What <c>is_underrated</c> means: rated well by few. The limits are those of catalog.proto.</summary>
internal static class Underrated
{
    private const double MinVoteAverage = 7.5;
    private const int MinVoteCount = 50;
    private const int MaxVoteCount = 1_000;

    public static bool Is(double voteAverage, int voteCount) =>
        voteAverage >= MinVoteAverage && voteCount is >= MinVoteCount and <= MaxVoteCount;
}
