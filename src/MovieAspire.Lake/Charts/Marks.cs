namespace MovieAspire.Lake.Charts;

/// <summary>What is drawn in a panel. A series is an index into the theme's colours.</summary>
public abstract record Mark;

/// <summary>A point; where there is a label, it is written where it covers nothing, or left out.</summary>
public readonly record struct Dot(double X, double Y, int Series, string? Label = null);

/// <summary>Points; labels of the first ones are placed first.</summary>
public sealed record Dots(IReadOnlyList<Dot> Points, double Radius = 3, double Opacity = 0.5) : Mark;

/// <summary>A line through points in order.</summary>
public sealed record Line(IReadOnlyList<(double X, double Y)> Points, int Series, bool HasDots = false) : Mark;

/// <summary>An area between two values at each x.</summary>
public sealed record Band(IReadOnlyList<(double X, double Low, double High)> Points, int Series) : Mark;

/// <summary>A horizontal bar in the n-th band, from the value axis' begin or zero, with its value in words at the end.</summary>
public readonly record struct Bar(int Index, double Value, int Series, string Label);

/// <summary>Horizontal bars; the y scale is a band scale.</summary>
public sealed record Bars(IReadOnlyList<Bar> Items) : Mark;

/// <summary>A horizontal box: tenth percentile, quartiles, median, ninetieth percentile, and the mean as a point.</summary>
public readonly record struct Box(
    int Index, double Low, double LowerQuartile, double Median, double UpperQuartile, double High, double Mean, int Series, string Label);

/// <summary>Horizontal boxes; the y scale is a band scale.</summary>
public sealed record Boxes(IReadOnlyList<Box> Items) : Mark;

/// <summary>
/// Vertical bars of parts on top of each other; the x scale is a band scale. Parts are in the order of the series, whose
/// names stand beside the last bar, each at its part.
/// </summary>
public sealed record Stacks(IReadOnlyList<IReadOnlyList<(int Series, double Value)>> Columns, IReadOnlyList<string> Names) : Mark;

/// <summary>A dashed reference line; a label stands near its begin, which no other label crosses.</summary>
public sealed record Rule((double X, double Y) From, (double X, double Y) To, string Label = "") : Mark;

/// <summary>A rectangle with axes; the panels of a chart stand below each other and share the x axis.</summary>
/// <param name="YTitle">What the y axis shows, with its unit; empty for names.</param>
/// <param name="X">The x scale.</param>
/// <param name="Y">The y scale.</param>
/// <param name="Marks">What is drawn, first the lowest.</param>
public sealed record Panel(string YTitle, Scale X, Scale Y, IReadOnlyList<Mark> Marks);

/// <summary>A chart: data, scales and marks; how it looks is the renderer's and the theme's matter.</summary>
/// <param name="Name">Its name in paths and files.</param>
/// <param name="Title">What it shows, in a line.</param>
/// <param name="Subtitle">How it is to be read: units, thresholds.</param>
/// <param name="XTitle">What the x axis shows, with its unit.</param>
/// <param name="Panels">At least one.</param>
/// <param name="Legend">Names of series; empty where the chart needs none.</param>
/// <param name="Source">Where the data come from, and of when they are.</param>
/// <param name="Height">Of a drawing that is 960 wide.</param>
/// <param name="Lineage">For the drawing's metadata: run, version and inputs; empty for a chart of no run.</param>
public sealed record Chart(
    string Name, string Title, string Subtitle, string XTitle, IReadOnlyList<Panel> Panels,
    IReadOnlyList<(int Series, string Name)> Legend, string Source, int Height = 600, string Lineage = "");
