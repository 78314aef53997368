using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace MovieAspire.Gateway.Http;

/// <summary>What every list takes. The limits are those of the services.</summary>
internal sealed record PageQuery
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;
    private const int MaxOffset = 10_000;

    [FromQuery(Name = "limit"), Range(1, MaxLimit), DefaultValue(DefaultLimit), Description("Items on a page.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "offset"), Range(0, MaxOffset), DefaultValue(0)]
    [Description("Items to skip; not together with cursor, which is faster.")]
    public int? Offset { get; init; }

    [FromQuery(Name = "cursor"), MaxLength(1000)]
    [Description("Where the page starts: the cursor in the Link header of the previous page.")]
    public string? Cursor { get; init; }

    internal int LimitOrDefault => Limit ?? DefaultLimit;
}
