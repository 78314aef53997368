namespace MovieAspire.Gateway.Movies;

/// <summary>A genre, keyword, collection or company.</summary>
/// <param name="Id">TMDB's id.</param>
/// <param name="Name">The English name.</param>
public sealed record NamedItem(int Id, string Name);

/// <summary>Someone in front of the camera.</summary>
/// <param name="Id">TMDB's id of the person.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Character">Whom they play.</param>
/// <param name="Order">Place in the billing, 0 first.</param>
public sealed record CastMember(int Id, string Name, string? Character, int Order);

/// <summary>Someone behind the camera.</summary>
/// <param name="Id">TMDB's id of the person.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Job">For example Director.</param>
/// <param name="Department">For example Directing.</param>
public sealed record CrewMember(int Id, string Name, string Job, string Department);

/// <summary>What OMDb adds to TMDB's data.</summary>
/// <param name="ImdbRating">0 to 10.</param>
/// <param name="ImdbVotes">Number of IMDb votes.</param>
/// <param name="RottenTomatoes">Per cent.</param>
/// <param name="Metacritic">0 to 100.</param>
/// <param name="Awards">Free text, as OMDb has it.</param>
/// <param name="BoxOffice">In the USA, US dollars.</param>
/// <param name="Rated">MPAA rating, for example PG-13.</param>
public sealed record OmdbFacts(
    double? ImdbRating, int? ImdbVotes, int? RottenTomatoes, int? Metacritic, string? Awards, long? BoxOffice,
    string? Rated);
