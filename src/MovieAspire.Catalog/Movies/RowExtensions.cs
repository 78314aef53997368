using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace MovieAspire.Catalog.Movies;

/// <summary>Nullable columns in the forms that the messages take.</summary>
internal static class RowExtensions
{
    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static int? Int32(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static long? Int64(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static double? Double(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    /// <summary>ISO 8601.</summary>
    public static string? Date(this NpgsqlDataReader row, int column) => row.IsDBNull(column)
        ? null
        : row.GetFieldValue<DateOnly>(column).ToString("O", CultureInfo.InvariantCulture);

    public static Timestamp? Time(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Timestamp.FromDateTime(row.GetDateTime(column));
}
