using Npgsql;

namespace MovieAspire.Worker.Quotas;

/// <summary>
/// Requests per provider and UTC day in pipeline.quota_usage, shared by all workers. Taking is one atomic statement, so
/// that the count never passes the limit. When OMDb's day resets is undocumented (providers.md, "OMDb"): "exhausted"
/// therefore outlives our midnight, until a probe succeeds.
/// </summary>
internal sealed class QuotaStore(NpgsqlDataSource dataSource, TimeProvider time)
{
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromHours(1);

    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private DateTimeOffset NextMidnight => new(Today.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>Takes one request out of today's quota; null means no limit, and the request is only counted.</summary>
    public async Task<QuotaGrant> TryTakeAsync(string provider, long? dayLimit, CancellationToken cancellationToken)
    {
        if (await TakeAsync(provider, Today, dayLimit, 1, probe: false, cancellationToken))
            return new(QuotaAnswer.Granted);

        var reading = await ReadAsync(provider, dayLimit, cancellationToken);
        if (reading.Remaining == 0)
            return new(QuotaAnswer.Spent, reading.ResetsAt);
        if (!await ClaimProbeAsync(provider, cancellationToken))
            return new(QuotaAnswer.Exhausted, reading.NextProbeAt ?? time.GetUtcNow() + ProbeInterval);
        return await TakeAsync(provider, Today, dayLimit, 1, probe: true, cancellationToken)
            ? new(QuotaAnswer.Probe)
            : new(QuotaAnswer.Spent, NextMidnight);
    }

    /// <summary>
    /// Takes up to <paramref name="count"/> requests of one day at once; 0 when the quota is spent or the provider
    /// exhausted. <see cref="QuotaBatch"/> hands them out and gives the rest back.
    /// </summary>
    public async Task<long> ReserveAsync(
        string provider, DateOnly day, long? dayLimit, long count, CancellationToken cancellationToken)
    {
        while (count > 0 && !await TakeAsync(provider, day, dayLimit, count, probe: false, cancellationToken))
        {
            // Others take meanwhile, so that the rest may be taken again when it is asked for.
            var reading = await ReadAsync(provider, dayLimit, cancellationToken);
            count = reading.ExhaustedAt is null && Today == day ? Math.Min(count, reading.Remaining ?? 0) : 0;
        }

        return count;
    }

    /// <summary>Returns what was reserved and not sent.</summary>
    public Task GiveBackAsync(string provider, DateOnly day, long count, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "UPDATE pipeline.quota_usage SET used = greatest(used - $3, 0) WHERE provider = $1 AND day = $2",
            cancellationToken, provider, day, count);

    /// <summary>
    /// Counts what costs no quota: requests to a provider without one, requests that the provider refused, and answers
    /// from our cache.
    /// </summary>
    public Task CountAsync(string provider, long used, long refused, long cached, CancellationToken cancellationToken) =>
        ExecuteAsync("""
            INSERT INTO pipeline.quota_usage AS quota (provider, day, used, refused, cached) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (provider, day) DO UPDATE
            SET used = quota.used + excluded.used, refused = quota.refused + excluded.refused,
                cached = quota.cached + excluded.cached
            """, cancellationToken, provider, Today, used, refused, cached);

    /// <summary>The provider says that its quota is spent: no request until the next probe, in an hour.</summary>
    /// <returns>When that is.</returns>
    public async Task<DateTimeOffset> MarkExhaustedAsync(string provider, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await ExecuteAsync("""
            INSERT INTO pipeline.quota_usage AS quota (provider, day, exhausted_at, next_probe_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (provider, day) DO UPDATE
            SET exhausted_at = coalesce(quota.exhausted_at, excluded.exhausted_at), next_probe_at = excluded.next_probe_at
            """, cancellationToken, provider, Today, now, now + ProbeInterval);
        return now + ProbeInterval;
    }

    /// <summary>The provider answers again.</summary>
    public Task ClearExhaustedAsync(string provider, CancellationToken cancellationToken) => ExecuteAsync("""
        UPDATE pipeline.quota_usage SET exhausted_at = NULL, next_probe_at = NULL
        WHERE provider = $1 AND exhausted_at IS NOT NULL
        """, cancellationToken, provider);

    public async Task<QuotaReading> ReadAsync(string provider, long? dayLimit, CancellationToken cancellationToken) =>
        (await ReadAsync([(provider, dayLimit)], cancellationToken))[0];

    /// <summary>One reading for each provider, in the order given.</summary>
    public async Task<IReadOnlyList<QuotaReading>> ReadAsync(
        IReadOnlyList<(string Name, long? DayLimit)> providers, CancellationToken cancellationToken)
    {
        var resetsAt = NextMidnight;
        await using var command = Command("""
            SELECT coalesce(sum(used) FILTER (WHERE day = $2), 0)::bigint,
                   coalesce(sum(refused) FILTER (WHERE day = $2), 0)::bigint,
                   coalesce(sum(cached) FILTER (WHERE day = $2), 0)::bigint,
                   min(exhausted_at),
                   max(next_probe_at) FILTER (WHERE exhausted_at IS NOT NULL)
            FROM unnest($1) WITH ORDINALITY AS wanted (provider, place)
            LEFT JOIN pipeline.quota_usage quota
                ON quota.provider = wanted.provider AND (day = $2 OR exhausted_at IS NOT NULL)
            GROUP BY place ORDER BY place
            """, providers.Select(provider => provider.Name).ToArray(), Today);
        var readings = new List<QuotaReading>(providers.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (name, limit) = providers[readings.Count];
            readings.Add(new(
                name, limit, reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), resetsAt,
                reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4)));
        }

