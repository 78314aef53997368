using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Google.Protobuf;
using Grpc.Core;
using MovieAspire.Redis.Generations;

namespace MovieAspire.Redis.Caching;

/// <summary>
/// Cached look-ups by key. Those that come at the same time are answered together: one starts at once while few are under way,
/// and whoever comes meanwhile joins the next. So a lone caller waits for nobody, and a crowd costs Redis and the database
/// one round trip each and not one for each caller. Old entries answer as <see cref="MessageCache"/> says.
/// </summary>
public sealed class KeyedReads<T> where T : class, IMessage<T>, new()
{
    private const int MaxBatch = 100;

    // More would make them smaller, which costs more in all.
    private const int MaxBatches = 2;

    // As long as callers wait by default. Whoever comes later must not wait for a database that hung before.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Queue<Lookup> _waiting = [];
    private readonly Func<int, CachedRead> _readOf;
    private readonly Func<IReadOnlyList<int>, CancellationToken, Task<IReadOnlyDictionary<int, T>>> _load;
    private readonly CacheEntries _entries;
    private readonly DatabaseLoader _loader;
    private readonly DatabaseWatch _database;
    private readonly DataGenerations _generations;
    private readonly CacheMetrics _metrics;
    private readonly TimeProvider _time;
    private int _batches;

    internal KeyedReads(
        Func<int, CachedRead> readOf, Func<IReadOnlyList<int>, CancellationToken, Task<IReadOnlyDictionary<int, T>>> load,
        CacheEntries entries, DatabaseLoader loader, DatabaseWatch database, DataGenerations generations, CacheMetrics metrics, TimeProvider time)
    {
        _readOf = readOf;
        _load = load;
        _entries = entries;
        _loader = loader;
        _database = database;
        _generations = generations;
        _metrics = metrics;
        _time = time;
    }

    /// <summary>The message of an id, or null when there is none.</summary>
    public async Task<T?> FindAsync(int id, ServerCallContext call)
    {
        var lookup = new Lookup(id, Activity.Current);
        var isFirst = false;
        lock (_lock)
        {
            _waiting.Enqueue(lookup);
            if (_batches < MaxBatches)
            {
                _batches++;
                isFirst = true;
            }
        }

        if (isFirst)
        {
            // What runs for many belongs to nobody's context.
            using var noFlow = ExecutionContext.SuppressFlow();
            _ = Task.Run(AnswerWaitingAsync);
        }

        return (await lookup.Answer.Task.WaitAsync(call.CancellationToken)).MessageFor(call);
    }

    /// <summary>The messages of many ids; those that there are not are left out.</summary>
    public async Task<IReadOnlyDictionary<int, T>> FindAsync(IReadOnlyList<int> ids, ServerCallContext call)
    {
        var found = new Dictionary<int, T>();
        foreach (var (id, answer) in await AnswerAsync(ids, call.CancellationToken))
        {
            if (answer.MessageFor(call) is { } message)
                found[id] = message;
        }

        return found;
    }

    private async Task AnswerWaitingAsync()
    {
        while (Take() is { Count: > 0 } lookups)
        {
            using var limit = new CancellationTokenSource(TimeLimit, _time);
            Activity.Current = lookups[0].Activity;
            try
            {
                var answers = await AnswerAsync([.. lookups.Select(lookup => lookup.Id).Distinct()], limit.Token);
                foreach (var lookup in lookups)
                    lookup.Answer.TrySetResult(answers[lookup.Id]);
            }
            catch (Exception e)
            {
                e = limit.IsCancellationRequested ? new TimeoutException($"No answer within {TimeLimit.TotalSeconds} s.", e) : e;
                foreach (var lookup in lookups)
                    lookup.Answer.TrySetException(e);
            }
        }
    }

    // Whoever finds nothing ends; the next one who comes begins anew.
    private List<Lookup> Take()
    {
        lock (_lock)
        {
            var lookups = new List<Lookup>();
            while (lookups.Count < MaxBatch && _waiting.TryDequeue(out var lookup))
                lookups.Add(lookup);
            if (lookups.Count == 0)
                _batches--;
            return lookups;
        }
    }

    private async Task<Dictionary<int, Answer>> AnswerAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<int, Answer>(ids.Count);
        var reads = ids.Select(_readOf).ToList();
        if (ids.Count == 0 || await _generations.CurrentAsync(reads[0].Area, cancellationToken) is not { } generation)
        {
            reads.ForEach(read => _metrics.Error(read.Key));
            var all = await _load(ids, cancellationToken);
            foreach (var id in ids)
                answers[id] = new(all.GetValueOrDefault(id));
            return answers;
        }

        var entries = await _entries.ReadAsync<T>([.. reads.Select(read => read.Key)], cancellationToken);
        var lacking = new List<int>();
        for (var i = 0; i < ids.Count; i++)
        {
            if (_entries.IsHit(reads[i], entries[i], generation))
                answers[ids[i]] = new(entries[i]!.Message, _database.IsAway ? entries[i]!.ReadAt : null);
            // The health check finds out when it is back: nobody needs to wait for a database that hangs.
            else if (_database.IsAway && entries[i] is { } old)
                answers[ids[i]] = new(old.Message, old.ReadAt);
            else
                lacking.Add(i);
        }

        if (lacking.Count == 0)
            return answers;

        // Whoever has an old answer does not wait as long as the others.
        await Task.WhenAll(lacking.GroupBy(i => entries[i] is not null).Select(async group =>
        {
            var places = group.ToList();
            var loaded = await _loader.LoadAsync(token => _load([.. places.Select(i => ids[i])], token), group.Key, cancellationToken);
            lock (answers)
            {
                foreach (var i in places)
                    answers[ids[i]] = AnswerOf(reads[i], entries[i], loaded, ids[i], generation);
            }
        }));
        return answers;
    }

    private Answer AnswerOf(
        CachedRead read, CacheEntry<T>? old, Loaded<IReadOnlyDictionary<int, T>> loaded, int id, long generation)
    {
        if (loaded.Failure is { } failure)
            return old is null ? new(null, null, failure) : new(old.Message, old.ReadAt);

        var message = loaded.Value!.GetValueOrDefault(id);
        _entries.Write(read, message, generation);
        return new(message);
    }

    private sealed record Answer(T? Message, DateTimeOffset? StaleSince = null, Exception? Failure = null)
    {
        public T? MessageFor(ServerCallContext call)
        {
            if (Failure is not null)
                ExceptionDispatchInfo.Throw(Failure);
            if (StaleSince is { } since)
                StaleReads.Mark(call, since);
            return Message;
        }
    }

    private sealed class Lookup(int id, Activity? activity)
    {
        public int Id => id;

        public Activity? Activity => activity;

        public TaskCompletionSource<Answer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
