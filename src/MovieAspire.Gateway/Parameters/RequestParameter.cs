using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;

namespace MovieAspire.Gateway.Parameters;

/// <summary>One query or route parameter: its type and its validation attributes, which also reach OpenAPI.</summary>
internal sealed record RequestParameter(
    string Name, bool IsInRoute, bool IsList, Type Type, IReadOnlyList<ValidationAttribute> Validations)
{
    /// <summary>Null for what is no parameter of the request's address: bodies, services, headers.</summary>
    internal static RequestParameter? Of(ParameterInfo parameter)
    {
        var attributes = parameter.GetCustomAttributes(inherit: true);
        var query = attributes.OfType<IFromQueryMetadata>().FirstOrDefault();
        var route = attributes.OfType<IFromRouteMetadata>().FirstOrDefault();
        if (query is null && route is null)
            return null;

        return new(
            query?.Name ?? route?.Name ?? parameter.Name!,
            route is not null,
            parameter.ParameterType.IsArray,
            parameter.ParameterType.GetElementType() ?? Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType,
            [.. attributes.OfType<ValidationAttribute>()]);
    }

    /// <summary>What is wrong with the values given, or null. Of a list there may be several.</summary>
    internal string? Check(StringValues values) =>
        values.Count > 1 && !IsList
            ? "must not be given more than once"
            : values.Select(value => Check(value ?? "")).FirstOrDefault(problem => problem is not null);

    /// <summary>What is wrong with a value, or null.</summary>
    internal string? Check(string text)
    {
        if (text.Length is 0)
            return "must not be empty";
        if (text.Any(char.IsControl))
            return "must not have control characters";
        if (!TryParse(text, out var value))
            return $"must be {Expected}";

        return Validations.FirstOrDefault(rule => !rule.IsValid(value)) is { } broken ? Describe(broken) : null;
    }

    private bool TryParse(string text, out object? value)
    {
        var invariant = CultureInfo.InvariantCulture;
        value = text;
        if (Type == typeof(int))
            return Parsed(int.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var number), number, out value);
        if (Type == typeof(long))
            return Parsed(long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var large), large, out value);
        if (Type == typeof(double))
            return Parsed(double.TryParse(text, NumberStyles.Float, invariant, out var real) && double.IsFinite(real), real, out value);
        if (Type == typeof(DateOnly))
            return Parsed(DateOnly.TryParseExact(text, "yyyy-MM-dd", invariant, DateTimeStyles.None, out var date), date, out value);
        if (Type == typeof(bool))
            return Parsed(bool.TryParse(text, out var flag), flag, out value);
        if (Type == typeof(Guid))
            return Parsed(Guid.TryParseExact(text, "D", out var id), id, out value);

        return Type == typeof(string);
    }

    private static bool Parsed(bool ok, object parsed, out object? value)
    {
        value = parsed;
        return ok;
    }

    private string Expected => Type switch
    {
        _ when Type == typeof(int) || Type == typeof(long) => "a whole number",
        _ when Type == typeof(bool) => "true or false",
        _ when Type == typeof(double) => "a number",
        _ when Type == typeof(DateOnly) => "a date, YYYY-MM-DD",
        _ => "a UUID",
    };

    private static string Describe(ValidationAttribute rule) => rule switch
    {
        RangeAttribute { Maximum: int.MaxValue } range => $"must be at least {range.Minimum}",
        RangeAttribute range => $"must be between {range.Minimum} and {range.Maximum}",
        AllowedValuesAttribute allowed => $"must be one of {string.Join(", ", allowed.Values)}",
        MaxLengthAttribute length => $"must be at most {length.Length} characters long",
        _ => "is not valid",
    };
}
