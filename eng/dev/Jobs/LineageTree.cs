using System.Globalization;
using System.Text.Json;

namespace MovieAspire.Dev.Jobs;

/// <summary>Prints the way from a table of the lake back to bronze: each thing once, below the first that was made of it.</summary>
internal static class LineageTree
{
    internal static async Task PrintAsync(GatewayApi api, string table, CancellationToken ct)
    {
        var nodes = (await api.GetAsync($"/analytics/lineage/{table}", ct)).EnumerateArray().ToList();
        var byName = nodes.ToDictionary(node => node.GetProperty("name").GetString()!);
        Print(nodes[0], 0, byName, []);
    }

    private static void Print(JsonElement node, int depth, Dictionary<string, JsonElement> nodes, HashSet<string> printed)
    {
        var name = node.GetProperty("name").GetString()!;
        var isNew = printed.Add(name);
        Console.WriteLine($"{new string(' ', 2 * depth)}{name}  {(isNew ? Describe(node) : "(see above)")}");
        if (!isNew)
            return;
        foreach (var input in node.GetProperty("inputs").EnumerateArray())
            Print(nodes[input.GetString()!], depth + 1, nodes, printed);
    }

    private static string Describe(JsonElement node)
    {
        string Text(string name) => node.GetProperty(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";
        var rows = node.GetProperty("rows").GetInt64();
        return node.GetProperty("layer").GetString() == "bronze"
            ? string.Create(CultureInfo.InvariantCulture, $"{rows:N0} responses, {node.GetProperty("rejected").GetInt64():N0} rejected")
            : string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, version {Text("version")}, rows hash {Text("fingerprint")}");
    }
}
