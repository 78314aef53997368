namespace MovieAspire.Data;

/// <summary>Somebody who worked on movies.</summary>
public sealed class Person
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

/// <summary>An actor in a movie.</summary>
public sealed class CastCredit
{
    /// <summary>The movie.</summary>
    public int MovieId { get; set; }

    /// <summary>Position in the billing, 0 first.</summary>
    public int BillingOrder { get; set; }

    /// <summary>The actor.</summary>
    public int PersonId { get; set; }

    /// <summary>The role; may be empty.</summary>
    public string Character { get; set; } = "";

    /// <summary>Among the first ten.</summary>
    public bool IsTop { get; set; }

    /// <summary>The movie.</summary>
    public Movie Movie { get; set; } = null!;

    /// <summary>The actor.</summary>
    public Person Person { get; set; } = null!;
}

/// <summary>A job that somebody did for a movie.</summary>
public sealed class CrewCredit
{
    /// <summary>The movie.</summary>
    public int MovieId { get; set; }

    /// <summary>Who did it.</summary>
    public int PersonId { get; set; }

    /// <summary>For example <c>Director</c>.</summary>
    public required string Job { get; set; }

    /// <summary>For example <c>Directing</c>.</summary>
    public string Department { get; set; } = "";

    /// <summary>The movie.</summary>
    public Movie Movie { get; set; } = null!;

    /// <summary>Who did it.</summary>
    public Person Person { get; set; } = null!;
}
