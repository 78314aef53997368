using System.IO.Compression;
using System.Net;
using AngleSharp.Html.Parser;
using MovieAspire.Web.Tests.Hosting;

namespace MovieAspire.Web.Tests.Serving;

/// <summary>What goes over the wire.</summary>
[Collection(PlatformGroup.Name)]
public class PageTests(Platform platform)
{
    public static TheoryData<string> Readers =>

    [
        "/", "/film/27205", "/find", "/find?q=the", "/genre/18", "/insights", "/insights/kpis", "/insights/kpi/highest_revenue", "/collection/10", "/film/1",
        "/library", "/operate/sign-in",
    ];

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

    [Theory]
    [InlineData("/", ".hero h1")]
    [InlineData("/film/27205", ".film .top img[fetchpriority=high]:not([loading])")]
    [InlineData("/genre/18", "#films img")]
    public async Task What_is_seen_first_comes_with_the_first_response(string path, string largest)
    {
        var document = new HtmlParser().ParseDocument(await platform.GetAsync(path));
        Assert.NotNull(document.QuerySelector(largest));
        Assert.Null(document.QuerySelector("script:not([type=module], [defer], [async])"));
        Assert.Single(document.QuerySelectorAll("link[rel=stylesheet]"));
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
    [InlineData("/film/0", HttpStatusCode.NotFound)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/person/2", HttpStatusCode.NotFound)]
    [InlineData("/collection/999999", HttpStatusCode.NotFound)]
    [InlineData("/genre/1", HttpStatusCode.NotFound)]
    [InlineData("/genre/18?cursor=nonsense", HttpStatusCode.OK)]
    public async Task What_is_not_there_is_a_page_that_says_so(string path, HttpStatusCode status)
    {
        using var response = await BrowseAsync(path);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("default-src 'none'; script-src 'self'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/movies/1", HttpStatusCode.NotFound)]
    [InlineData("/movies/godfather", HttpStatusCode.BadRequest)]
    [InlineData("/pipeline/run", HttpStatusCode.MethodNotAllowed)]
    public async Task An_operation_of_rest_answers_a_browser_as_everybody_else(string path, HttpStatusCode status)
    {
        using var response = await BrowseAsync(path);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
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
    [InlineData("catalog,analytics,worker", "/", HttpStatusCode.OK, "Trending films cannot be shown", "Popular films cannot be shown")]
    [InlineData("analytics", "/", HttpStatusCode.OK, "Trending films cannot be shown", "<h2 id=\"popular\">")]
    [InlineData("catalog", "/", HttpStatusCode.OK, "Popular films cannot be shown", "updated today")]
    [InlineData("analytics", "/insights", HttpStatusCode.OK, "Genres cannot be shown", "The coverage cannot be shown")]
    [InlineData("catalog", "/find?q=alien", HttpStatusCode.OK, "Results cannot be shown", "value=\"alien\"")]
    [InlineData("analytics", "/film/27205", HttpStatusCode.OK, "Recommendations cannot be shown", "Inception")]
    [InlineData("catalog", "/film/27205", HttpStatusCode.ServiceUnavailable, "This page cannot be shown", "Find a film")]
    [InlineData("analytics", "/genre/18", HttpStatusCode.OK, "Figures of the genre cannot be shown", "Drama")]
    [InlineData("analytics", "/insights/kpis", HttpStatusCode.OK, "Key figures cannot be shown", "Charts cannot be shown")]
    [InlineData("analytics", "/insights/kpi/highest_revenue", HttpStatusCode.ServiceUnavailable, "This page cannot be shown", "Find a film")]
    public async Task A_service_that_is_away_is_told_in_its_part(string away, string path, HttpStatusCode status, string words, string rest)
    {
        using var client = new HttpClient { BaseAddress = platform.AddressWithout(away.Split(',')) };
        using var response = await client.GetAsync(path);
        var html = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Contains(rest, html, StringComparison.Ordinal);
        Assert.Contains("</html>", html, StringComparison.Ordinal);
        Assert.Equal("no-store", Assert.Single(response.Headers.GetValues("Cache-Control")));
        Assert.DoesNotContain("   at MovieAspire", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_last_stands_on_the_home_page_with_what_is_new_of_it()
    {
        var shelf = new HtmlParser().ParseDocument(await platform.GetAsync("/")).QuerySelector("section[aria-labelledby=changed]")!;
        Assert.NotEmpty(shelf.QuerySelectorAll("li.card"));
        Assert.All(shelf.QuerySelectorAll("li.card .reason"), reason => Assert.Matches("^New (here|facts|ratings), .*(ago|just now)$", reason.TextContent));
    }

    [Fact]
    public async Task A_page_is_kept_as_it_goes_over_the_wire_for_each_way_of_packing()
    {
        foreach (var encoding in new[] { "br", "gzip", "identity", "br" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/film/27205");
            request.Headers.AcceptEncoding.ParseAdd(encoding);
            using var response = await platform.Client.SendAsync(request);
            Assert.Equal(encoding is "identity" ? [] : [encoding], response.Content.Headers.ContentEncoding);
            await using var body = await response.Content.ReadAsStreamAsync();
            await using var plain = encoding switch { "br" => new BrotliStream(body, CompressionMode.Decompress), "gzip" => new GZipStream(body, CompressionMode.Decompress), _ => body };
            using var reader = new StreamReader(plain);
            Assert.EndsWith("</html>", (await reader.ReadToEndAsync()).TrimEnd(), StringComparison.Ordinal);
        }
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

    private async Task<HttpResponseMessage> BrowseAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8");
        return await platform.Client.SendAsync(request);
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
