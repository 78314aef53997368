#!/usr/bin/env dotnet
// A first look at the lake: dotnet docs/inspect-lake.cs LAKE. Change the queries as you like; nothing here writes.
#:package DuckDB.NET.Data.Full
#:property PublishAot=false
#:property NoWarn=CA1861

using DuckDB.NET.Data;

var lake = Path.GetFullPath(args is [var path] ? path : "artifacts/run/lake");
if (!Directory.Exists(Path.Combine(lake, "silver", "current")))
{
    Console.Error.WriteLine($"There is no silver in {lake}: run the stages transform and kpi first.");
    return 1;
}

using var duckdb = new DuckDBConnection("Data Source=:memory:");
duckdb.Open();

// Every table of silver and gold is a view of its own name.
foreach (var file in new[] { "silver", "gold" }.Select(layer => Path.Combine(lake, layer, "current")).Where(Directory.Exists)
    .SelectMany(folder => Directory.EnumerateFiles(folder, "*.parquet")))
    Run($"CREATE VIEW \"{Path.GetFileNameWithoutExtension(file)}\" AS FROM read_parquet('{file.Replace("'", "''")}')");

Show("What is there", "SHOW TABLES");
Show("What movies_curated has", "SELECT column_name, column_type FROM (DESCRIBE movies_curated)");
Show("How much is known", "SELECT count(*) AS movies, count(budget_musd) AS with_budget, count(revenue_musd) AS with_revenue, count(imdb_rating) AS with_imdb FROM movies_curated");
Show("Highest revenue", "SELECT rank, title, release_year, revenue_musd FROM highest_revenue ORDER BY rank LIMIT 5");
Show("Return by genre", "SELECT genre, movies, median_roi FROM roi_by_genre ORDER BY median_roi DESC LIMIT 5");
Show("Franchises and the others", "FROM franchise_vs_standalone");
Show("What was rejected", "SELECT reason, count(*) AS rows FROM quarantine GROUP BY reason ORDER BY rows DESC LIMIT 5");
return 0;

void Run(string sql)
{
    using var command = duckdb.CreateCommand();
    command.CommandText = sql;
    command.ExecuteNonQuery();
}

void Show(string title, string sql)
{
    using var command = duckdb.CreateCommand();
    command.CommandText = $"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ({sql})";
    using var reader = command.ExecuteReader();
    Console.WriteLine($"\n{title}\n  {string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetName))}");
    while (reader.Read())
        Console.WriteLine($"  {string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "" : reader.GetString(column)))}");
}