        return readings;
    }

    // All of count or nothing. DO UPDATE locks the row and looks at its newest version, so takers queue up.
    private async Task<bool> TakeAsync(
        string provider, DateOnly day, long? dayLimit, long count, bool probe, CancellationToken cancellationToken)
    {
        await using var command = Command("""
            INSERT INTO pipeline.quota_usage AS quota (provider, day, used)
            SELECT $1, $2, $4
            WHERE $4 <= $3 AND ($5 OR NOT EXISTS (
                SELECT FROM pipeline.quota_usage WHERE provider = $1 AND exhausted_at IS NOT NULL))
            ON CONFLICT (provider, day) DO UPDATE SET used = quota.used + excluded.used
            WHERE quota.used + excluded.used <= $3
            """, provider, day, dayLimit ?? long.MaxValue, count, probe);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    // One taker of all workers gets the probe: the others find the time moved on.
    private async Task<bool> ClaimProbeAsync(string provider, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = Command("""
            WITH due AS (
                SELECT provider, day FROM pipeline.quota_usage
                WHERE provider = $1 AND exhausted_at IS NOT NULL
                ORDER BY next_probe_at DESC LIMIT 1 FOR UPDATE
            )
            UPDATE pipeline.quota_usage quota SET next_probe_at = $3 FROM due
            WHERE quota.provider = due.provider AND quota.day = due.day AND quota.next_probe_at <= $2
            """, provider, now, now + ProbeInterval);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = dataSource.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}

/// <summary>Whether a request may be sent.</summary>
internal enum QuotaAnswer
{
    /// <summary>Yes, and it is counted.</summary>
    Granted,

    /// <summary>Yes: the hourly probe of an exhausted provider. Report how it went.</summary>
    Probe,

    /// <summary>No: our quota of the day is spent.</summary>
    Spent,

    /// <summary>No: the provider said that its quota is spent, and the next probe is not due.</summary>
    Exhausted,
}

/// <summary>The answer to a taker.</summary>
/// <param name="Answer">Whether the request may be sent, and why not.</param>
/// <param name="RetryAt">When to ask again, where the answer is no.</param>
internal readonly record struct QuotaGrant(QuotaAnswer Answer, DateTimeOffset? RetryAt = null)
{
    public bool IsGranted => Answer is QuotaAnswer.Granted or QuotaAnswer.Probe;
}

/// <summary>A provider's use today (UTC), as /pipeline/quotas shows it.</summary>
/// <param name="Provider">"tmdb" or "omdb".</param>
/// <param name="Limit">Requests a day; null without a daily limit.</param>
/// <param name="UsedToday">Requests sent or reserved.</param>
/// <param name="Refused">Requests that the provider refused.</param>
/// <param name="Cached">Answers from our cache instead of a request.</param>
/// <param name="ResetsAt">The next UTC midnight.</param>
/// <param name="ExhaustedAt">Since when the provider says that its quota is spent.</param>
/// <param name="NextProbeAt">When it is asked again.</param>
internal sealed record QuotaReading(
    string Provider,
    long? Limit,
    long UsedToday,
    long Refused,
    long Cached,
    DateTimeOffset ResetsAt,
    DateTimeOffset? ExhaustedAt,
    DateTimeOffset? NextProbeAt)
{
    public long? Remaining => Limit is { } limit ? Math.Max(limit - UsedToday, 0) : null;
}
