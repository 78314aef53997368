namespace MovieAspire.Web.Parts;

/// <summary>What a part of a page shows: what was read for it, or in words why that is missing. The rest of the page stays.</summary>
/// <param name="Value">Null when it is missing.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsTrouble">Something is away, rather than not there yet.</param>
public sealed record Part<T>(T? Value, string? Reason, bool IsTrouble) where T : class
{
    /// <summary>The same trouble, or something made of the value.</summary>
    internal Part<TOther> Select<TOther>(Func<T, TOther> make) where TOther : class =>
        new(Value is null ? null : make(Value), Reason, IsTrouble);
}
