using MovieAspire.Web.Host;

namespace MovieAspire.Web.Operate;

/// <summary>What it means that a part is not healthy, and what mends it.</summary>
internal static class HealthWords
{
    internal static string Title(PlatformState state) => state.Status switch
    {
        "healthy" => "Everything works",
        "degraded" => "Films can be read; something else does not work",
        _ => "Films cannot be read right now",
    };

    internal static string Name(string part) => part switch
    {
        "postgres" => "Database",
        "redis" => "Cache",
        "meilisearch" => "Search engine",
        "schema" => "Schema of the database",
        "quality" => "Quality of the data",
        _ => char.ToUpperInvariant(part[0]) + part[1..],
    };

    /// <summary>Whether it is a program of ours, with logs of its own.</summary>
    internal static bool IsService(string part) => part is "catalog" or "analytics" or "worker";

    internal static string Class(string status) => status switch { "healthy" => "good", "degraded" => "fair", "unknown" => "fair", _ => "bad" };

    internal static string Meaning(PartState part) => (part.Name, part.Status) switch
    {
        (_, "healthy") => "Works.",
        ("meilisearch", "unknown") => "There is none: Postgres searches, with the same words and filters.",
        ("quality", "unknown") => "Nothing was checked yet: a run of transform does that.",
        ("quality", _) => "Rules that the data is checked by do not hold; the last good version is served on. They are under Insights, Quality.",
        ("postgres", _) => "Pages that were read before go on for a while; all else fails. Start Postgres, or look into its log.",
        ("redis", _) => "Everything works, slower, and each worker keeps to its own share of the providers' rates. Start Redis.",
        ("meilisearch", _) => "Postgres searches meanwhile. Start Meilisearch; when its index is behind, start a run of search-index.",
        ("schema", _) => "A worker of this release brings the schema up to date when it starts: start one.",
        ("catalog" or "analytics" or "worker", "degraded") => "Works, but for what is named here.",
        ("worker", _) => "Nothing is collected or computed; what is stored is served. Start a worker, or look into its log.",
        ("catalog", _) => "Films, people and search are away. Start the catalog service, or look into its log.",
        ("analytics", _) => "Trending, statistics and recommendations are away. Start the analytics service, or look into its log.",
        _ => "",
    };
}
