using Microsoft.Extensions.Options;

namespace MovieAspire.Redis.Caching;

/// <summary>
/// Which entries under freely worded keys are worth keeping: those asked for a second time, while there is room. Random
/// requests, of which each comes once, leave nothing in Redis; repeated ones fill the room of
/// <see cref="CacheOptions.FreeFormMegabytes"/> and no more. Memory here is fixed: a bit for each of 2^20 hashes of keys, in
/// two generations that take turns as entries expire. Two keys that share a bit only count for each other, so that one of
/// them is kept early.
/// </summary>
internal sealed class FreeFormKeys
{
    private const int Bits = 1 << 20;

    // What Redis needs for a key besides its bytes, rounded up.
    private const int Overhead = 200;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _period;
    private readonly long _room;
    private readonly HashSet<int> _kept = [];
    private ulong[] _asked = new ulong[Bits / 64];
    private ulong[] _askedBefore = new ulong[Bits / 64];
    private long _since;
    private long _taken;

    public FreeFormKeys(TimeProvider time, IOptions<CacheOptions> options)
    {
        _time = time;
        _since = time.GetTimestamp();
        _period = options.Value.FreeFormTimeToLive + options.Value.FreeFormStaleTime;
        // Entries of two periods may be there at a time.
        _room = options.Value.FreeFormMegabytes * 1024L * 1024 / 2;
    }

    /// <summary>Counts the asking. Whether an entry may be written for it.</summary>
    public bool IsWorthKeeping(string key)
    {
        lock (_lock)
        {
            TurnIfDue();
            var hash = key.GetHashCode(StringComparison.Ordinal) & (Bits - 1);
            var (word, bit) = (hash / 64, 1UL << (hash % 64));
            var isKnown = ((_asked[word] | _askedBefore[word]) & bit) != 0;
            _asked[word] |= bit;
            return isKnown && _taken < _room;
        }
    }

    /// <summary>Takes room for an entry, key included; false where there is none left. The next one under that key replaces it.</summary>
    public bool TryTakeRoom(string key, long bytes)
    {
        lock (_lock)
        {
            TurnIfDue();
            if (_kept.Contains(key.GetHashCode(StringComparison.Ordinal)))
                return true;
            if (_taken + bytes + Overhead > _room)
                return false;

            _taken += bytes + Overhead;
            return _kept.Add(key.GetHashCode(StringComparison.Ordinal));
        }
    }

    private void TurnIfDue()
    {
        var elapsed = _time.GetElapsedTime(_since);
        if (elapsed < _period)
            return;

        (_asked, _askedBefore) = (_askedBefore, _asked);
        Array.Clear(_asked);
        if (elapsed >= 2 * _period)
            Array.Clear(_askedBefore);
        _kept.Clear();
        (_since, _taken) = (_time.GetTimestamp(), 0);
    }
}
