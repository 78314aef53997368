using System.ComponentModel.DataAnnotations;
using System.Globalization;

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

    /// <summary>
    /// Database:LockTimeout: how long a statement waits for a lock before the server gives it up. A writer then tries again.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ErrorMessage = "Database:LockTimeout must be between 0.1 s and 1 h.")]
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Database:StatementTimeout: how long a statement may take before the server gives it up, whatever has become of the process
    /// that asked; null for 30 s in a process that only reads, and 2 h in the worker.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Database:StatementTimeout must be between 1 s and 1 day.")]
    public TimeSpan? StatementTimeout { get; init; }

    /// <summary>
    /// Settings of a session whose statements are planned once, for no values in particular, and are not compiled: planning them
    /// for the values at hand would cost time and change nothing.
    /// </summary>
    public const string FixedPlans = "-c plan_cache_mode=force_generic_plan -c jit=off";

    internal string SessionSettings(bool onlyReads)
    {
        var statement = StatementTimeout ?? (onlyReads ? TimeSpan.FromSeconds(30) : TimeSpan.FromHours(2));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"-c lock_timeout={LockTimeout.TotalMilliseconds:F0} -c statement_timeout={statement.TotalMilliseconds:F0}");
    }
}
