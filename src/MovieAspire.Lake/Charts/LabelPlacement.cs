namespace MovieAspire.Lake.Charts;

/// <summary>A rectangle of the drawing.</summary>
internal readonly record struct Area(double Left, double Top, double Right, double Bottom)
{
    public bool Touches(Area other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public bool Holds(Area other) => other.Left >= Left && other.Right <= Right && other.Top >= Top && other.Bottom <= Bottom;
}

/// <summary>
/// Finds room for labels around their points: eight directions are tried, close by at first and then farther away, where a
/// line leads back to the point. A place that leaves the panel, or touches another label or a labelled point, is not taken.
/// What has no room is left out.
/// </summary>
internal sealed class LabelPlacement(Area panel)
{
    private static readonly double[] Distances = [6, 18, 34];

    private readonly List<Area> _taken = [];

    public void Reserve(Area area) => _taken.Add(area);

    /// <returns>Where the label's text begins (its left end and its base line), and where a line to the point ends, if it needs one.</returns>
    public (double X, double Y, (double X, double Y)? Leader)? Place(string text, double size, double x, double y, double radius)
    {
        var (width, height) = (TextSize.Width(text, size), size);
        foreach (var distance in Distances)
        {
            var away = radius + distance;
            var slant = away * 0.8;
            (double Left, double Top)[] places =
            [
                (x + away, y - (height / 2)), (x - away - width, y - (height / 2)), (x - (width / 2), y - away - height), (x - (width / 2), y + away),
                (x + slant, y - slant - height), (x - slant - width, y - slant - height), (x + slant, y + slant), (x - slant - width, y + slant),
            ];
            for (var place = 0; place < places.Length; place++)
            {
                var (left, top) = places[place];
                var area = new Area(left - 2, top - 1, left + width + 2, top + height + 2);
                if (!panel.Holds(area) || _taken.Any(area.Touches))
                    continue;
                _taken.Add(area);
                var isBeside = distance == Distances[0] && place < 4;
                return (left, top + (height * 0.82), isBeside ? null : (Math.Clamp(x, left, left + width), Math.Clamp(y, top, top + height)));
            }
        }

        return null;
    }
}
