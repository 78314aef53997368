using System.Data;
using System.Numerics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace MovieAspire.ClientStandIns.Tests.DuckDB;

public sealed class DuckDBTests : IDisposable
{
    private readonly DuckDBConnection _connection = new("Data Source=:memory:");

    public DuckDBTests() => _connection.Open();

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Every_type_is_read_as_its_CLR_type()
    {
        using var reader = Query(
            """
            SELECT true, 1::TINYINT, -2::SMALLINT, 3::INTEGER, 4::BIGINT, 5::UBIGINT, 1.5::FLOAT, 2.5::DOUBLE,
              -123.45::DECIMAL(6,2), 99999999999999999999.123456::DECIMAL(38,6), 170141183460469231731687303715884105727::HUGEINT,
              'Amélie, a text longer than twelve bytes', 'short', DATE '2026-03-01', TIMESTAMP '2026-03-01 14:30:25.123456',
              TIMESTAMPTZ '2026-03-01 14:30:25+02', TIME '01:02:03', UUID '10a9f66f-4e79-497e-8f80-9345bc32b40b',
              ['a', NULL], [1, 2]::BIGINT[], '\xAA\x00'::BLOB
            """);
        Assert.True(reader.Read());
        var values = Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue).ToArray();
        Assert.Equal(
            [
                true, (sbyte)1, (short)-2, 3, 4L, 5UL, 1.5f, 2.5, -123.45m, 99999999999999999999.123456m,
                BigInteger.Pow(2, 127) - 1, "Amélie, a text longer than twelve bytes", "short", new DateOnly(2026, 3, 1),
                new DateTime(2026, 3, 1, 14, 30, 25).AddMicroseconds(123456), new DateTime(2026, 3, 1, 12, 30, 25),
                new TimeOnly(1, 2, 3), Guid.Parse("10a9f66f-4e79-497e-8f80-9345bc32b40b"), new List<string?> { "a", null },
                new List<long> { 1, 2 },
            ],
            values[..^1]);
        Assert.All(values[..^1].Index(), value => Assert.Equal(reader.GetFieldType(value.Index), value.Item.GetType()));
        using var blob = reader.GetStream(values.Length - 1);
        Assert.Equal([0xAA, 0x00], new BinaryReader(blob).ReadBytes(3));
        Assert.False(reader.Read());
    }

    [Fact]
    public void A_null_is_DBNull_and_no_value()
    {
        using var reader = Query("SELECT NULL::INTEGER AS n, NULL::VARCHAR");
        Assert.True(reader.Read());
        Assert.True(reader.IsDBNull(0));
        Assert.Equal(DBNull.Value, reader["n"]);
        Assert.Null(reader.GetFieldValue<int?>(0));
        Assert.Throws<InvalidCastException>(() => reader.GetInt32(0));
        Assert.Throws<InvalidCastException>(() => reader.GetString(1));
    }

    [Fact]
    public void Numbers_widen_and_never_lose_digits_silently()
    {
        using var reader = Query("SELECT 7::BIGINT, 300::INTEGER");
        Assert.True(reader.Read());
        Assert.Equal(7, reader.GetInt32(0));
        Assert.Equal(300L, reader.GetInt64(1));
        Assert.Throws<InvalidCastException>(() => reader.GetByte(1));
        Assert.Equal(new DateTime(2026, 3, 1), Read<DateTime>("SELECT DATE '2026-03-01'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_beyond_one_chunk_come_all_and_in_order(bool isStreaming)
    {
        using var command = Command("SELECT range FROM range(10000) ORDER BY range");
        command.UseStreamingMode = isStreaming;
        using var reader = command.ExecuteReader();
        Assert.True(reader.HasRows);
        for (var row = 0; row < 10_000; row++)
        {
            Assert.True(reader.Read());
            Assert.Equal(row, reader.GetInt64(0));
        }

        Assert.False(reader.Read());
        Assert.False(reader.Read());
        Assert.False(reader.NextResult());
    }

    [Fact]
    public void Parameters_are_bound_by_name_or_by_place()
    {
        using var named = Command("SELECT $text || $number::VARCHAR, $none IS NULL");
        named.Parameters.Add(new DuckDBParameter("number", 5L));
        named.Parameters.Add(new DuckDBParameter("text", "é"));
        named.Parameters.Add(new DuckDBParameter("none", null));
        using (var reader = named.ExecuteReader())
        {
            Assert.True(reader.Read());
            Assert.Equal(("é5", true), (reader.GetString(0), reader.GetBoolean(1)));
        }

        object[] values =
        [
            true, 1, 2L, 1.5, -12.34m, "x", new DateOnly(2026, 3, 1), new DateTime(2026, 3, 1, 1, 2, 3),
            Guid.Parse("f0a9f66f-4e79-497e-8f80-9345bc32b40b"),
        ];
        foreach (var value in values)
        {
            using var placed = Command("SELECT ?");
            placed.Parameters.Add(new DuckDBParameter(value));
            Assert.Equal(value, placed.ExecuteScalar());
        }

        using var lacking = Command("SELECT ?");
        Assert.Throws<InvalidOperationException>(() => lacking.ExecuteScalar());
    }

    [Fact]
    public void Several_statements_run_in_order_and_each_query_is_a_result()
    {
        using var reader = Query("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1), (2); SELECT n FROM t; SELECT 'b'");
        Assert.True(reader.Read());
        Assert.Equal(1, reader.GetInt32(0));
        Assert.True(reader.NextResult());
        Assert.True(reader.Read());
        Assert.Equal("b", reader.GetString(0));
        using var update = Command("UPDATE t SET n = n + 1");
        Assert.Equal(2, update.ExecuteNonQuery());
    }

    [Fact]
    public void An_error_says_what_and_which_kind()
    {
        Assert.Contains("syntax error", Assert.Throws<DuckDBException>(() => Read<int>("SELEC 1")).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", Assert.Throws<DuckDBException>(() => Read<int>("SELECT * FROM nowhere")).Message, StringComparison.Ordinal);
        var conversion = Assert.Throws<DuckDBException>(() => Read<int>("SELECT x::INTEGER FROM (VALUES ('abc')) t(x)"));
        Assert.Equal(DuckDBErrorType.Conversion, conversion.ErrorType);
    }

    [Fact]
    public async Task A_cancelled_command_ends()
    {
        using var command = Command("SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range * b.range % 7 = 3");
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var running = Task.Run(() => command.ExecuteScalar(), CancellationToken.None);
        using (cancellation.Token.Register(command.Cancel))
            await Assert.ThrowsAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(1, Read<int>("SELECT 1"));
    }

    [Fact]
    public void A_rollback_undoes_and_a_commit_keeps()
    {
        Read<int>("CREATE TABLE t (n INTEGER); SELECT 1");
        using (var transaction = _connection.BeginTransaction())
        {
            using var command = Command("INSERT INTO t VALUES (1)");
            command.ExecuteNonQuery();
            Assert.Throws<InvalidOperationException>(() => _connection.BeginTransaction());
        }

        Assert.Equal(0L, Read<long>("SELECT count(*) FROM t"));
        using (var transaction = _connection.BeginTransaction())
        {
            Command("INSERT INTO t VALUES (1)").ExecuteNonQuery();
            transaction.Commit();
            Assert.Throws<InvalidOperationException>(transaction.Commit);
        }

        Assert.Equal(1L, Read<long>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Json_lines_become_Parquet_and_come_back()
    {
        var folder = Directory.CreateTempSubdirectory("duckdb-");
        try
        {
            var (lines, parquet) = (Path.Combine(folder.FullName, "a.ndjson"), Path.Combine(folder.FullName, "a.parquet"));
            File.WriteAllText(lines, "{\"id\":1,\"title\":\"Amélie\"}\n{\"id\":2,\"title\":null}\n");
            Command($"COPY (FROM read_json('{lines}')) TO '{parquet}' (FORMAT parquet)").ExecuteNonQuery();
            Assert.Equal("Amélie", Read<string>($"SELECT title FROM '{parquet}' WHERE id = 1"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private DuckDBCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private DuckDBDataReader Query(string sql) => Command(sql).ExecuteReader();

    private T Read<T>(string sql)
    {
        using var reader = Query(sql);
        Assert.True(reader.Read());
        return reader.GetFieldValue<T>(0);
    }
}
