using System.Globalization;
using System.Net;
using System.Text;

namespace MovieAspire.Lake.Charts;

/// <summary>Draws a chart as SVG 1.1 without scripts and without anything from elsewhere; the same chart is the same text.</summary>
public sealed partial class SvgRenderer
{
    /// <summary>Of a chart's own drawing, in pixels.</summary>
    internal const int Width = 960;

    private const double Side = 24, TitleSize = 22, SubtitleSize = 13.5, LabelSize = 12.5, SourceSize = 11.5;
    private const double TitleLine = 28, SubtitleLine = 18, LegendLine = 20, SourceLine = 16;
    private const double PanelGap = 46;

    private readonly StringBuilder _svg = new();
    private readonly Chart _chart;
    private readonly Theme _theme;
    private readonly int _width;

    private SvgRenderer(Chart chart, Theme theme, int width) => (_chart, _theme, _width) = (chart, theme, width);

    /// <summary>The drawing's text.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="theme">Its colours.</param>
    /// <param name="width">In pixels; letters are of the same size in each, and a narrower drawing is higher by the lines that it needs.</param>
    public static string Render(Chart chart, Theme theme, int width = Width)
    {
        var renderer = new SvgRenderer(chart, theme, width);
        renderer.Draw();
        return renderer._svg.ToString();
    }

    private void Draw()
    {
        var head = Head.Of(_chart, _width);
        // What a chart states is its height in the usual width.
        var height = _chart.Height + head.Height - Head.Of(_chart, Width).Height;
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {_width} {Px(height)}\" width=\"{_width}\" height=\"{Px(height)}\" role=\"img\" aria-labelledby=\"title description\" font-family=\"{TextSize.Family}\">");
        Add($"<title id=\"title\">{Escape(_chart.Title)}</title><desc id=\"description\">{Escape($"{_chart.Subtitle} {_chart.Source}")}</desc>");
        if (_chart.Lineage.Length > 0)
            Add($"<metadata>{Escape(_chart.Lineage)}</metadata>");
        Add($"<rect width=\"{_width}\" height=\"{Px(height)}\" fill=\"{_theme.Background}\"/>");
        var top = DrawHead(head);
        var foot = height - 14 - ((head.Source.Count - 1) * SourceLine);
        for (var line = 0; line < head.Source.Count; line++)
            Text(head.Source[line], Side, foot + (line * SourceLine), SourceSize, _theme.Muted);

