namespace MovieAspire.Lake.Charts;

/// <summary>
/// Colours of a chart. The series are those of Okabe and Ito (Color Universal Design, 2008), which people with any colour
/// vision can tell apart, in a shade that has contrast on the background.
/// </summary>
public sealed record Theme(
    string Name, string Background, string Text, string Muted, string Grid, string Axis, IReadOnlyList<string> Series)
{
    /// <summary>On white.</summary>
    public static Theme Light { get; } = new(
        "light", "#ffffff", "#1b1f24", "#57606a", "#e4e7eb", "#8c959f",
        ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#a89f00", "#6e7781"]);

    /// <summary>On a dark grey.</summary>
    public static Theme Dark { get; } = new(
        "dark", "#16191d", "#e6edf3", "#a3adb8", "#2b3138", "#6e7781",
        ["#4aa8e0", "#f28c38", "#2bc596", "#e39bc4", "#f0c04a", "#9ad6f7", "#d9d04a", "#9aa4af"]);

    /// <summary>Both.</summary>
    public static IReadOnlyList<Theme> All { get; } = [Light, Dark];
}
