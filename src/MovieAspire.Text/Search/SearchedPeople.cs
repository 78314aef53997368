namespace MovieAspire.Text.Search;

/// <summary>Which people of a movie a search finds it by; everywhere this rule is asked.</summary>
public static class SearchedPeople
{
    private const int MaxCast = 30;

    /// <summary>Whether a cast member counts.</summary>
    /// <param name="billingOrder">0 for the first.</param>
    public static bool IsCast(int billingOrder) => billingOrder < MaxCast;

    /// <summary>Whether a crew member counts.</summary>
    /// <param name="job">As TMDB names it.</param>
    public static bool IsCrew(string job) => job is "Director" or "Writer" or "Screenplay" or "Original Music Composer";
}
