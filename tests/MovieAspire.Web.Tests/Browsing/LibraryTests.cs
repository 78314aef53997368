using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using MovieAspire.Testing;
using MovieAspire.Web.Tests.Hosting;

namespace MovieAspire.Web.Tests.Browsing;

/// <summary>From an export to a library, and away again.</summary>
[Collection(PlatformGroup.Name)]
public class LibraryTests(Platform platform)
{
    private static readonly (string Name, int Year, double Rating)[] Films =
    [
        ("Inception", 2010, 4.5), ("The Godfather", 1972, 5), ("Pulp Fiction", 1994, 4), ("Star Wars", 1977, 4), ("Alien", 1979, 4.5),
        ("Interstellar", 2014, 3.5), ("The Dark Knight", 2008, 5), ("A film that nobody has made <img src=x onerror=alert(1)>", 1999, 1),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_export_becomes_a_library_that_is_read_changed_and_deleted(bool hasScripts)
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address, hasScripts: hasScripts);
        var page = tab.Page;
        await tab.GoAsync("/library");
        await page.Locator("input[type=file]").SetInputFilesAsync(hasScripts ? Export() : Own());
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
        await page.WaitForURLAsync("**/library/*key=*", new() { Timeout = 60_000 });
        var library = page.Url;

        // With scripts the dashboard comes by itself; without, whoever looks again sees it.
        var films = page.Locator(".totals div", new() { HasText = "films" });
        for (var i = 0; !hasScripts && i < 120 && await films.CountAsync() == 0; i++)
        {
            await Task.Delay(500);
            await tab.GoAsync(library);
        }

        await Assertions.Expect(films).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What to watch next" })).ToBeVisibleAsync();
        await Screenshot.SaveAsync(page, hasScripts ? "library" : "library-without-scripts");
        Assert.True(await page.EvaluateAsync<bool>("true") && !await page.Locator("img[src=x]").IsVisibleAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete everything" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "It is deleted" })).ToBeVisibleAsync();
        Assert.Equal(404, (await tab.GoAsync(library)).Status);
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

    // A real one where there is one.
    private static FilePayload[] Export() => TestData.Directory is { } data && Path.Combine(data, "letterboxd", "lb08") is var folder && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.csv").Select(file => new FilePayload { Name = Path.GetFileName(file), MimeType = "text/csv", Buffer = File.ReadAllBytes(file) })]
        : Own();

    private static FilePayload[] Own()
    {
        var csv = new StringBuilder("Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n");
        foreach (var (index, film) in Films.Index())
            csv.Append(CultureInfo.InvariantCulture, $"2024-01-{index + 10},{film.Name},{film.Year},https://boxd.it/t{index},{film.Rating},,,2024-01-{index + 10}\n");
        return [new() { Name = "diary.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv.ToString()) }];
    }
}
