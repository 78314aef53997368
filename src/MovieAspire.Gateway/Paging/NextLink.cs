using Microsoft.AspNetCore.Http.Extensions;

namespace MovieAspire.Gateway.Paging;

/// <summary>The next page of a list, in the Link header (RFC 8288).</summary>
internal static class NextLink
{
    /// <summary>
    /// Announces the next page: the same address with the same query, from the cursor on. Nothing when the cursor is
    /// empty, which means the last page. The address is relative, so that proxies may rename the server.
    /// </summary>
    /// <param name="context">The request for this page.</param>
    /// <param name="cursor">Where the next page starts.</param>
    /// <param name="pinned">Query values that the next page must not choose again, such as the newest day.</param>
    internal static void Announce(HttpContext context, string cursor, params (string Name, string Value)[] pinned)
    {
        if (cursor.Length > 0)
            context.Response.Headers.Link = $"<{AddressOf(context.Request, cursor, pinned)}>; rel=\"next\"";
    }

    private static string AddressOf(HttpRequest request, string cursor, (string Name, string Value)[] pinned)
    {
        var replaced = pinned.Select(value => value.Name).Append("cursor").Append("offset").Append("skip").ToHashSet();
        var query = new QueryBuilder(request.Query.Where(value => !replaced.Contains(value.Key)));
        foreach (var (name, value) in pinned)
            query.Add(name, value);

        query.Add("cursor", cursor);
        return request.PathBase + request.Path + query.ToQueryString();
    }
}
