using Microsoft.Extensions.Options;
using MovieAspire.Providers.Calls;
using MovieAspire.Providers.Tmdb;
using MovieAspire.Worker.Collect.Details;
using MovieAspire.Worker.Runs;

namespace MovieAspire.Worker.Libraries.Sessions;

/// <summary>Brings details that were fetched for a library into the catalog, whether a film turned out to be the movie or not.</summary>
internal sealed class FetchedMovies(MovieWriter writer, IOptions<DetailsOptions> details)
{
    /// <summary>What such calls and rows are counted under.</summary>
    public const string Source = "details";

    public async Task WriteAsync(
        RunContext run, IEnumerable<ProviderResponse<TmdbMovieDetails>> movies, CancellationToken cancellationToken)
    {
        var rows = movies.DistinctBy(movie => movie.Value.Id)
            .Select(movie => MovieMapping.FromDetails(movie.Value, details.Value.MaxCast, movie.Raw.FetchedAt)).ToList();
        if (rows.Count == 0)
            return;
        var written = await writer.WriteAsync(rows, run.Run.Id, cancellationToken);
        run.Source(Source).Add(written.Counts);
        run.CountMovies(rows.Select(movie => movie.Id));
    }
}
