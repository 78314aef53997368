namespace MovieAspire.Architecture.Tests;

/// <summary>
/// The capabilities of one project, which are its folders, and the arrows between them. Files in the project's root are a
/// capability of their own, <see cref="Root"/>: they put the others together.
/// </summary>
internal sealed class House
{
    public const string Root = "(root)";

    private readonly Dictionary<string, Dictionary<string, Use>> _arrows = [];

    private House(string rootNamespace, IEnumerable<Use> uses)
    {
        foreach (var use in uses)
        {
            if (CapabilityOf(use.From, rootNamespace) is { } from && CapabilityOf(use.To, rootNamespace) is { } to && from != to)
            {
                if (!_arrows.TryGetValue(from, out var targets))
                    _arrows[from] = targets = [];
                targets.TryAdd(to, use);
            }
        }
    }

    /// <summary>Reads an assembly.</summary>
    /// <param name="assemblyPath">The compiled project.</param>
    /// <param name="rootNamespace">The namespace of the project's root; types outside of it are generated and left out.</param>
    public static House Of(string assemblyPath, string rootNamespace) => new(rootNamespace, Uses.Of(assemblyPath));

    /// <summary>Who uses the files in the root: one witness for each capability that does.</summary>
    public IEnumerable<string> UsesOfRoot =>
        _arrows.Where(arrows => arrows.Value.ContainsKey(Root)).Select(arrows => Describe(arrows.Key, Root));

    /// <summary>The shortest circle through each capability that is in one, with a witness for each arrow.</summary>
    public IEnumerable<string> Circles => _arrows.Keys.Select(ShortestCircle).OfType<List<string>>()
        .GroupBy(circle => string.Join(' ', circle[1..].Order(StringComparer.Ordinal)))
        .Select(same => string.Join(Environment.NewLine, Describe(same.First())));

    private static string? CapabilityOf(string type, string rootNamespace)
    {
        // Top-level statements have no namespace.
        if (type == ".Program")
            return Root;
        if (!type.StartsWith(rootNamespace + ".", StringComparison.Ordinal))
            return null;
        var below = type[(rootNamespace.Length + 1)..];
        return below.Contains('.', StringComparison.Ordinal) ? below[..below.IndexOf('.', StringComparison.Ordinal)] : Root;
    }

    // Breadth first: the first way back is a shortest one.
    private List<string>? ShortestCircle(string start)
    {
        var ways = new Queue<List<string>>([[start]]);
        var seen = new HashSet<string>();
        while (ways.TryDequeue(out var way))
        {
            foreach (var next in _arrows.GetValueOrDefault(way[^1], []).Keys.Order(StringComparer.Ordinal))
            {
                if (next == start)
                    return [.. way, start];
                if (seen.Add(next))
                    ways.Enqueue([.. way, next]);
            }
        }

        return null;
    }

    private IEnumerable<string> Describe(List<string> circle) =>
        circle.Zip(circle.Skip(1), Describe);

    private string Describe(string from, string to) => $"  {from} -> {to}: {_arrows[from][to].From} uses {_arrows[from][to].To}";
}
