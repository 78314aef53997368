using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace MovieAspire.Gateway.Kpis;

/// <summary>How values are stored: Type of parquet.thrift.</summary>
internal enum ParquetType { Boolean = 0, Int32 = 1, Int64 = 2, Double = 5, ByteArray = 6, FixedLengthByteArray = 7 }

/// <summary>What the stored values mean: ConvertedType of parquet.thrift.</summary>
internal enum ConvertedType { None = -1, Utf8 = 0, Decimal = 5, Date = 6 }

/// <summary>A column of a Parquet file.</summary>
internal sealed record ParquetColumn(string Name, ParquetType Physical, ConvertedType Converted = ConvertedType.None, int Precision = 0, int Scale = 0)
{
    public static ParquetColumn Of(string name, string type) => type switch
    {
        "BOOLEAN" => new(name, ParquetType.Boolean),
        "TINYINT" or "SMALLINT" or "INTEGER" => new(name, ParquetType.Int32),
        "BIGINT" => new(name, ParquetType.Int64),
        "FLOAT" or "DOUBLE" => new(name, ParquetType.Double),
        "DATE" => new(name, ParquetType.Int32, ConvertedType.Date),
        _ when type.StartsWith("DECIMAL(", StringComparison.Ordinal) && type[8..^1].Split(',') is [var precision, var scale] => Decimal(
            name, int.Parse(precision, CultureInfo.InvariantCulture), int.Parse(scale, CultureInfo.InvariantCulture)),
        _ => new(name, ParquetType.ByteArray, ConvertedType.Utf8),
    };

    private static ParquetColumn Decimal(string name, int precision, int scale) => new(
        name, precision <= 9 ? ParquetType.Int32 : precision <= 18 ? ParquetType.Int64 : ParquetType.FixedLengthByteArray, ConvertedType.Decimal, precision, scale);

    // Fifteen digits, which a double carries without loss.
    public decimal Unscaled(Value value)
    {
        var number = (decimal)value.NumberValue;
        for (var digit = 0; digit < Scale; digit++)
            number *= 10;
        return decimal.Round(number);
    }
}