        var bottom = foot - (_chart.XTitle.Length > 0 ? 70 : 50);
        var left = Side + 8 + _chart.Panels.Max(panel => panel.Y.Ticks.Max(tick => TextSize.Width(tick.Label, LabelSize)));
        var right = _width - Side - RightRoom();
        DrawPanels(left, top, right, bottom);
        if (_chart.XTitle.Length > 0)
            Text(_chart.XTitle, (left + right) / 2, bottom + 40, LabelSize, _theme.Muted, "middle");
        Add("</svg>");
    }

    private void DrawPanels(double left, double top, double right, double bottom)
    {
        var height = (bottom - top - (PanelGap * (_chart.Panels.Count - 1))) / _chart.Panels.Count;
        for (var index = 0; index < _chart.Panels.Count; index++)
        {
            var panelTop = top + (index * (height + PanelGap));
            DrawPanel(_chart.Panels[index], new(left, panelTop, right, panelTop + height), isLast: index == _chart.Panels.Count - 1);
        }
    }

    // Title, subtitle and legend; returns where the panels begin.
    private double DrawHead(Head head)
    {
        var y = 38.0;
        foreach (var line in head.Title)
        {
            Text(line, Side, y, TitleSize, _theme.Text, isBold: true);
            y += TitleLine;
        }

        y -= 6;
        foreach (var line in head.Subtitle)
        {
            Text(line, Side, y, SubtitleSize, _theme.Muted);
            y += SubtitleLine;
        }

        if (head.Legend.Count > 0)
        {
            y += 10;
            foreach (var (series, name, x, row) in head.Legend)
                DrawKey(series, name, x, y + (row * LegendLine));
            y += (head.Legend[^1].Row * LegendLine) + 14;
        }

        return y + (_chart.Panels[0].YTitle.Length > 0 ? 26 : 8);
    }

    // A series' colour with its name.
    private void DrawKey(int series, string name, double x, double y)
    {
        Add($"<rect x=\"{Px(x)}\" y=\"{Px(y - 10)}\" width=\"12\" height=\"12\" rx=\"2\" fill=\"{_theme.Series[series]}\"/>");
        Text(name, x + 18, y, LabelSize, _theme.Text);
    }

    // Bars, boxes and the last of the stacks have words at their right end.
    private double RightRoom() => _chart.Panels.SelectMany(panel => panel.Marks).Select(mark => mark switch
    {
        Bars bars => bars.Items.Select(bar => TextSize.Width(bar.Label, LabelSize) + 10).DefaultIfEmpty().Max(),
        Boxes boxes => boxes.Items.Select(box => TextSize.Width(box.Label, LabelSize) + 16).DefaultIfEmpty().Max(),
        Stacks stacks => stacks.Names.Select(name => TextSize.Width(name, LabelSize) + 22).DefaultIfEmpty().Max(),
        _ => 10,
    }).DefaultIfEmpty(10).Max();

    private void DrawPanel(Panel panel, Area area, bool isLast)
    {
        if (panel.YTitle.Length > 0)
            Text(panel.YTitle, Side, area.Top - 12, LabelSize, _theme.Muted);
        DrawYAxis(panel, area);
        DrawXAxis(panel, area, isLast);
        var labels = new LabelPlacement(area);
        foreach (var mark in panel.Marks)
            DrawMark(panel, area, mark, labels);
        foreach (var bars in panel.Marks.OfType<Bars>())
            DrawBarLabels(panel, area, bars);
    }

    private void DrawYAxis(Panel panel, Area area)
    {
        var lastLabel = double.MaxValue;
        foreach (var (value, label) in panel.Y.Ticks)
        {
            var y = Y(panel, area, value);
            if (panel.Y is not BandScale)
                Add($"<line x1=\"{Px(area.Left)}\" x2=\"{Px(area.Right)}\" y1=\"{Px(y)}\" y2=\"{Px(y)}\" stroke=\"{_theme.Grid}\"/>");
            if (panel.Y is not BandScale && Math.Abs(lastLabel - y) < LabelSize * 1.3)
                continue;
            Text(label, area.Left - 8, y + (LabelSize * 0.35), LabelSize, panel.Y is BandScale ? _theme.Text : _theme.Muted, "end");
            lastLabel = y;
        }
    }

    private void DrawXAxis(Panel panel, Area area, bool isLast)
    {
        var lastEnd = double.MinValue;
        foreach (var (value, label) in panel.X.Ticks)
        {
            var x = X(panel, area, value);
            if (panel.X is not BandScale)
                Add($"<line x1=\"{Px(x)}\" x2=\"{Px(x)}\" y1=\"{Px(area.Top)}\" y2=\"{Px(area.Bottom)}\" stroke=\"{_theme.Grid}\"/>");
            var half = TextSize.Width(label, LabelSize) / 2;
            if (!isLast || x - half < lastEnd + 8)
                continue;
            Text(label, x, area.Bottom + 20, LabelSize, _theme.Muted, "middle");
            lastEnd = x + half;
        }

        var (endX, startY) = panel.Y is BandScale ? (area.Left, area.Top) : (area.Right, area.Bottom);
        Add($"<line x1=\"{Px(area.Left)}\" y1=\"{Px(startY)}\" x2=\"{Px(endX)}\" y2=\"{Px(area.Bottom)}\" stroke=\"{_theme.Axis}\"/>");
    }

    private void Text(string text, double x, double y, double size, string colour, string anchor = "start", bool isBold = false, bool hasHalo = false)
    {
        var halo = hasHalo ? $" stroke=\"{_theme.Background}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"" : "";
        Add($"<text x=\"{Px(x)}\" y=\"{Px(y)}\" font-size=\"{Px(size)}\" fill=\"{colour}\"{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}{(isBold ? " font-weight=\"bold\"" : "")}{halo}>{Escape(text)}</text>");
    }

    private void Add(string element) => _svg.Append(element).Append('\n');

    private static double X(Panel panel, Area area, double value) => area.Left + (panel.X.Place(value) * (area.Right - area.Left));

    // Names are listed from the top, values grow upwards.
    private static double Y(Panel panel, Area area, double value) => panel.Y is BandScale
        ? area.Top + (panel.Y.Place(value) * (area.Bottom - area.Top))
        : area.Bottom - (panel.Y.Place(value) * (area.Bottom - area.Top));

    private static string Px(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>What stands above and below the panels, in the lines that it takes.</summary>
    private sealed record Head(
        IReadOnlyList<string> Title, IReadOnlyList<string> Subtitle, IReadOnlyList<(int Series, string Name, double X, int Row)> Legend,
        IReadOnlyList<string> Source)
    {
        public double Height => (Title.Count * TitleLine) + (Subtitle.Count * SubtitleLine) + (Source.Count * SourceLine)
            + (Legend.Count > 0 ? Legend[^1].Row * LegendLine : 0);

        public static Head Of(Chart chart, int width)
        {
            var room = width - (2 * Side);
            var legend = new List<(int, string, double, int)>();
            var (x, row) = (Side, 0);
            foreach (var (series, name) in chart.Legend)
            {
                var needed = 20 + TextSize.Width(name, LabelSize);
                if (x > Side && x + needed > width - Side)
                    (x, row) = (Side, row + 1);
                legend.Add((series, name, x, row));
                x += needed + 20;
            }

            return new(
                TextSize.Wrap(chart.Title, TitleSize * TextSize.BoldFactor, room), TextSize.Wrap(chart.Subtitle, SubtitleSize, room), legend,
                TextSize.Wrap(chart.Source, SourceSize, room));
        }
    }
}
