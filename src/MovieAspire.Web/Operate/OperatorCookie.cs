using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MovieAspire.Web.Host;

namespace MovieAspire.Web.Operate;

/// <summary>
/// A browser keeps the operator's token where no script can read it, and sends it to these pages only. For the host it
/// becomes the Authorization header that any other client would send.
/// </summary>
internal static class OperatorCookie
{
    private const string Name = "movieaspire-operator";

    internal static void UseOperatorCookie(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(OperateEndpoints.Root, StringComparison.OrdinalIgnoreCase)
            && context.Request.Cookies.TryGetValue(Name, out var token))
            context.Request.Headers.Authorization = $"Bearer {token}";
        return next(context);
    });

    internal static void Set(HttpContext context, SignedIn signedIn) =>
        context.Response.Cookies.Append(Name, signedIn.Token, Options(context, signedIn.Lifetime));

    internal static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true, IsEssential = true, MaxAge = lifetime, Path = OperateEndpoints.Root,
        SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps,
    };
}
