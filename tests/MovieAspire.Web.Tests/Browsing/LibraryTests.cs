using Microsoft.Playwright;
using MovieAspire.Web.Tests.Hosting;

namespace MovieAspire.Web.Tests.Browsing;

/// <summary>From an export to a library, and away again.</summary>
[Collection(PlatformGroup.Name)]
public class LibraryTests(Platform platform)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_export_becomes_a_library_that_is_read_and_deleted(bool hasScripts)
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address, hasScripts: hasScripts);
        var page = tab.Page;
        var library = await UploadAsync(tab, hasScripts, hasScripts ? Exports.Real : [Exports.Diary]);

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What to watch next" })).ToBeVisibleAsync();
        await Screenshot.SaveAsync(page, hasScripts ? "library-real" : "library-without-scripts");
        Assert.Equal(0, await page.Locator("img[src=x], main script").CountAsync());
        Assert.DoesNotContain(tab.Complaints, complaint => complaint.StartsWith("dialog", StringComparison.Ordinal));

        await page.GetByRole(AriaRole.Link, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete everything" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "It is deleted" })).ToBeVisibleAsync();
        Assert.Equal(404, (await tab.GoAsync(library)).Status);
    }

    [Fact]
    public async Task Progress_is_asked_for_where_events_are_cut_off()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address);
        await tab.Page.RouteAsync("**/events?*", route => route.AbortAsync());
        platform.SlowDown(TimeSpan.FromMilliseconds(200));
        try
        {
            await UploadAsync(tab, hasScripts: true, Exports.Real);
        }
        finally
        {
            platform.SlowDown(TimeSpan.Zero);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_film_that_may_be_another_is_decided_by_the_owner(bool hasScripts)
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address, hasScripts: hasScripts);
        var page = tab.Page;
        var library = await UploadAsync(tab, hasScripts, [Exports.DiaryWith(hasScripts ? 2019 : 2020)]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Decide 2 films" }).ClickAsync();

        // Who only has the address without the key may look.
        var open = page.Url;
        await tab.GoAsync(open.Split('?')[0]);
        await Assertions.Expect(page.Locator(".match h2")).ToContainTextAsync(Exports.Doubtful);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "This one" })).ToHaveCountAsync(0);

        await tab.GoAsync(open);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^This one ?: {Exports.Doubtful}$") }).ClickAsync();
        await Assertions.Expect(page.GetByText("There is nothing to decide.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Not found" })).ToBeVisibleAsync();
        await WaitForDashboardAsync(tab, library, hasScripts);
        await Assertions.Expect(page.Locator(".totals div", new() { HasText = "films" })).ToContainTextAsync("8");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task A_year_is_reviewed_day_by_day()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address, hasScripts: false);
        await tab.GoAsync(await platform.LibraryAsync());
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Img, new() { Name = "2024: 7 viewings on 7 days, at most 1 on one." })).ToBeVisibleAsync();

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "2024 in review" }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("2024 in review");
        await Assertions.Expect(tab.Page.Locator(".day-map rect")).ToHaveCountAsync(7);
        await Assertions.Expect(tab.Page.Locator(".totals")).ToContainTextAsync("viewings7");
        await tab.Page.GetByText("2024, day by day, as a table").ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Rowheader, new() { Name = "10 January 2024" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_file_that_is_no_export_is_refused_in_words()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address, hasScripts: false);
        await tab.GoAsync("/library");
        await tab.Page.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "holiday.csv", MimeType = "text/csv", Buffer = "Place,Days\nRome,3\n"u8.ToArray() });
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
    }

    // The address of the library, once its dashboard is there.
    private static async Task<string> UploadAsync(Tab tab, bool hasScripts, FilePayload[] files)
    {
        await tab.GoAsync("/library");
        await tab.Page.Locator("input[type=file]").SetInputFilesAsync(files);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
        await tab.Page.WaitForURLAsync("**/library/*key=*", new() { Timeout = 60_000 });
        var library = tab.Page.Url;
        await WaitForDashboardAsync(tab, library, hasScripts);
        return library;
    }

    // With scripts the dashboard comes by itself; without, whoever looks again sees it.
    private static async Task WaitForDashboardAsync(Tab tab, string library, bool hasScripts)
    {
        var films = tab.Page.Locator(".totals div", new() { HasText = "films" });
        if (tab.Page.Url != library)
            await tab.GoAsync(library);
        if (!hasScripts)
            await tab.ReloadUntilAsync(films);
        await Assertions.Expect(films).ToBeVisibleAsync(new() { Timeout = 120_000 });
    }
}
