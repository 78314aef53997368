using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Data;

/// <summary>Section "Database": what a process may take of the database.</summary>
public sealed record DatabaseOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Database";

    /// <summary>
    /// Database:MaxPoolSize: connections at most. Those of all processes together must stay below the server's
    /// max_connections; a request that finds none free waits for one.
    /// </summary>
    [Range(1, 1000, ErrorMessage = "Database:MaxPoolSize must be between 1 and 1,000.")]
    public int MaxPoolSize { get; init; } = 20;
}
