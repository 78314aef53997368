using System.Threading.Channels;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Tests.Runs;

/// <summary>A job that counts to its goal, one item for each permit it is given, and saves its cursor after each.</summary>
internal sealed class ScriptedJob(int goal) : IJob
{
    internal sealed record Position(int Done);

    private readonly Channel<bool> _permits = Channel.CreateUnbounded<bool>();
    private readonly List<int> _items = [];

    public string Name => "scripted";

    /// <summary>Items in the order in which they were done, by all executions.</summary>
    public IReadOnlyList<int> Items
    {
        get
        {
            lock (_items)
                return [.. _items];
        }
    }

    /// <summary>Whether an execution was told to stop while it waited.</summary>
    public bool IsStopped { get; private set; }

    public void Allow(int items)
    {
        for (var i = 0; i < items; i++)
            _permits.Writer.TryWrite(true);
    }

    public async Task<JobOutcome> RunAsync(RunContext run, JobArguments arguments, CancellationToken cancellationToken)
    {
        run.BeginPhase("Counting", goal);
        for (var item = run.LoadCursor<Position>(Name)?.Done ?? 0; item < goal; item++)
        {
            try
            {
                await _permits.Reader.ReadAsync(run.StopRequested);
            }
            catch (OperationCanceledException)
            {
                IsStopped = true;
                throw;
            }

            lock (_items)
                _items.Add(item);
            run.Advance(1, $"{item}");
            run.Source("numbers").Add(fetched: 1);
            await run.SaveCursorAsync(Name, new Position(item + 1), cancellationToken);
        }

        return JobOutcome.Done;
    }
}
