using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>A line that a resource wrote.</summary>
internal sealed record ConsoleLine(int Number, string Text, bool IsError);

/// <summary>The resources' console output: the last lines of each, and everything from now on.</summary>
internal sealed partial class ConsoleLogs(DistributedApplicationModel model, DistributedApplicationOptions options, ILoggerFactory loggers, IHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, Log> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConsoleWriter _writer = new(model.Resources.Where(r => r is not ParameterResource).Select(r => r.Name));

    public void Write(string resource, string text, bool isError = false)
    {
        var line = _logs.GetOrAdd(resource, _ => new()).Add(text, isError);
        if (!options.EnableResourceLogging)
        {
            _writer.Write(resource, text, isError);
            return;
        }

        var logger = loggers.CreateLogger($"{environment.ApplicationName}.Resources.{resource}");
        LogLine(logger, isError ? LogLevel.Error : LogLevel.Information, line.Text);
    }

    /// <summary>What the AppHost itself has to say.</summary>
    public void Announce(string text)
    {
        if (!options.EnableResourceLogging)
        {
            _writer.Write("apphost", text, isError: false);
            return;
        }

        var logger = loggers.CreateLogger("Aspire.Hosting");
        LogLine(logger, LogLevel.Information, text);
    }

    public IReadOnlyList<ConsoleLine> Last(string resource, int count) =>
        _logs.TryGetValue(resource, out var log) ? log.Last(count) : [];

    public IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchAsync(string resource, bool follow, CancellationToken cancellationToken) =>
        _logs.GetOrAdd(resource, _ => new()).WatchAsync(follow, cancellationToken);

    [LoggerMessage("{Line}")]
    private static partial void LogLine(ILogger logger, LogLevel level, string line);

    private sealed class Log
    {
        private const int Kept = 10_000;
        private readonly Queue<ConsoleLine> _lines = new();
        private readonly List<Channel<ConsoleLine>> _watchers = [];
        private readonly Lock _lock = new();
        private int _count;

        public ConsoleLine Add(string text, bool isError)
        {
            lock (_lock)
            {
                var line = new ConsoleLine(++_count, text, isError);
                _lines.Enqueue(line);
                if (_lines.Count > Kept)
                    _lines.Dequeue();
                foreach (var watcher in _watchers)
                    watcher.Writer.TryWrite(line);
                return line;
            }
        }

        public IReadOnlyList<ConsoleLine> Last(int count)
        {
            lock (_lock)
                return [.. _lines.TakeLast(count)];
        }

        public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            // A reader that does not keep up loses the oldest lines rather than holding them all in memory.
            var channel = Channel.CreateBounded<ConsoleLine>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
            IReadOnlyList<ConsoleLine> backlog;
            lock (_lock)
            {
                backlog = [.. _lines];
                if (follow)
                    _watchers.Add(channel);
            }

            try
            {
                if (backlog.Count > 0)
                    yield return backlog;
                while (follow && await channel.Reader.WaitToReadAsync(cancellationToken))
                {
                    List<ConsoleLine> batch = [];
                    while (batch.Count < 500 && channel.Reader.TryRead(out var line))
                        batch.Add(line);
                    yield return batch;
                }
            }
            finally
            {
                lock (_lock)
                    _watchers.Remove(channel);
            }
        }
    }
}
