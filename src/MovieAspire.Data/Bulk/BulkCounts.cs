namespace MovieAspire.Data.Bulk;

/// <summary>What a bulk write did to the rows it was given.</summary>
/// <param name="Inserted">Rows that were new.</param>
/// <param name="Updated">Rows that differed.</param>
/// <param name="Unchanged">Rows that were the same; they were not touched.</param>
public readonly record struct BulkCounts(long Inserted, long Updated, long Unchanged)
{
    /// <summary>Sums column by column.</summary>
    public static BulkCounts operator +(BulkCounts a, BulkCounts b) => a.Add(b);

    /// <summary>Sums column by column.</summary>
    public BulkCounts Add(BulkCounts other) =>
        new(Inserted + other.Inserted, Updated + other.Updated, Unchanged + other.Unchanged);
}
