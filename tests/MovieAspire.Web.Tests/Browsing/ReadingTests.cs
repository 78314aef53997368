using Microsoft.Playwright;
using MovieAspire.Web.Tests.Hosting;

namespace MovieAspire.Web.Tests.Browsing;

/// <summary>What a reader does: with a keyboard, without scripts, with texts that try to be markup.</summary>
[Collection(PlatformGroup.Name)]
public class ReadingTests(Platform platform)
{
    [Fact]
    public async Task Results_come_while_somebody_types_and_are_reached_by_keyboard_alone()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address);
        var page = tab.Page;
        await tab.GoAsync("/insights");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Skip to the content")).ToBeFocusedAsync();
        for (var i = 0; i < 5 && !await IsFocusedAsync(page, "a[href='/find']"); i++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/find");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Find films" })).ToBeFocusedAsync();

        // What is found for fewer letters shows the film as well, but goes, and the focus with it, when the last answer comes.
        await page.RunAndWaitForResponseAsync(
            () => page.Keyboard.TypeAsync("inceptio"), response => response.Url.Contains("q=inceptio", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("#results h3").First).ToContainTextAsync("Inception");
        await Assertions.Expect(page.Locator("#results mark").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("found");
        Assert.Contains("q=inceptio", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();

        for (var i = 0; i < 80 && !await IsFocusedAsync(page, "#results h3 a"); i++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/film/*");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Inception");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_list_goes_on_by_itself_when_its_end_comes_into_view()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address);
        await tab.GoAsync("/genre/18");
        var films = tab.Page.Locator("#films > li.card");
        var first = await films.CountAsync();
        await tab.Page.Locator("#films > li.more").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(films.Nth(first)).ToBeAttachedAsync();
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Without_scripts_everything_is_read_searched_and_narrowed_by_links()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address, hasScripts: false);
        var page = tab.Page;
        await tab.GoAsync("/");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("the");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await page.WaitForURLAsync("**/find?q=the");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Genre" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.WaitForURLAsync("**genre=**");
        await page.Locator("#results h3 a").First.ClickAsync();
        await page.WaitForURLAsync("**/film/*");
        await page.Locator(".people a").First.ClickAsync();
        await page.WaitForURLAsync("**/person/*");
        await page.Locator(".filmography a").First.ClickAsync();
        await page.WaitForURLAsync("**/film/*");
        await tab.GoAsync("/genre/18");
        await page.GetByRole(AriaRole.Button, new() { Name = "More films" }).Or(page.GetByText("More films")).First.ClickAsync();
        await page.WaitForURLAsync("**/genre/18?cursor=*");
        await Assertions.Expect(page.Locator("#films > li.card").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_figure_is_a_table_that_leads_to_its_films_and_files_and_with_scripts_a_chart(bool hasScripts)
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address, hasScripts: hasScripts);
        var page = tab.Page;
        await tab.GoAsync("/insights/kpis");
        await page.Locator("a[href='/insights/kpi/highest_revenue']").ClickAsync();
        await page.WaitForURLAsync("**/insights/kpi/highest_revenue");
        await Assertions.Expect(page.Locator("#kpi tbody tr")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".chart canvas")).ToHaveCountAsync(hasScripts ? 1 : 0);
        await Assertions.Expect(page.Locator(".chart")).ToBeVisibleAsync(new() { Visible = hasScripts });

        using var csv = await platform.Client.GetAsync(await page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).GetAttributeAsync("href"));
        Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
        await page.Locator("#kpi tbody a").First.ClickAsync();
        await page.WaitForURLAsync("**/film/*");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_person_has_films_by_role_and_a_collection_has_them_in_order()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address, hasScripts: false);
        var page = tab.Page;
        await tab.GoAsync("/film/27205");
        await page.GetByText("Directed by").GetByRole(AriaRole.Link).ClickAsync();
        await page.WaitForURLAsync("**/person/*");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Roles" }).GetByRole(AriaRole.Link, new() { Name = "Director" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Director" }).GetByRole(AriaRole.Link, new() { Name = "Inception" })).ToBeInViewportAsync();

        await tab.GoAsync("/collection/10");
        var years = await page.Locator(".numbered .card .facts > span:first-child").AllTextContentsAsync();
        Assert.True(years.Count > 2);
        Assert.Equal(years.Order(StringComparer.Ordinal), years);
    }

    [Fact]
    public async Task Texts_that_try_to_be_markup_stay_texts()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address);
        foreach (var path in new[]
                 {
                     $"/film/{Platform.EvilFilm}", "/find?q=evil", $"/find?q={Uri.EscapeDataString(Platform.EvilText)}",
                     $"/find?genre={Uri.EscapeDataString(Platform.EvilText)}", $"/genre/{Uri.EscapeDataString(Platform.EvilText)}",
                     $"/operate/sign-in?next={Uri.EscapeDataString(Platform.EvilText)}",
                 })
        {
            tab.Complaints.Clear();
            await tab.GoAsync(path);
            Assert.False(await tab.Page.EvaluateAsync<bool>("'pwned' in window"), path);
            Assert.DoesNotContain(tab.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
        }

        await tab.GoAsync($"/film/{Platform.EvilFilm}");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(Platform.EvilText);
        await tab.GoAsync("/find?q=evil");
        await Assertions.Expect(tab.Page.Locator("#results h3").First).ToContainTextAsync(Platform.EvilText);
    }

    [Fact]
    public async Task A_picture_that_fails_leaves_the_drawing_of_the_title()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address);
        await tab.Page.RouteAsync("**/t/p/**", route => route.AbortAsync());
        await tab.GoAsync("/film/27205");
        await Assertions.Expect(tab.Page.Locator(".film .top .drawing")).ToHaveTextAsync("Inception2010");
        var box = await tab.Page.Locator(".film .top .picture").BoundingBoxAsync();
        Assert.True(box is { Width: > 100, Height: > 150 });
    }

    private static Task<bool> IsFocusedAsync(IPage page, string selector) =>
        page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector);
}
