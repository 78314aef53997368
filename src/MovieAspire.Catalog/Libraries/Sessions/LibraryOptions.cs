using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Catalog.Libraries.Sessions;

/// <summary>Section "Libraries": people's sessions and their uploads.</summary>
internal sealed record LibraryOptions
{
    public const string Section = "Libraries";

    /// <summary>The service key of the data source of libraries, which are written; the catalog's own only reads.</summary>
    public const string DataSourceKey = "libraries";

    /// <summary>How long a session is kept after its last use.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ErrorMessage = "Libraries:Expiry must be between 1 s and 10 years.")]
    public TimeSpan Expiry { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Bytes of one upload as it is sent, packed or not.</summary>
    [Range(1024L, 1L << 30, ErrorMessage = "Libraries:MaxUploadBytes must be between 1 KB and 1 GB.")]
    public long MaxUploadBytes { get; init; } = 50L << 20;

    /// <summary>Bytes of all its files, unpacked.</summary>
    [Range(1024L, 8L << 30, ErrorMessage = "Libraries:MaxUnpackedBytes must be between 1 KB and 8 GB.")]
    public long MaxUnpackedBytes { get; init; } = 200L << 20;

    /// <summary>Rows of all its files.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Libraries:MaxRows must be between 1 and 10,000,000.")]
    public int MaxRows { get; init; } = 200_000;

    /// <summary>Rows of all sessions together; while there are as many, uploads are refused.</summary>
    [Range(1_000L, 10_000_000_000L, ErrorMessage = "Libraries:MaxTotalRows must be between 1,000 and 10,000,000,000.")]
    public long MaxTotalRows { get; init; } = 20_000_000;

    /// <summary>Uploads that are read at once; further ones wait.</summary>
    [Range(1, 64, ErrorMessage = "Libraries:ConcurrentUploads must be between 1 and 64.")]
    public int ConcurrentUploads { get; init; } = 4;

    /// <summary>Connections to Postgres for libraries, beside those of the catalog's reads.</summary>
    [Range(2, 200, ErrorMessage = "Libraries:MaxPoolSize must be between 2 and 200.")]
    public int MaxPoolSize { get; init; } = 10;

    /// <summary>How often a session that somebody watches is looked at when no notification comes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00", ErrorMessage = "Libraries:PollInterval must be between 0.05 s and 10 min.")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);
}
