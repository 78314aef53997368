using MovieAspire.Lake.Quality;

namespace MovieAspire.Lake.Tests;

public sealed class QualityReportTests : IDisposable
{
    private readonly TestLake _lake = new();

    [Fact]
    public void The_newest_hundred_reports_of_a_layer_stay()
    {
        var gate = _lake.Get<QualityGate>();
        gate.Report("gold", [], Guid.CreateVersion7());

        var runs = Enumerable.Range(0, 130).Select(_ => gate.Report("silver", [], Guid.CreateVersion7()).RunId).ToList();

        var kept = Directory.GetFiles(_lake.Folder.Full("quality"), "*.silver.json").Select(Path.GetFileName).ToList();
        Assert.Equal(100, kept.Count);
        Assert.Contains($"{runs[^1]}.silver.json", kept);
        Assert.DoesNotContain($"{runs[0]}.silver.json", kept);
        Assert.Single(Directory.GetFiles(_lake.Folder.Full("quality"), "*.gold.json"));
        Assert.Equal(2, Directory.GetFiles(_lake.Folder.Full("quality"), "*.html").Length);
    }

    public void Dispose() => _lake.Dispose();
}
