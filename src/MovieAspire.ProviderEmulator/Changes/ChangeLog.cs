using System.Collections.Concurrent;

namespace MovieAspire.ProviderEmulator.Changes;

/// <summary>What was done to movies since the start: changed, vanished, merged, restored.</summary>
internal sealed class ChangeLog
{
    private readonly Lock gate = new();
    private readonly List<(DateTimeOffset At, int Id)> entries = [];
    private readonly ConcurrentDictionary<int, int> edits = new();
    private readonly ConcurrentDictionary<int, byte> gone = new();
    private readonly ConcurrentDictionary<int, List<int>> mergedFrom = new();
    private int revision;

    /// <summary>Grows with every entry.</summary>
    public int Revision => Volatile.Read(ref revision);

    public bool IsGone(int id) => gone.ContainsKey(id);

    /// <summary>How often the movie was changed.</summary>
    public int Edits(int id) => edits.GetValueOrDefault(id);

    /// <summary>The movies that were merged into this one.</summary>
    public IReadOnlyList<int> MergedInto(int id) => mergedFrom.GetValueOrDefault(id) ?? [];

    public void Change(int id, DateTimeOffset now)
    {
        edits.AddOrUpdate(id, 1, (_, count) => count + 1);
        Add(now, id);
    }

    public void Vanish(int id, DateTimeOffset now)
    {
        gone[id] = 0;
        Add(now, id);
    }

    public void Merge(int id, int into, DateTimeOffset now)
    {
        mergedFrom.AddOrUpdate(into, _ => [id], (_, merged) => [.. merged, id]);
        gone[id] = 0;
        Add(now, id);
        Add(now, into);
    }

    /// <summary>Undoes all of the above.</summary>
    public void Restore(int id, DateTimeOffset now)
    {
        gone.TryRemove(id, out _);
        edits.TryRemove(id, out _);
        foreach (var (into, merged) in mergedFrom)
            mergedFrom[into] = [.. merged.Where(other => other != id)];
        Add(now, id);
    }

    public void Clear()
    {
        lock (gate)
            entries.Clear();
        gone.Clear();
        edits.Clear();
        mergedFrom.Clear();
        Interlocked.Increment(ref revision);
    }

    /// <summary>Ids with an entry between two moments, each once, the latest first.</summary>
    public IReadOnlyList<int> Between(DateTimeOffset from, DateTimeOffset to)
    {
        lock (gate)
            return [.. entries.Where(entry => entry.At >= from && entry.At < to).Reverse().Select(entry => entry.Id).Distinct()];
    }

    private void Add(DateTimeOffset at, int id)
    {
        lock (gate)
            entries.Add((at, id));
        Interlocked.Increment(ref revision);
    }
}
