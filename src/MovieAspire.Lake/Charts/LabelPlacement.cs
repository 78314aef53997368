namespace MovieAspire.Lake.Charts;

/// <summary>A rectangle of the drawing.</summary>
internal readonly record struct Area(double Left, double Top, double Right, double Bottom)
{
    public bool Touches(Area other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public bool Holds(Area other) => other.Left >= Left && other.Right <= Right && other.Top >= Top && other.Bottom <= Bottom;
}

/// <summary>
/// Finds room for labels beside their points: eight places around a point are tried; one that leaves the panel, or touches
/// another label or a labelled point, is not taken. What has no room is left out.
/// </summary>
internal sealed class LabelPlacement(Area panel)
{
    private const double Gap = 6;

    private readonly List<Area> _taken = [];

    public void Reserve(Area area) => _taken.Add(area);

    /// <returns>Where the label's text begins (its left end and its base line), or null.</returns>
    public (double X, double Y)? Place(string text, double size, double x, double y, double radius)
    {
        var (width, height) = (TextSize.Width(text, size), size);
        var away = radius + Gap;
        (double Left, double Top)[] places =
        [
            (x + away, y - (height / 2)), (x - away - width, y - (height / 2)), (x - (width / 2), y - away - height), (x - (width / 2), y + away),
            (x + away, y - away - height), (x - away - width, y - away - height), (x + away, y + away), (x - away - width, y + away),
        ];
        for (var place = 0; place < places.Length; place++)
        {
            var (left, top) = places[place];
            var area = new Area(left - 2, top - 1, left + width + 2, top + height + 2);
            if (!panel.Holds(area) || _taken.Any(area.Touches))
                continue;
            _taken.Add(area);
            return (left, top + (height * 0.82));
        }

        return null;
    }
}
