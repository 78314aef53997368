using System.ComponentModel.DataAnnotations.Schema;
using MovieAspire.Data.Bulk;

namespace MovieAspire.Data.Tests;

public class BulkTableTests
{
    [Fact]
    public async Task Many_rows_are_copied_and_only_those_that_differ_are_written()
    {
        await using var dataSource = await TestDatabase.CreateAsync();
        var table = new BulkTable<List>(
            "analytics.recommendation_lists", ["version", "movie_id"], stamps: ["run_id", "computed_at"]);
        List[] rows = [Row(2, 0.5f), Row(1, 0.25f)];

        Assert.Equal(new(2, 0, 0), await WriteAsync(rows));
        rows[0].RunId = Guid.CreateVersion7();
        Assert.Equal(new(0, 0, 2), await WriteAsync(rows));
        rows[1].Scores = [0.75f];
        Assert.Equal(new(1, 1, 1), await WriteAsync([.. rows, Row(3, 1)]));
        Assert.Equal(["0.75"], await TestDatabase.ReadColumnAsync(
            dataSource, "SELECT scores[1] FROM analytics.recommendation_lists WHERE movie_id = 1"));

        async Task<BulkCounts> WriteAsync(List[] written)
        {
            await using var connection = await dataSource.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await table.StageAsync(connection, written, CancellationToken.None);
            var counts = await table.UpsertStagedAsync(connection, CancellationToken.None);
            await transaction.CommitAsync();
            return counts;
        }
    }

    private static List Row(int movie, float score) => new() { MovieId = movie, MovieIds = [9], Scores = [score] };

    /// <summary>A row of a table with a key of two columns, with arrays, and with JSON.</summary>
    private sealed class List
    {
        public long Version { get; set; } = 1;

        public int MovieId { get; set; }

        public int[] MovieIds { get; set; } = [];

        public float[] Scores { get; set; } = [];

        [Column(TypeName = "jsonb")]
        public string Reasons { get; set; } = "[[]]";

        public Guid RunId { get; set; }

        public DateTimeOffset ComputedAt { get; set; }
    }
}
