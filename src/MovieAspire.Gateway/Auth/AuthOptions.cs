using System.ComponentModel.DataAnnotations;

namespace MovieAspire.Gateway.Auth;

/// <summary>The one user of the platform's controls; section <c>Auth</c>.</summary>
internal sealed record AuthOptions
{
    internal const string Section = "Auth";

    [Required(ErrorMessage = "Auth:Username must not be empty.")]
    public string Username { get; init; } = "admin";

    /// <summary>A secret: from the environment or a parameter of the deployment, never from a file here.</summary>
    [Required(ErrorMessage = "Auth:Password is missing; set it, for example by the variable Auth__Password.")]
    [MinLength(8, ErrorMessage = "Auth:Password must have at least 8 characters.")]
    public string Password { get; init; } = "";

    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00", ErrorMessage = "Auth:TokenLifetime must be between 1 min and 7 days.")]
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    // A record prints its members; this one must not.
    public override string ToString() => $"{nameof(AuthOptions)} of {Username}";
}
