using Microsoft.Extensions.Options;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Libraries.Sessions;

/// <summary>Brings details that were fetched for a library into the catalog, whether a film turned out to be the movie or not.</summary>
internal sealed class FetchedMovies(MovieBatches batches, IOptions<DetailsOptions> details)
{
    /// <summary>What such calls and rows are counted under.</summary>
    public const string Source = "details";

    /// <returns>Movies that the database does not take, and why: what hangs on them fails, and nothing else.</returns>
    public async Task<IReadOnlyList<(int Id, string Reason)>> WriteAsync(
        RunContext run, IEnumerable<ProviderResponse<TmdbMovieDetails>> movies, CancellationToken cancellationToken)
    {
        var rows = movies.DistinctBy(movie => movie.Value.Id)
            .Select(movie => MovieMapping.FromDetails(movie.Value, details.Value.MaxCast, movie.Raw.FetchedAt)).ToList();
        if (rows.Count == 0)
            return [];
        return (await batches.WriteAsync(run, Source, rows, cancellationToken)).Refused;
    }
}
