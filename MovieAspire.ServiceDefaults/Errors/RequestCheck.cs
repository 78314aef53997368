using System.Globalization;

namespace MovieAspire.ServiceDefaults.Errors;

/// <summary>Collects every bad field of a request, so that the caller learns of all of them at once.</summary>
public sealed class RequestCheck
{
    /// <summary>Items on a page when none are asked for.</summary>
    public const int DefaultLimit = 20;

    /// <summary>The largest page.</summary>
    public const int MaxLimit = 100;

    /// <summary>What any list can skip; a cursor goes further.</summary>
    public const int MaxOffset = 10_000;

    /// <summary>No movie is older, with room to spare: the first ones are of the 1870s.</summary>
    public const int FirstYear = 1850;

    /// <summary>No release is announced for later.</summary>
    public const int LastYear = 2200;

    private readonly List<FieldViolation> _violations = [];

    /// <summary>Notes the field as bad unless <paramref name="holds"/>.</summary>
    public void Require(bool holds, string field, string description)
    {
        if (!holds)
            _violations.Add(new FieldViolation(field, description));
    }

    /// <summary>The page size of every list: 1 to <see cref="MaxLimit"/>, where 0 stands for <see cref="DefaultLimit"/>.</summary>
    public int Limit(int limit)
    {
        Require(limit is >= 0 and <= MaxLimit, "limit", $"must be between 1 and {MaxLimit}");
        return limit == 0 ? DefaultLimit : limit;
    }

    /// <summary>The items that a list skips: 0 to <see cref="MaxOffset"/>.</summary>
    public int Offset(int offset)
    {
        Require(offset is >= 0 and <= MaxOffset, "offset", $"must be between 0 and {MaxOffset}");
        return offset;
    }

    /// <summary>
    /// A calendar day, ISO 8601, of the years <see cref="FirstYear"/> to <see cref="LastYear"/>; null for an empty text, and for one
    /// that is noted as bad.
    /// </summary>
    public DateOnly? Date(string field, string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= FirstYear and <= LastYear)
            return day;
        Require(text.Length == 0, field, $"must be a date like 2025-01-31, of a year between {FirstYear} and {LastYear}");
        return null;
    }

    /// <summary>A name of something, which may be empty; Postgres has no NUL in texts, and no name has another control character.</summary>
    public void Name(string field, string name, int maxLength) => Require(
        name.Length <= maxLength && !name.Any(char.IsControl),
        field, $"must have at most {maxLength} characters, none of them a control character");

    /// <summary>Throws INVALID_ARGUMENT with all of the bad fields, if there are any.</summary>
    public void ThrowIfAnyFailed()
    {
        if (_violations.Count > 0)
            throw ServiceError.InvalidFields(_violations);
    }
}
