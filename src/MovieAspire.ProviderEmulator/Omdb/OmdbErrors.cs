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

internal static class OmdbFaults
{
    /// <summary>Puts a raw tab or a backslash that escapes nothing into the first text, as OMDb has been seen to do.</summary>
    public static byte[] Spoil(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        var place = text.IndexOf(":\"", StringComparison.Ordinal) + 2;
        return Encoding.UTF8.GetBytes(text.Insert(place, body.Length % 2 == 0 ? "\t" : "\\S"));
    }
}
