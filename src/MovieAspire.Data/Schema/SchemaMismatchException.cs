namespace MovieAspire.Data.Schema;

/// <summary>A migration was edited after it had been applied; a new one must be written instead.</summary>
/// <param name="migration">The migration as this build knows it.</param>
public sealed class SchemaMismatchException(Migration migration) : Exception(
    $"Migration {migration} was applied to this database with another text. "
    + "Applied migrations must not change: restore the file and write a new one.");
