using System.Text;

namespace MovieAspire.ProviderEmulator.Omdb;

/// <summary>OMDb's errors: "False" with status 200 for what it does not know, 401 for the key and the limit.</summary>
internal static class OmdbErrors
{
    public static IResult LimitReached { get; } = Error(401, "Request limit reached!");

    public static IResult InvalidKey { get; } = Error(401, "Invalid API key!");

    public static IResult NoKey { get; } = Error(401, "No API key provided.");

    public static IResult IncorrectId { get; } = Error(200, "Incorrect IMDb ID.");

    /// <summary>What OMDb says for a well-formed id that it does not know.</summary>
    public static IResult UnknownId { get; } = Error(200, "Error getting data.");

    public static IResult NotFound { get; } = Error(200, "Movie not found!");

    private static IResult Error(int status, string message) => Results.Text(
        $$"""{"Response":"False","Error":"{{message}}"}""", "application/json; charset=utf-8", Encoding.UTF8, status);
}
