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
/// line leads back to the point. A place that leaves the panel, touches another label, a labelled point or a line, or whose own
/// line would cross that of another label, is not taken; of the others it is the one that covers few points without a label and
/// is near. What has no room is left out.
/// </summary>
internal sealed class LabelPlacement(Area panel)
{
    private static readonly double[] Distances = [6, 18, 34, 54, 80];

    // A place so much farther away is as bad as one more covered point.
    private const double DistanceOfAPoint = 8;

    private readonly List<Area> _taken = [];
    private readonly List<((double X, double Y) From, (double X, double Y) To)> _lines = [];
    private readonly List<((double X, double Y) From, (double X, double Y) To)> _leaders = [];
    private readonly List<(double X, double Y)> _points = [];

    /// <summary>Nothing is written there.</summary>
    public void Reserve(Area area) => _taken.Add(area);

    /// <summary>No label is written across that line.</summary>
    public void Keep((double X, double Y) from, (double X, double Y) to) => _lines.Add((from, to));

    /// <summary>Points that labels cover only where there is no other place.</summary>
    public void Avoid(IEnumerable<(double X, double Y)> points) => _points.AddRange(points);

    /// <returns>Where the label's text begins (its left end and its base line), and where a line to the point ends, if it needs one.</returns>
    public (double X, double Y, (double X, double Y)? Leader)? Place(string text, double size, double x, double y, double radius)
    {
        var places = Places(TextSize.Width(text, size), size, x, y, radius).Where(IsFree).ToList();
        if (places.Count == 0)
            return null;
        var best = places.MinBy(place => _points.Count(point => place.Area.Holds(point.X, point.Y)) + (place.Distance / DistanceOfAPoint));
        if (best.Leader is { } to)
            _leaders.Add(((x, y), to));
        _taken.Add(best.Area);
        return (best.Area.Left + 2, best.Area.Top + 1 + (size * 0.82), best.Leader);

        bool IsFree((Area Area, (double X, double Y)? Leader, double Distance) place) =>
            panel.Holds(place.Area) && !_taken.Any(place.Area.Touches)
            && !_lines.Concat(_leaders).Any(line => place.Area.IsCrossedBy(line.From, line.To))
            && (place.Leader is not { } end
                || (!_taken.Any(other => !other.Holds(x, y) && other.IsCrossedBy((x, y), end))
                    && !_leaders.Any(leader => Cross((x, y), end, leader.From, leader.To))));
    }

    // From near to far.
    private static IEnumerable<(Area Area, (double X, double Y)? Leader, double Distance)> Places(double width, double height, double x, double y, double radius)
    {
        foreach (var distance in Distances)
        {
            var away = radius + distance;
            var slant = away * 0.8;
            (double Left, double Top)[] corners =
            [
                (x + away, y - (height / 2)), (x - away - width, y - (height / 2)), (x - (width / 2), y - away - height), (x - (width / 2), y + away),
                (x + slant, y - slant - height), (x - slant - width, y - slant - height), (x + slant, y + slant), (x - slant - width, y + slant),
            ];
            for (var corner = 0; corner < corners.Length; corner++)
            {
                var (left, top) = corners[corner];
                (double X, double Y)? leader = distance == Distances[0] && corner < 4
                    ? null
                    : (Math.Clamp(x, left, left + width), Math.Clamp(y, top, top + height));
                yield return (new(left - 2, top - 1, left + width + 2, top + height + 2), leader, distance);
            }
        }
    }

    // The ends of each are on different sides of the other.
    internal static bool Cross((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        return Side(a, b, c) * Side(a, b, d) < 0 && Side(c, d, a) * Side(c, d, b) < 0;

        static double Side((double X, double Y) from, (double X, double Y) to, (double X, double Y) point) =>
            ((to.X - from.X) * (point.Y - from.Y)) - ((to.Y - from.Y) * (point.X - from.X));
    }
}
