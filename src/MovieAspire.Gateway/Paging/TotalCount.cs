using System.Globalization;

namespace MovieAspire.Gateway.Paging;

/// <summary>How many items a list has on all pages together, for who asks for it.</summary>
internal static class TotalCount
{
    internal const string Header = "X-Total-Count";

    internal static void Announce(HttpContext context, PageQuery page, long count)
    {
        if (page.IsCounted)
            context.Response.Headers[Header] = count.ToString(CultureInfo.InvariantCulture);
    }
}
