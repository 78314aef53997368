using MovieAspire.ProviderEmulator.Movies;

namespace MovieAspire.ProviderEmulator.Tmdb;

internal static class PeopleAndCollectionEndpoints
{
    public static void MapPeopleAndCollections(this IEndpointRouteBuilder tmdb)
    {
        tmdb.MapGet("/person/{id:int}", (int id, HttpRequest request, MovieCatalog catalog) => Person(catalog, id) is { } person
            ? TmdbEndpoints.Json(
                request.Query["append_to_response"].ToString().Split(',').Contains("movie_credits")
                    ? person with { MovieCredits = MovieCredits(catalog, id) }
                    : person,
                TmdbJson.Default.PersonBody)
            : TmdbErrors.NotFound);

        tmdb.MapGet("/person/{id:int}/movie_credits", (int id, MovieCatalog catalog) => Person(catalog, id) is null
            ? TmdbErrors.NotFound
            : TmdbEndpoints.Json(MovieCredits(catalog, id) with { Id = id }, TmdbJson.Default.MovieCreditsBody));

        tmdb.MapGet("/collection/{id:int}", Collection);
    }

    /// <summary>A person is known by the movies that name it.</summary>
    private static PersonBody? Person(MovieCatalog catalog, int id)
    {
        var movies = Movies(catalog, id);
        var roles = movies.SelectMany(movie => movie.Cast).Where(role => role.PersonId == id).ToList();
        var jobs = movies.SelectMany(movie => movie.Crew).Where(job => job.PersonId == id).ToList();
        var (name, gender, profile) = roles is [var role, ..] ? (role.Name, role.Gender, role.ProfilePath)
            : jobs is [var job, ..] ? (job.Name, job.Gender, job.ProfilePath)
            : (null, 0, null);
        if (name is null)
            return null;

        return new(
            false, [], "", null, null, gender, null, id, null, catalog.Source.DepartmentOf(id), name, null,
            Math.Round(movies.Max(movie => movie.Popularity), 3), profile);
    }

    private static MovieCreditsBody MovieCredits(MovieCatalog catalog, int id)
    {
        var movies = Movies(catalog, id);
        return new(
            [
                .. movies.SelectMany(movie => movie.Cast.Select((role, order) => (movie, role, order)))
                    .Where(credit => credit.role.PersonId == id)
                    .Select(credit => SummaryBody.Of(credit.movie) with
                    {
                        Character = credit.role.Character,
                        CreditId = MovieBodies.CastCreditId(credit.movie, credit.order),
                        Order = credit.order,
                    }),
            ],
            [
                .. movies.SelectMany(movie => movie.Crew.Select(job => (movie, job)))
                    .Where(credit => credit.job.PersonId == id)
                    .Select(credit => SummaryBody.Of(credit.movie) with
                    {
                        CreditId = MovieBodies.CrewCreditId(credit.movie, credit.job),
                        Department = credit.job.Department,
                        Job = credit.job.Title,
                    }),
            ]);
    }

    private static IResult Collection(int id, MovieCatalog catalog)
    {
        var movies = catalog.Find(catalog.Source.MoviesOfCollection(id)).OrderBy(movie => movie.ReleaseDate ?? DateOnly.MaxValue).ToList();
        if (movies.Count == 0)
            return TmdbErrors.NotFound;

        var collection = movies[0].Collection!;
        return TmdbEndpoints.Json(
            new CollectionDetailsBody(
                id, collection.Name, movies[0].OriginalLanguage, collection.Name, "", collection.PosterPath,
                collection.BackdropPath, [.. movies.Select(movie => SummaryBody.Of(movie, "movie"))]),
            TmdbJson.Default.CollectionDetailsBody);
    }

    private static List<Movie> Movies(MovieCatalog catalog, int personId) =>
        [.. catalog.Find(catalog.Source.MoviesOfPerson(personId).Order())];
}
