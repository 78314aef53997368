using MovieAspire.Contracts.Pipeline.V1;
using MovieAspire.Testing;
using MovieAspire.Testing.Workers;
using Npgsql;

namespace MovieAspire.Benchmarks.Ingest;

/// <summary>
/// One worker process fills an empty catalog: the ids from the export, then the details of each movie; then again, out of bronze.
/// </summary>
internal static class IngestMeasurement
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Tmdb:RequestsPerSecond"] = "100000", ["Tmdb:Burst"] = "1000", ["Tmdb:MaxConnections"] = "15",
        ["Ingestion:Concurrency"] = "15", ["Ingestion:BatchSize"] = "40", ["Runs:ProgressInterval"] = "00:00:01",
    };

    /// <param name="movies">Synthetic movies with details and credits.</param>
    /// <param name="isWhole">Also say how long it takes out of bronze, and COPY alone for the rows that came of it.</param>
    public static async Task<string> TakeAsync(int movies, bool isWhole)
    {
        await using var postgres = await PostgresServer.StartOwnAsync(durable: true);
        await using var system = await WorkerSystem.StartAsync(movies, postgres, patience: TimeSpan.FromHours(1));
        var worker = await system.StartWorkerAsync(Settings);
        var idle = worker.PeakMemory();

        var export = await RunAsync(system, worker, "bootstrap");
        system.Emulator.Statistics.Reset();
        var costs = new Costs();
        var enrich = await RunAsync(system, worker, "enrich", ("limit", $"{movies}"));
        var seen = system.Snapshot();
        var details = enrich.Sources.Single(source => source.Source == "details");
        var peak = worker.PeakMemory();
        var took = Duration(enrich);

        var report = FormattableString.Invariant($"""
            {movies:N0} movies without a limit, durable Postgres (fsync on)
              export of the ids        {Duration(export).TotalSeconds,10:0.0} s
              details and credits      {took.TotalSeconds,10:0.0} s = {details.Inserted / took.TotalSeconds:0} movies/s
              requests per movie       {(double)seen.Tmdb.Requests / details.Inserted,10:0.000}
              processor time           {costs.Describe(details.Inserted)}
              memory of the worker     {peak / 1e6,10:0} MB at most, {idle / 1e6:0} MB before
            """);
        return isWhole
            ? $"{report}\n{await ReplayAsync(system, worker)}\n{await CopyBaseline.TakeAsync(postgres, system.Database)}"
            : report;
    }

    private static async Task<string> ReplayAsync(WorkerSystem system, WorkerProcess worker)
    {
        await using (var database = NpgsqlDataSource.Create(system.Database))
        {
            await using var lose = database.CreateCommand("""
                DO $$ BEGIN EXECUTE (
                    SELECT 'TRUNCATE ' || string_agg(format('catalog.%I', table_name), ', ') || ' CASCADE'
                    FROM information_schema.tables WHERE table_schema = 'catalog' AND table_type = 'BASE TABLE'); END $$
                """);
            await lose.ExecuteNonQueryAsync();
        }

        var costs = new Costs();
        var replay = await RunAsync(system, worker, "replay");
        var took = Duration(replay);
        return FormattableString.Invariant($"""
              replay out of bronze     {took.TotalSeconds,10:0.0} s = {replay.MoviesProcessed / took.TotalSeconds:0} movies/s
              processor time           {costs.Describe(replay.MoviesProcessed)}
            """);
    }

    private static async Task<Run> RunAsync(
        WorkerSystem system, WorkerProcess worker, string job, params (string, string)[] options)
    {
        var run = await system.RunAsync(worker, job, options);
        return run.Status is RunStatus.Succeeded ? run : throw new InvalidOperationException($"{run}\n{system.Logs}");
    }

    private static TimeSpan Duration(Run run) => run.FinishedAt.ToDateTimeOffset() - run.StartedAt.ToDateTimeOffset();

    /// <summary>What is spent from now on. The emulator is in this process, which does nothing else meanwhile.</summary>
    private sealed class Costs
    {
        private readonly ProcessorTimes _others = ProcessorTimes.Take();
        private readonly TimeSpan _emulator = Environment.CpuUsage.TotalTime;

        public string Describe(long movies)
        {
            var emulator = (Environment.CpuUsage.TotalTime - _emulator).TotalSeconds;
            var others = ProcessorTimes.Take().Since(_others);
            var parts = others.Append(new("emulator", emulator)).Where(part => part.Value >= 0.1)
                .OrderByDescending(part => part.Value).Select(part => FormattableString.Invariant($"{part.Key} {part.Value:0.0} s"));
            return FormattableString.Invariant(
                $"{string.Join(", ", parts)}; {movies * Environment.ProcessorCount / others.Values.Sum():0} movies/s on paper, if all cores did that and the emulator were elsewhere");
        }
    }
}
