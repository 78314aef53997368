namespace MovieAspire.Providers;

/// <summary>A service that movie data comes from.</summary>
public enum Provider
{
    /// <summary>The Movie Database, https://developer.themoviedb.org.</summary>
    Tmdb,

    /// <summary>The Open Movie Database, https://www.omdbapi.com.</summary>
    Omdb,
}

/// <summary>How the providers are called.</summary>
public static class ProviderNames
{
    /// <summary>For people: "TMDB".</summary>
    public static string DisplayName(this Provider provider) => provider == Provider.Tmdb ? "TMDB" : "OMDb";

    /// <summary>For keys, tags and columns: "tmdb".</summary>
    public static string Key(this Provider provider) => provider == Provider.Tmdb ? "tmdb" : "omdb";
}
