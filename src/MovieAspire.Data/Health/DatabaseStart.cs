namespace MovieAspire.Data.Health;

/// <summary>
/// In the process that makes the database: until it has, whoever asked for the database's health would be refused, which
/// Postgres logs as a failure.
/// </summary>
public sealed class DatabaseStart
{
    private volatile bool _isAwaited;

    /// <summary>Whether nobody shall connect yet.</summary>
    public bool IsAwaited => _isAwaited;

    /// <summary>This process makes the database soon.</summary>
    public void Await() => _isAwaited = true;

    /// <summary>It has, or why not is worth knowing.</summary>
    public void End() => _isAwaited = false;
}
