using System.Data;
using System.Globalization;
using MovieAspire.Lake.Gold;
using MovieAspire.Lake.Sql;

namespace MovieAspire.Lake.Charts;

/// <summary>What a chart is drawn of: silver's and gold's tables, the thresholds, and of when the data are.</summary>
public sealed class ChartData
{
    private readonly SortedSet<string> _tables = new(StringComparer.Ordinal);
    private readonly LakeSession _session;
    private readonly DateTimeOffset _newest;
    private readonly long _movies;

    private ChartData(LakeSession session, KpiOptions kpis, DateTimeOffset newest, long movies) =>
        (_session, Kpis, _newest, _movies) = (session, kpis, newest, movies);

    /// <summary>The thresholds.</summary>
    public KpiOptions Kpis { get; }

    /// <summary>The tables that were read so far.</summary>
    public IReadOnlyCollection<string> Tables => _tables;

    /// <summary>The year of the newest answer, which is not over yet.</summary>
    public int PresentYear => _newest.Year;

    /// <summary>The line below each chart.</summary>
    public string Source => string.Create(
        CultureInfo.InvariantCulture, $"Source: TMDB and OMDb, {_movies:N0} movies, newest data of {_newest:yyyy-MM-dd}. MovieAspire is not endorsed or certified by TMDB.");

    /// <summary>"movies with a budget of at least 10 million USD".</summary>
    public string BudgetRule => string.Create(CultureInfo.InvariantCulture, $"movies with a budget of at least {Kpis.MinBudgetMusd:0.##} million USD");

    /// <summary>"movies with at least 10 votes".</summary>
    public string VotesRule => string.Create(CultureInfo.InvariantCulture, $"movies with at least {Kpis.MinVotes:N0} votes");

    internal static async Task<ChartData> OpenAsync(LakeSession session, KpiOptions kpis, CancellationToken cancellationToken)
    {
        var newest = await session.ScalarAsync<DateTimeOffset>("SELECT max(tmdb_updated_at) FROM movies_curated", cancellationToken);
        return new(session, kpis, newest, await session.ScalarAsync<long>("SELECT count(*) FROM movies_curated", cancellationToken));
    }

    /// <summary>The same for the next chart, which has read nothing yet.</summary>
    internal ChartData Next() => new(_session, Kpis, _newest, _movies);

    /// <summary>Rows of a query over silver and gold; $min_votes and $min_budget stand for the thresholds.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<IDataRecord, T> map, CancellationToken cancellationToken)
    {
        var query = sql.Replace("$min_votes", Kpis.MinVotes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("$min_budget", Kpis.MinBudgetMusd.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        _tables.UnionWith(await TableWriter.InputsAsync(_session, query, cancellationToken));
        return await _session.QueryAsync(query, map, cancellationToken);
    }
}

/// <summary>One chart of the catalog.</summary>
public interface IChartSource
{
    /// <summary>Its name in paths and files.</summary>
    string Name { get; }

    /// <summary>The chart; null where the data have nothing to show.</summary>
    Task<Chart?> CreateAsync(ChartData data, CancellationToken cancellationToken);
}
