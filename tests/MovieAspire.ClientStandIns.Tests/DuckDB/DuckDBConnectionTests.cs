using System.Data;
using DuckDB.NET.Data;

namespace MovieAspire.ClientStandIns.Tests.DuckDB;

public class DuckDBConnectionTests
{
    [Fact]
    public void Settings_stand_in_the_connection_string()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:;threads=1;memory_limit=512MB");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT current_setting('threads')";
        Assert.Equal(1L, command.ExecuteScalar());
        Assert.Throws<InvalidOperationException>(() => new DuckDBConnection("Data Source=:memory:;no_setting=1").Open());
        Assert.StartsWith("v1.", connection.ServerVersion, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_is_private_but_for_duplicates_and_a_file_is_shared()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        new DuckDBCommand("CREATE TABLE t AS SELECT 1 AS n", connection).ExecuteNonQuery();
        using var other = new DuckDBConnection("Data Source=:memory:");
        other.Open();
        Assert.Throws<DuckDBException>(() => new DuckDBCommand("FROM t", other).ExecuteScalar());
        using var duplicate = connection.Duplicate();
        duplicate.Open();
        Assert.Equal(1, new DuckDBCommand("FROM t", duplicate).ExecuteScalar());

        var folder = Directory.CreateTempSubdirectory("duckdb-");
        try
        {
            var path = Path.Combine(folder.FullName, "file.duckdb");
            using (var first = new DuckDBConnection($"Data Source={path}"))
            using (var second = new DuckDBConnection($"Data Source={path}"))
            {
                first.Open();
                second.Open();
                new DuckDBCommand("CREATE TABLE kept AS SELECT 'x' AS v", first).ExecuteNonQuery();
                Assert.Equal("x", new DuckDBCommand("FROM kept", second).ExecuteScalar());
            }

            using var again = new DuckDBConnection($"Data Source={path}");
            again.Open();
            Assert.Equal("x", new DuckDBCommand("FROM kept", again).ExecuteScalar());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_closed_connection_says_so()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        Assert.Equal(ConnectionState.Closed, connection.State);
        Assert.Throws<InvalidOperationException>(() => new DuckDBCommand("SELECT 1", connection).ExecuteScalar());
        Assert.Throws<InvalidOperationException>(connection.Close);
    }
}
