using MovieAspire.Data.Catalog;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Runs;
using Npgsql;

namespace MovieAspire.Worker.Collect.Lists;

/// <summary>
/// The names of genres, of which lists give only the ids: asked for once, by whoever reads a list while the catalog has none.
/// Later ones come with the details of movies.
/// </summary>
internal sealed partial class GenreNames(TmdbClient tmdb, NpgsqlDataSource dataSource, ILogger<GenreNames> logger)
{
    /// <summary>Without an answer the lists are read all the same.</summary>
    public async Task EnsureAsync(RunContext run, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var any = new NpgsqlCommand("SELECT EXISTS (SELECT FROM catalog.genres)", connection);
        if (await any.ExecuteScalarAsync(cancellationToken) is true)
            return;
        try
        {
            var answer = await tmdb.GetGenresAsync(run, cancellationToken);
            var rows = answer.Value.DistinctBy(genre => genre.Id)
                .Select(genre => new GenreRow { Id = genre.Id, Name = MovieMapping.Text(genre.Name) }).ToList();
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { MovieTables.Genres.Insert(rows) } };
            await batch.ExecuteNonQueryAsync(cancellationToken);
            run.Source("genres").Add(fetched: rows.Count, inserted: rows.Count, requests: 1);
        }
        catch (ProviderException e)
        {
            LogNone(run.Run.Id, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {RunId}: the names of genres are missing until movies have details: {Reason}")]
    private partial void LogNone(Guid runId, string reason);
}
