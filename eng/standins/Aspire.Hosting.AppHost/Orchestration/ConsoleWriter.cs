using System.Text.RegularExpressions;

namespace Aspire.Hosting.Orchestration;

/// <summary>Writes every resource's lines to the AppHost's output, each after the resource's name; coloured on a terminal.</summary>
internal sealed partial class ConsoleWriter(IEnumerable<string> names)
{
    private static readonly int[] Colours = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];
    private readonly Lock _lock = new();
    private readonly int _width = names.Append("apphost").Max(n => n.Length);
    private readonly bool _colour = !Console.IsOutputRedirected;

    public void Write(string name, string text, bool isError)
    {
        var label = name.PadRight(_width);
        if (!_colour)
            text = EscapeSequence().Replace(text, "");
        else
            label = $"\e[{Colours[name.Sum(c => c) % Colours.Length]}m{label}\e[0m";
        lock (_lock)
            Console.Out.WriteLine($"{label} {(isError ? "!" : "|")} {text}");
    }

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]")]
    private static partial Regex EscapeSequence();
}
