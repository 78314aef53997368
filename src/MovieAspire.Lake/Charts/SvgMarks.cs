namespace MovieAspire.Lake.Charts;

// How each mark is drawn.
public sealed partial class SvgRenderer
{
    private void DrawMark(Panel panel, Area area, Mark mark, LabelPlacement labels)
    {
        switch (mark)
        {
            case Dots dots: DrawDots(panel, area, dots, labels); break;
            case Line line: DrawLine(panel, area, line); break;
            case Band band: DrawBand(panel, area, band); break;
            case Bars bars: DrawBars(panel, area, bars); break;
            case Boxes boxes: DrawBoxes(panel, area, boxes); break;
            case Stacks stacks: DrawStacks(panel, area, stacks); break;
            case Rule rule: DrawRule(panel, area, rule, labels); break;
        }
    }

    private void DrawDots(Panel panel, Area area, Dots dots, LabelPlacement labels)
    {
        foreach (var series in dots.Points.Where(point => point.Label is null).GroupBy(point => point.Series).OrderBy(group => group.Key))
        {
            Add($"<g fill=\"{_theme.Series[series.Key]}\" fill-opacity=\"{Px(dots.Opacity)}\">");
            foreach (var point in series)
                Add($"<circle cx=\"{Px(X(panel, area, point.X))}\" cy=\"{Px(Y(panel, area, point.Y))}\" r=\"{Px(dots.Radius)}\"/>");
            Add("</g>");
        }

        // All labelled points keep their room, those that got no label too; the others are covered where there is no other place.
        var named = dots.Points.Where(point => point.Label is not null)
            .Select(point => (Point: point, X: X(panel, area, point.X), Y: Y(panel, area, point.Y))).ToList();
        foreach (var (_, x, y) in named)
            labels.Reserve(new(x - dots.Radius - 2, y - dots.Radius - 2, x + dots.Radius + 2, y + dots.Radius + 2));
        labels.Avoid(dots.Points.Where(point => point.Label is null).Select(point => (X(panel, area, point.X), Y(panel, area, point.Y))));
        foreach (var (point, x, y) in named)
        {
            var text = TextSize.Cut(point.Label!, LabelSize, Math.Min(240, 0.5 * (area.Right - area.Left)));
            var place = labels.Place(text, LabelSize, x, y, dots.Radius);
            if (place?.Leader is { } end)
                Add($"<line x1=\"{Px(x)}\" y1=\"{Px(y)}\" x2=\"{Px(end.X)}\" y2=\"{Px(end.Y)}\" stroke=\"{_theme.Muted}\"/>");
            var (radius, opacity) = place is null ? (dots.Radius, dots.Opacity) : (dots.Radius + 1.5, 1);
            Add($"<circle cx=\"{Px(x)}\" cy=\"{Px(y)}\" r=\"{Px(radius)}\" fill=\"{_theme.Series[point.Series]}\" fill-opacity=\"{Px(opacity)}\" stroke=\"{_theme.Background}\" stroke-width=\"{(place is null ? "0" : "1.5")}\"/>");
            if (place is { } found)
                Text(text, found.X, found.Y, LabelSize, _theme.Text, hasHalo: true);
        }
    }

    private void DrawLine(Panel panel, Area area, Line line)
    {
        var points = string.Join(' ', line.Points.Select(point => $"{Px(X(panel, area, point.X))},{Px(Y(panel, area, point.Y))}"));
        Add($"<polyline points=\"{points}\" fill=\"none\" stroke=\"{_theme.Series[line.Series]}\" stroke-width=\"2.5\" stroke-linejoin=\"round\"/>");
        if (!line.HasDots)
            return;
        foreach (var (x, y) in line.Points)
            Add($"<circle cx=\"{Px(X(panel, area, x))}\" cy=\"{Px(Y(panel, area, y))}\" r=\"4\" fill=\"{_theme.Series[line.Series]}\" stroke=\"{_theme.Background}\" stroke-width=\"1.5\"/>");
    }

    private void DrawBand(Panel panel, Area area, Band band)
    {
        var points = band.Points.Select(point => (point.X, point.High)).Concat(band.Points.Reverse().Select(point => (point.X, point.Low)))
            .Select(point => $"{Px(X(panel, area, point.X))},{Px(Y(panel, area, point.Item2))}");
        Add($"<polygon points=\"{string.Join(' ', points)}\" fill=\"{_theme.Series[band.Series]}\" fill-opacity=\"0.2\"/>");
    }

    private void DrawBars(Panel panel, Area area, Bars bars)
    {
        var thickness = BandThickness(panel, area, 0.72, 34);
        foreach (var bar in bars.Items)
        {
            var (from, to) = (X(panel, area, Math.Max(0, MinOf(panel.X))), X(panel, area, bar.Value));
            var y = Y(panel, area, bar.Index);
            Add($"<rect x=\"{Px(Math.Min(from, to))}\" y=\"{Px(y - (thickness / 2))}\" width=\"{Px(Math.Abs(to - from))}\" height=\"{Px(thickness)}\" rx=\"2\" fill=\"{_theme.Series[bar.Series]}\"/>");
        }
    }

