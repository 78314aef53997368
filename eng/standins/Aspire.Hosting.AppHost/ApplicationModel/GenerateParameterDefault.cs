using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value, for passwords.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    // Letters and digits that are easily taken for one another are left out; the signs need no escaping in a connection string.
    private const string Lowers = "abcdefghjkmnpqrstuvwxyz", Uppers = "ABCDEFGHJKMNPQRSTUVWXYZ", Digits = "0123456789", Signs = "-_.{}~()*+!";

    /// <summary>The least number of characters.</summary>
    public int MinLength { get; set; }

    /// <summary>Whether it has small letters.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether it has capital letters.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether it has digits.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether it has signs.</summary>
    public bool Special { get; set; } = true;

    /// <summary>The least number of small letters.</summary>
    public int MinLower { get; set; }

    /// <summary>The least number of capital letters.</summary>
    public int MinUpper { get; set; }

    /// <summary>The least number of digits.</summary>
    public int MinNumeric { get; set; }

    /// <summary>The least number of signs.</summary>
    public int MinSpecial { get; set; }

    /// <inheritdoc/>
    public override string GetDefaultValue()
    {
        (bool Used, int Min, string Set)[] kinds =
            [(Lower, MinLower, Lowers), (Upper, MinUpper, Uppers), (Numeric, MinNumeric, Digits), (Special, MinSpecial, Signs)];
        var used = kinds.Where(k => k.Used).ToList();
        if (used.Count == 0)
            throw new InvalidOperationException("At least one character type must be enabled.");

        var characters = used.SelectMany(k => RandomNumberGenerator.GetString(k.Set, k.Min)).ToList();
        var all = string.Concat(used.Select(k => k.Set));
        characters.AddRange(RandomNumberGenerator.GetString(all, Math.Max(0, MinLength - characters.Count)));
        var shuffled = characters.ToArray();
        RandomNumberGenerator.Shuffle<char>(shuffled);
        return new string(shuffled);
    }
}
