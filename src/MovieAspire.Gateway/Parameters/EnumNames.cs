using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MovieAspire.Gateway.Parameters;

/// <summary>
/// What the values of a protobuf enum are called in queries and JSON: NoOp is no_op, and a sort has its direction after a
/// dot, release_date.desc. The value 0 means "unspecified" and has no name.
/// </summary>
internal static class EnumNames<TEnum> where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<string, TEnum> ByName = Enum.GetValues<TEnum>()
        .Where(value => !value.Equals(default(TEnum)))
        .ToFrozenDictionary(NameOf);

    private static readonly FrozenDictionary<TEnum, string> ByValue = ByName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>In the order of the enum.</summary>
    internal static IEnumerable<string> All => ByValue.OrderBy(pair => pair.Key).Select(pair => pair.Value);

    /// <summary>unknown for a value that a newer service has.</summary>
    internal static string ToName(TEnum value) => ByValue.GetValueOrDefault(value, "unknown");

    /// <summary>Unspecified for null and for a name that is none.</summary>
    internal static TEnum ToValue(string? name) => name is null ? default : ByName.GetValueOrDefault(name);

    private static string NameOf(TEnum value)
    {
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
        foreach (var direction in (string[])["desc", "asc"])
        {
            if (name.EndsWith($"_{direction}", StringComparison.Ordinal))
                return $"{name[..^(direction.Length + 1)]}.{direction}";
        }

        return name;
    }
}

/// <summary>A parameter whose values are those of an enum; OpenAPI lists them.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class EnumNamesAttribute<TEnum>() : AllowedValuesAttribute([.. EnumNames<TEnum>.All]) where TEnum : struct, Enum;
