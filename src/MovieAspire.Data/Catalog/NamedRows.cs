using System.Diagnostics.CodeAnalysis;

namespace MovieAspire.Data.Catalog;

/// <summary>A genre.</summary>
public sealed class GenreRow
{
    /// <summary>TMDB's id.</summary>
    public int Id { get; set; }

    /// <summary>English name.</summary>
    public required string Name { get; set; }
}

/// <summary>A keyword that describes movies.</summary>
public sealed class KeywordRow
{
    /// <summary>TMDB's id.</summary>
    public int Id { get; set; }

    /// <summary>English, lower case.</summary>
    public required string Name { get; set; }
}

/// <summary>A production company.</summary>
public sealed class CompanyRow
{
    /// <summary>TMDB's id.</summary>
    public int Id { get; set; }

    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Path below TMDB's image base.</summary>
    public string? LogoPath { get; set; }

    /// <summary>ISO 3166-1 alpha-2, or empty.</summary>
    public string OriginCountry { get; set; } = "";
}

/// <summary>A film series.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "TMDB's term.")]
public sealed class CollectionRow
{
    /// <summary>TMDB's id.</summary>
    public int Id { get; set; }

    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Path below TMDB's image base.</summary>
    public string? PosterPath { get; set; }

    /// <summary>Path below TMDB's image base.</summary>
    public string? BackdropPath { get; set; }
}

/// <summary>Somebody who worked on movies.</summary>
public sealed class PersonRow
{
    /// <summary>TMDB's id.</summary>
    public int Id { get; set; }

    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>TMDB's code: 0 not set, 1 female, 2 male, 3 non-binary.</summary>
    public short Gender { get; set; }

    /// <summary>For example <c>Acting</c>.</summary>
    public string? KnownForDepartment { get; set; }

    /// <summary>Path below TMDB's image base.</summary>
    public string? ProfilePath { get; set; }

    /// <summary>TMDB's popularity.</summary>
    public double Popularity { get; set; }
}
