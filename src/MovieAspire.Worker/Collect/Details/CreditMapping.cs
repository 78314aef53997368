using MovieAspire.Data.Catalog;
using MovieAspire.Providers.Tmdb;

namespace MovieAspire.Worker.Collect.Details;

/// <summary>Cast and crew as rows of the catalog.</summary>
internal static class CreditMapping
{
    /// <summary>Roles in billing order; the first <paramref name="top"/> are marked.</summary>
    public static IEnumerable<CastRow> Cast(TmdbMovieDetails movie, int max, int top) => movie.Credits.Cast
        .OrderBy(member => member.Order).ThenBy(member => member.Id)
        .DistinctBy(member => (member.Order, member.Id))
        .Take(max)
        .Select((member, index) => new CastRow
        {
            MovieId = movie.Id,
            BillingOrder = member.Order,
            PersonId = member.Id,
            Character = MovieMapping.Text(member.Character),
            IsTop = index < top,
            Person = Person(
                member.Id, member.Name, member.Gender, member.KnownForDepartment, member.ProfilePath, member.Popularity),
        });

    /// <summary>All jobs, one row for each person and job.</summary>
    public static IEnumerable<CrewRow> Crew(TmdbMovieDetails movie) => movie.Credits.Crew
        .Select(member => new CrewRow
        {
            MovieId = movie.Id,
            PersonId = member.Id,
            Job = MovieMapping.Text(member.Job),
            Department = MovieMapping.Text(member.Department),
            Person = Person(
                member.Id, member.Name, member.Gender, member.KnownForDepartment, member.ProfilePath, member.Popularity),
        })
        .DistinctBy(credit => (credit.PersonId, credit.Job));

    private static PersonRow Person(
        int id, string name, int? gender, string? department, string? profilePath, double? popularity) => new()
        {
            Id = id,
            Name = MovieMapping.Text(name),
            Gender = (short)(gender ?? 0),
            KnownForDepartment = department,
            ProfilePath = profilePath,
            Popularity = popularity ?? 0,
        };
}
