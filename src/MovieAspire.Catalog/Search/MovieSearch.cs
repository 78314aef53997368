using MovieAspire.Catalog.Search.Postgres;
using MovieAspire.Contracts.Catalog.V1;

namespace MovieAspire.Catalog.Search;

/// <summary>Answers a search by the engine that can.</summary>
internal sealed class MovieSearch(PostgresEngine postgres, TimeProvider time)
{
    public async Task<SearchMoviesResponse> RunAsync(SearchPage page, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var response = await postgres.SearchAsync(page, cancellationToken);
        response.Engine = "postgres";
        response.TookMs = Math.Round(time.GetElapsedTime(start).TotalMilliseconds, 1);
        return response;
    }
}
