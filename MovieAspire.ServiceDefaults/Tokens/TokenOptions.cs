using System.ComponentModel.DataAnnotations;

namespace MovieAspire.ServiceDefaults.Tokens;

/// <summary>The keys of access tokens, the same for every process that issues or checks them; section <c>Auth</c>.</summary>
public sealed record TokenOptions
{
    internal const string Section = "Auth";

    // A key of HS256 has at least as many bytes as its hash (RFC 7518, section 3.2); a character has one or more.
    private const int MinKeyLength = 32;

    /// <summary>A secret: from the environment or a parameter of the deployment, never from a file here.</summary>
    [Required(ErrorMessage = "Auth:SigningKey is missing; set it, for example by the variable Auth__SigningKey, to the same text for every gateway and worker.")]
    [MinLength(MinKeyLength, ErrorMessage = "Auth:SigningKey must have at least 32 characters.")]
    public string SigningKey { get; init; } = "";

    /// <summary>
    /// Auth:PreviousSigningKey: the key before, whose tokens are good until they expire. For the time of a change, and at
    /// first, on the processes that still have the old one, the key to come.
    /// </summary>
    [RegularExpression(".{32,}", ErrorMessage = "Auth:PreviousSigningKey must have at least 32 characters.")]
    public string? PreviousSigningKey { get; init; }

    /// <summary>Without the keys, which a record would print.</summary>
    public override string ToString() => nameof(TokenOptions);
}
