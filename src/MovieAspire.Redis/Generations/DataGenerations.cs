using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MovieAspire.Redis.Connection;
using StackExchange.Redis;

namespace MovieAspire.Redis.Generations;

/// <summary>
/// Part of the data that runs change and reads depend on. A read belongs to one of them; a run names all whose reads it
/// makes old, so that a new list of recommendations leaves the lists of movies alone.
/// </summary>
public enum DataArea
{
    /// <summary>Movies, people, collections, genres, and what is shown with a movie.</summary>
    Catalog,

    Search,

    /// <summary>Trending, genres by day, decades, freshness, coverage.</summary>
    Statistics,

    Recommendations,

    /// <summary>KPIs, charts, quality and lineage, as the stages of the lake found them.</summary>
    Kpis,
}

/// <summary>
/// The numbers of the data's present state, one for each <see cref="DataArea"/> under <c>{area}:generation</c> in Redis:
/// what was kept under another number is old. Read at most once a second, so a change shows that much later. While Redis
/// is away the last numbers known go on for <see cref="GenerationOptions.KeepFor"/>: nothing can be told apart any more,
/// but what is kept only ages by its own time to live.
/// </summary>
public sealed partial class DataGenerations(
    RedisConnection redis, TimeProvider time, IOptions<GenerationOptions> options, ILogger<DataGenerations> logger)
{
    public static readonly IReadOnlyList<DataArea> AllAreas = Enum.GetValues<DataArea>();

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly RedisKey[] Keys = [.. AllAreas.Select(Key)];

    private readonly Lock _lock = new();
    private volatile Numbers? _known;
    private volatile Task _reading = Task.CompletedTask;
    private long _dueAt = long.MinValue;

    /// <summary>Of one area; null while nobody knows.</summary>
    public async ValueTask<long?> CurrentAsync(DataArea area, CancellationToken cancellationToken) =>
        (await NumbersAsync(cancellationToken))?.Values[(int)area];

    /// <summary>Of everything, as a text that differs for each state; null while nobody knows.</summary>
    public async ValueTask<string?> CurrentAsync(CancellationToken cancellationToken) =>
        (await NumbersAsync(cancellationToken))?.Text;

    /// <summary>Makes old what was read of these areas. Without Redis it stays until its time to live is over.</summary>
    public async Task AdvanceAsync(IReadOnlyList<DataArea> areas, CancellationToken cancellationToken)
    {
        var (answered, _) = await redis.TryAsync(
            database => Task.WhenAll(areas.Select(area => database.StringIncrementAsync(Key(area)))), cancellationToken);
        if (!answered)
            LogNotTold();
    }

    private static RedisKey Key(DataArea area) => $"{area.ToString().ToLowerInvariant()}:generation";

    private async ValueTask<Numbers?> NumbersAsync(CancellationToken cancellationToken)
    {
        if (time.GetTimestamp() >= Volatile.Read(ref _dueAt))
            BeginReading();

        // Whoever comes while a reading is under way waits for that one.
        if (_reading is { IsCompleted: false } reading)
            await reading.WaitAsync(cancellationToken);
        return _known is { } known && time.GetElapsedTime(known.AskedAt) < options.Value.KeepFor ? known : null;
    }

    private void BeginReading()
    {
        lock (_lock)
        {
            // Taken before the reading: a change after it must not count as seen.
            var now = time.GetTimestamp();
            if (now < _dueAt)
                return;

            _reading = ReadAsync(now);
            Volatile.Write(ref _dueAt, now + (long)(Period.TotalSeconds * time.TimestampFrequency));
        }
    }

    private async Task ReadAsync(long askedAt)
    {
        var (answered, values) = await redis.TryAsync(database => database.StringGetAsync(Keys), CancellationToken.None);
        if (answered)
            _known = new([.. values!.Select(value => value.TryParse(out long number) ? number : 0)], askedAt);
    }

    private sealed record Numbers(long[] Values, long AskedAt)
    {
        public string Text { get; } = string.Join(':', Values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
    }

    [LoggerMessage(LogLevel.Warning, "Redis is away: what the services have cached stays until its time to live is over")]
    private partial void LogNotTold();
}
