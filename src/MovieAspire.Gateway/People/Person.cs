using MovieAspire.Gateway.Movies;

namespace MovieAspire.Gateway.People;

/// <summary>Someone who makes movies.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Name">The name.</param>
/// <param name="KnownForDepartment">For example Directing; null while unknown.</param>
/// <param name="ProfilePath">Path of the portrait on TMDB's image server.</param>
/// <param name="Popularity">TMDB's popularity figure.</param>
/// <param name="Cast">Roles, newest first.</param>
/// <param name="Crew">Jobs behind the camera, newest first.</param>
public sealed record Person(
    int Id, string Name, string? KnownForDepartment, string? ProfilePath, double Popularity,
    IReadOnlyList<CastCredit> Cast, IReadOnlyList<CrewCredit> Crew);

/// <summary>A role in a movie.</summary>
/// <param name="Movie">The movie.</param>
/// <param name="Character">Whom the person plays.</param>
/// <param name="Order">Place in the billing, 0 first.</param>
public sealed record CastCredit(MovieSummary Movie, string? Character, int Order);

/// <summary>A job at a movie.</summary>
/// <param name="Movie">The movie.</param>
/// <param name="Job">For example Director.</param>
/// <param name="Department">For example Directing.</param>
public sealed record CrewCredit(MovieSummary Movie, string Job, string? Department);
