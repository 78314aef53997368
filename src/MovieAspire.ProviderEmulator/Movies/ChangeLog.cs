using System.Collections.Concurrent;

namespace MovieAspire.ProviderEmulator.Movies;

/// <summary>What was done to movies since the start: changed, vanished, merged, restored.</summary>
internal sealed class ChangeLog
{
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset At, int Id)> _entries = [];
    private readonly ConcurrentDictionary<int, int> _edits = new();
    private readonly ConcurrentDictionary<int, byte> _removed = new();
    private readonly ConcurrentDictionary<int, List<int>> _mergedFrom = new();
    private int _revision;

    /// <summary>Grows with every entry.</summary>
    public int Revision => Volatile.Read(ref _revision);

    public bool IsRemoved(int id) => _removed.ContainsKey(id);

    /// <summary>How often the movie was changed.</summary>
    public int Edits(int id) => _edits.GetValueOrDefault(id);

    /// <summary>The movies that were merged into this one.</summary>
    public IReadOnlyList<int> MergedInto(int id) => _mergedFrom.GetValueOrDefault(id) ?? [];

    public void Change(int id, DateTimeOffset now)
    {
        _edits.AddOrUpdate(id, 1, (_, count) => count + 1);
        Add(now, id);
    }

    public void Vanish(int id, DateTimeOffset now)
    {
        _removed[id] = 0;
        Add(now, id);
    }

    public void Merge(int id, int into, DateTimeOffset now)
    {
        _mergedFrom.AddOrUpdate(into, _ => [id], (_, merged) => [.. merged, id]);
        _removed[id] = 0;
        Add(now, id);
        Add(now, into);
    }

    /// <summary>Undoes all of the above.</summary>
    public void Restore(int id, DateTimeOffset now)
    {
        _removed.TryRemove(id, out _);
        _edits.TryRemove(id, out _);
        foreach (var (into, merged) in _mergedFrom)
            _mergedFrom[into] = [.. merged.Where(other => other != id)];
        Add(now, id);
    }

    public void Clear()
    {
        lock (_gate)
            _entries.Clear();
        _removed.Clear();
        _edits.Clear();
        _mergedFrom.Clear();
        Interlocked.Increment(ref _revision);
    }

    /// <summary>Ids with an entry between two moments, each once, the latest first.</summary>
    public IReadOnlyList<int> Between(DateTimeOffset from, DateTimeOffset to)
    {
        lock (_gate)
            return [.. _entries.Where(entry => entry.At >= from && entry.At < to).Reverse().Select(entry => entry.Id).Distinct()];
    }

    private void Add(DateTimeOffset at, int id)
    {
        lock (_gate)
            _entries.Add((at, id));
        Interlocked.Increment(ref _revision);
    }
}
