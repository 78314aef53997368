using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Gateway.Paging;

/// <summary>What every list takes.</summary>
internal sealed record PageQuery
{
    // A title may be the key: some 2,000 characters of up to three bytes, in base 64.
    private const int MaxCursor = 8_200;

    [FromQuery(Name = "limit"), Range(1, RequestCheck.MaxLimit), DefaultValue(RequestCheck.DefaultLimit), Description("Items on a page.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "offset"), Range(0, RequestCheck.MaxOffset), DefaultValue(0)]
    [Description("Items to skip; not together with cursor, which is faster.")]
    public int? Offset { get; init; }

    [FromQuery(Name = "cursor"), MaxLength(MaxCursor)]
    [Description("Where the page starts: the cursor in the Link header of the previous page.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "count"), Description("Also tell, in X-Total-Count, how many items all pages have together.")]
    public bool? Count { get; init; }

    internal bool IsCounted => Count is true;

    internal int LimitOrDefault => Limit ?? RequestCheck.DefaultLimit;
}
