using System.Net;
using AngleSharp.Html.Parser;
using MovieAspire.Web.Tests.Hosting;

namespace MovieAspire.Web.Tests.Serving;

/// <summary>What goes over the wire.</summary>
[Collection(PlatformGroup.Name)]
public class PageTests(Platform platform)
{
    public static TheoryData<string> Readers =>
        ["/", "/film/27205", "/find", "/find?q=the", "/genre/18", "/insights", "/collection/10", "/film/1", "/operate/sign-in"];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_page_is_whole_strict_and_small(string path)
    {
        using var response = await platform.Client.GetAsync(path);
        var html = await response.Content.ReadAsStringAsync();
        var document = new HtmlParser().ParseDocument(html);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("<blazor-ssr", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--bl", html, StringComparison.Ordinal);
        Assert.Empty(document.QuerySelectorAll("[style], style, script:not([src]), [onclick], [onerror], [onload]"));
        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.All(document.QuerySelectorAll("img"), image => Assert.True(image.HasAttribute("width") && image.HasAttribute("height") && image.HasAttribute("alt")));
        Assert.Contains("TMDB API but is not endorsed", html, StringComparison.Ordinal);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http://127.0.0.1:", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        if (!path.StartsWith("/operate", StringComparison.Ordinal))
            Assert.False(response.Headers.Contains("Set-Cookie"));

        // First visit: this page with its style and script, compressed, without pictures and charts.
        var assets = await Task.WhenAll(document.QuerySelectorAll("link[rel=stylesheet], script[src]")
            .Select(asset => SizeAsync(asset.GetAttribute("href") ?? asset.GetAttribute("src")!)));
        var total = assets.Sum() + await SizeAsync(path);
        Assert.True(total < 60 * 1024, $"{path} is {total} bytes on a first visit.");
    }

    [Fact]
    public async Task Files_named_after_their_content_may_be_kept_for_ever()
    {
        var document = new HtmlParser().ParseDocument(await platform.GetAsync("/"));
        var style = document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        using var response = await platform.Client.GetAsync(style);
        Assert.Equal("public, max-age=31536000, immutable", Assert.Single(response.Headers.GetValues("Cache-Control")));
        Assert.Equal(HttpStatusCode.NotFound, (await platform.Client.GetAsync("/assets/app-OLD.css")).StatusCode);
    }

    [Theory]
    [InlineData("/film/1", HttpStatusCode.NotFound)]
    [InlineData("/film/godfather", HttpStatusCode.NotFound)]
    [InlineData("/person/2", HttpStatusCode.NotFound)]
    [InlineData("/collection/999999", HttpStatusCode.NotFound)]
    [InlineData("/genre/1", HttpStatusCode.NotFound)]
    [InlineData("/genre/18?cursor=nonsense", HttpStatusCode.OK)]
    public async Task What_is_not_there_is_a_page_that_says_so(string path, HttpStatusCode status)
    {
        using var response = await platform.Client.GetAsync(path);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/operate")]
    [InlineData("/operate/runs?status=Failed")]
    [InlineData("/operate/runs/0199d7a3-5b00-7c3e-9f21-6a4b1d2e8c07/events")]
    public async Task Who_has_not_signed_in_is_asked_to(string path)
    {
        using var response = await platform.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith("/operate/sign-in?next=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        await RefusesAsync("Sec-Fetch-Site", "cross-site");
        await RefusesAsync("Sec-Fetch-Site", "same-site");
        await RefusesAsync("Origin", "https://evil.example");
        await RefusesAsync("Origin", "null");
    }

    private async Task RefusesAsync(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/operate/sign-in")
        {
            Content = new FormUrlEncodedContent([new("username", "admin"), new("password", Platform.Password)]),
        };
        request.Headers.Add(header, value);
        using var response = await platform.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK, "Trending films cannot be shown")]
    [InlineData("/insights", HttpStatusCode.OK, "Genres cannot be shown")]
    [InlineData("/find?q=alien", HttpStatusCode.OK, "Results cannot be shown")]
    [InlineData("/film/27205", HttpStatusCode.ServiceUnavailable, "This page cannot be shown")]
    public async Task A_service_that_is_away_is_told_in_its_part(string path, HttpStatusCode status, string words)
    {
        using var response = await platform.LoneClient.GetAsync(path);
        var html = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Contains("</html>", html, StringComparison.Ordinal);
        Assert.Equal("no-store", Assert.Single(response.Headers.GetValues("Cache-Control")));
        Assert.DoesNotContain("   at MovieAspire", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_paths_of_rest_answer_as_before()
    {
        using var movies = await platform.Client.GetAsync("/movies?limit=1");
        Assert.Equal("application/json", movies.Content.Headers.ContentType?.MediaType);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(movies.Headers.GetValues("Content-Security-Policy")));
        using var unknown = await platform.Client.GetAsync("/nothing");
        Assert.Equal("application/problem+json", unknown.Content.Headers.ContentType?.MediaType);
    }

    private async Task<long> SizeAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var response = await platform.Client.SendAsync(request);
        Assert.Equal("br", Assert.Single(response.Content.Headers.ContentEncoding));
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }
}
