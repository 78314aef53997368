namespace MovieAspire.Lake.Charts;

/// <summary>A rectangle of the drawing.</summary>
internal readonly record struct Area(double Left, double Top, double Right, double Bottom)
{
    public bool Touches(Area other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public bool Holds(double x, double y) => x >= Left && x <= Right && y >= Top && y <= Bottom;

    /// <summary>Whether a line passes through it: the part of the line inside all four sides is not empty (Liang and Barsky).</summary>
    public bool IsCrossedBy((double X, double Y) from, (double X, double Y) to)
    {
        var (begin, end) = (0.0, 1.0);
        var (across, down) = (to.X - from.X, to.Y - from.Y);
        return Clip(-across, from.X - Left) && Clip(across, Right - from.X) && Clip(-down, from.Y - Top) && Clip(down, Bottom - from.Y);

        bool Clip(double slope, double room)
        {
            if (slope == 0)
                return room >= 0;
            if (slope < 0)
                begin = Math.Max(begin, room / slope);
            else
                end = Math.Min(end, room / slope);
            return begin <= end;
        }
    }

    public bool Holds(Area other) => other.Left >= Left && other.Right <= Right && other.Top >= Top && other.Bottom <= Bottom;
}

/// <summary>
/// Finds room for labels around their points: eight directions are tried, close by at first and then farther away, where a
/// line leads back to the point. A place that leaves the panel, or touches another label, a labelled point or a line, is not taken.
/// What has no room is left out.
/// </summary>
internal sealed class LabelPlacement(Area panel)
{
    private static readonly double[] Distances = [6, 18, 34, 54];

    private readonly List<Area> _taken = [];
    private readonly List<((double X, double Y) From, (double X, double Y) To)> _leaders = [];

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
                if (!panel.Holds(area) || _taken.Any(area.Touches) || _leaders.Any(leader => area.IsCrossedBy(leader.From, leader.To)))
                    continue;
                (double X, double Y)? end = distance == Distances[0] && place < 4
                    ? null
                    : (Math.Clamp(x, left, left + width), Math.Clamp(y, top, top + height));
                if (end is { } to)
                {
                    if (_taken.Any(other => !other.Holds(x, y) && other.IsCrossedBy((x, y), to)))
                        continue;
                    _leaders.Add(((x, y), to));
                }

                _taken.Add(area);
                return (left, top + (height * 0.82), end);
            }
        }

        return null;
    }
}
