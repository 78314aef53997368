using System.Globalization;

namespace MovieAspire.ServiceDefaults.Caching;

/// <summary>The present state of the data that answers are made of: kept answers of another state are old.</summary>
public sealed class DataGenerations
{
    private readonly CacheGeneration[] _owners;

    internal DataGenerations(CacheGeneration[] owners) => _owners = owners;

    /// <summary>A text that differs for each state, at most a second old; null while Redis is away and nobody knows.</summary>
    public async ValueTask<string?> CurrentAsync(CancellationToken cancellationToken)
    {
        var numbers = new string[_owners.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (await _owners[i].CurrentAsync(cancellationToken) is not { } number)
                return null;
            numbers[i] = number.ToString(CultureInfo.InvariantCulture);
        }

        return string.Join(':', numbers);
    }
}