    // Over every other mark: a line may pass there.
    private void DrawBarLabels(Panel panel, Area area, Bars bars)
    {
        foreach (var bar in bars.Items)
            Text(bar.Label, X(panel, area, bar.Value) + 6, Y(panel, area, bar.Index) + (LabelSize * 0.35), LabelSize, _theme.Text, hasHalo: true);
    }

    private void DrawBoxes(Panel panel, Area area, Boxes boxes)
    {
        var thickness = BandThickness(panel, area, 0.42, 90);
        foreach (var box in boxes.Items)
        {
            var colour = _theme.Series[box.Series];
            var y = Y(panel, area, box.Index);
            double At(double value) => X(panel, area, value);
            Add($"<line x1=\"{Px(At(box.Low))}\" x2=\"{Px(At(box.High))}\" y1=\"{Px(y)}\" y2=\"{Px(y)}\" stroke=\"{colour}\" stroke-width=\"2\"/>");
            foreach (var end in new[] { box.Low, box.High })
                Add($"<line x1=\"{Px(At(end))}\" x2=\"{Px(At(end))}\" y1=\"{Px(y - (thickness / 4))}\" y2=\"{Px(y + (thickness / 4))}\" stroke=\"{colour}\" stroke-width=\"2\"/>");
            Add($"<rect x=\"{Px(At(box.LowerQuartile))}\" y=\"{Px(y - (thickness / 2))}\" width=\"{Px(At(box.UpperQuartile) - At(box.LowerQuartile))}\" height=\"{Px(thickness)}\" rx=\"3\" fill=\"{colour}\"/>");
            Add($"<line x1=\"{Px(At(box.Median))}\" x2=\"{Px(At(box.Median))}\" y1=\"{Px(y - (thickness / 2))}\" y2=\"{Px(y + (thickness / 2))}\" stroke=\"{_theme.Background}\" stroke-width=\"3\"/>");
            Add($"<path d=\"M{Px(At(box.Mean))} {Px(y - 7)} l7 7 l-7 7 l-7 -7 z\" fill=\"{_theme.Background}\" stroke=\"{_theme.Text}\" stroke-width=\"1.5\"/>");
            Text(box.Label, At(box.High) + 12, y + (LabelSize * 0.35), LabelSize, _theme.Text);
        }
    }

    private void DrawStacks(Panel panel, Area area, Stacks stacks)
    {
        var thickness = ((BandScale)panel.X).Width * (area.Right - area.Left) * 0.82;
        for (var index = 0; index < stacks.Columns.Count; index++)
        {
            var sum = 0.0;
            var x = X(panel, area, index) - (thickness / 2);
            foreach (var (series, value) in stacks.Columns[index])
            {
                var (low, high) = (Y(panel, area, sum), Y(panel, area, sum + value));
                Add($"<rect x=\"{Px(x)}\" y=\"{Px(high)}\" width=\"{Px(thickness)}\" height=\"{Px(low - high)}\" fill=\"{_theme.Series[series]}\" stroke=\"{_theme.Background}\"/>");
                sum += value;
            }
        }

        DrawStackNames(panel, area, stacks);
    }

    // Each beside the middle of its part of the last bar, as far as the names below and above it leave room.
    private void DrawStackNames(Panel panel, Area area, Stacks stacks)
    {
        var (places, sum) = (new List<double>(), 0.0);
        foreach (var (_, value) in stacks.Columns[^1])
        {
            var middle = Y(panel, area, sum + (value / 2)) + 4;
            places.Add(places.Count == 0 ? middle : Math.Min(middle, places[^1] - LegendLine));
            sum += value;
        }

        var highest = area.Top + 10;
        foreach (var (index, name) in stacks.Names.Index().Reverse())
        {
            var y = Math.Max(places[index], highest);
            DrawKey(stacks.Columns[^1][index].Series, name, area.Right + 4, y);
            highest = y + LegendLine;
        }
    }

    private void DrawRule(Panel panel, Area area, Rule rule, LabelPlacement labels)
    {
        var (x1, y1, x2, y2) = (X(panel, area, rule.From.X), Y(panel, area, rule.From.Y), X(panel, area, rule.To.X), Y(panel, area, rule.To.Y));
        Add($"<line x1=\"{Px(x1)}\" y1=\"{Px(y1)}\" x2=\"{Px(x2)}\" y2=\"{Px(y2)}\" stroke=\"{_theme.Text}\" stroke-width=\"1.5\" stroke-dasharray=\"6 4\"/>");
        labels.Keep((x1, y1), (x2, y2));
        // Near the line's begin and below it: the end is where most points are.
        var (x, y) = (x1 + ((x2 - x1) * 0.12), y1 + ((y2 - y1) * 0.12));
        if (rule.Label.Length > 0 && labels.Place(rule.Label, LabelSize, x + 6, y + 6, 0) is { } place)
            Text(rule.Label, place.X, place.Y, LabelSize, _theme.Text, hasHalo: true);
    }

    private static double BandThickness(Panel panel, Area area, double share, double most) =>
        Math.Min(most, ((BandScale)panel.Y).Width * (area.Bottom - area.Top) * share);

    private static double MinOf(Scale scale) => scale switch { LinearScale linear => linear.Min, LogScale log => log.Min, _ => 0 };
}
