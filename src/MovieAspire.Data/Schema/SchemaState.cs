namespace MovieAspire.Data.Schema;

/// <summary>How a database's schema compares with the one that this build knows.</summary>
/// <param name="Missing">Known migrations that are not applied, in order.</param>
/// <param name="Changed">The first applied migration whose text differs from the known one.</param>
/// <param name="Newer">The newest applied migration that this build does not know.</param>
internal sealed record SchemaState(
    IReadOnlyList<Migration> Missing, Migration? Changed, AppliedMigration? Newer)
{
    public static SchemaState Compare(IReadOnlyList<Migration> known, IReadOnlyList<AppliedMigration> applied)
    {
        var checksums = applied.ToDictionary(migration => migration.Version, migration => migration.Checksum);
        return new(
            [.. known.Where(migration => !checksums.ContainsKey(migration.Version))],
            known.FirstOrDefault(m => checksums.TryGetValue(m.Version, out var checksum) && checksum != m.Checksum),
            applied.LastOrDefault(migration => migration.Version > known.Count));
    }
}
