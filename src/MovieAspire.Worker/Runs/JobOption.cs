using System.Globalization;

namespace MovieAspire.Worker.Runs;

/// <summary>An option that a job accepts, as text.</summary>
/// <param name="Name">In snake_case.</param>
/// <param name="Description">For people.</param>
internal abstract record JobOption(string Name, string Description)
{
    /// <summary>What is wrong with a value, or null.</summary>
    public abstract string? Validate(string value);
}

/// <summary>A whole number.</summary>
internal sealed record NumberOption(string Name, string Description, int Min, int Max)
    : JobOption(Name, Description)
{
    public override string? Validate(string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= Min && number <= Max
            ? null
            : FormattableString.Invariant($"must be a whole number between {Min} and {Max}");

    /// <summary>The value that was given, or null.</summary>
    public int? Read(JobArguments arguments) =>
        arguments.Values.TryGetValue(Name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    /// <summary>The value that was given, or the default.</summary>
    public int Read(JobArguments arguments, int otherwise) => Read(arguments) ?? otherwise;
}

/// <summary>A calendar day, ISO 8601.</summary>
internal sealed record DateOption(string Name, string Description) : JobOption(Name, Description)
{
    public override string? Validate(string value) => Parse(value) is null ? "must be a date, YYYY-MM-DD" : null;

    /// <summary>The day that was given, or null.</summary>
    public DateOnly? Read(JobArguments arguments) =>
        arguments.Values.TryGetValue(Name, out var value) ? Parse(value) : null;

    private static DateOnly? Parse(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>true or false.</summary>
internal sealed record BooleanOption(string Name, string Description) : JobOption(Name, Description)
{
    public override string? Validate(string value) => value is "true" or "false" ? null : "must be true or false";

    /// <summary>Whether it was given as true.</summary>
    public bool Read(JobArguments arguments) => arguments.Values.TryGetValue(Name, out var value) && value == "true";
}

/// <summary>Any text up to a length.</summary>
internal sealed record TextOption(string Name, string Description, int MaxLength) : JobOption(Name, Description)
{
    public override string? Validate(string value) => value.Length > 0 && value.Length <= MaxLength
        ? null
        : FormattableString.Invariant($"must have 1 to {MaxLength} characters");

    /// <summary>The value that was given, or null.</summary>
    public string? Read(JobArguments arguments) => arguments.Values.GetValueOrDefault(Name);
}

/// <summary>The options of one run, validated.</summary>
internal sealed record JobArguments(IReadOnlyDictionary<string, string> Values);
