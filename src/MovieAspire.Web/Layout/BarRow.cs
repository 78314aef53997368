namespace MovieAspire.Web.Layout;

/// <param name="Name">What the bar is of.</param>
/// <param name="Value">Its length.</param>
/// <param name="Text">The value as it is written beside it.</param>
/// <param name="Address">What the name leads to.</param>
public sealed record BarRow(string Name, double Value, string Text, string? Address = null);
