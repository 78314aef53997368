using Microsoft.Playwright;
using MovieAspire.Web.Tests.Hosting;

namespace MovieAspire.Web.Tests.Browsing;

/// <summary>What an operator does.</summary>
[Collection(PlatformGroup.Name)]
public class OperatingTests(Platform platform)
{
    [Fact]
    public async Task A_run_is_started_and_watched_to_its_end()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address);
        var page = tab.Page;
        await tab.SignInAsync();
        await page.GetByLabel("Start", new() { Exact = true }).SelectOptionAsync("genre-stats");
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await page.WaitForURLAsync("**/operate/runs/*");
        await Assertions.Expect(page.Locator("[data-end]")).ToBeAttachedAsync();
        await Assertions.Expect(page.Locator("[data-end] .badge").First).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("good"));
        Assert.True(tab.Complaints.Count == 0, string.Join(Environment.NewLine, tab.Complaints));
    }

    [Fact]
    public async Task A_run_tells_of_its_progress_and_is_cancelled()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address);
        var page = tab.Page;
        await tab.SignInAsync();
        platform.SlowDown(TimeSpan.FromMilliseconds(300));
        try
        {
            await DiscoverAsync(tab);
            // Told by events: nobody reloads the page.
            await Assertions.Expect(page.Locator(".badge.busy", new() { HasText = "Running" })).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Cancel this run" }).ClickAsync();
            await Assertions.Expect(page.Locator("[data-end] .badge").First).ToHaveTextAsync("Cancelled");
            Assert.True(tab.Complaints.Count == 0, string.Join(Environment.NewLine, tab.Complaints));
        }
        finally
        {
            platform.SlowDown(TimeSpan.Zero);
        }
    }

    [Fact]
    public async Task Without_scripts_a_run_is_started_and_a_bad_option_is_told_beside_its_field()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address, hasScripts: false);
        var page = tab.Page;
        await tab.SignInAsync();
        await tab.GoAsync("/operate/start?job=discover");
        await page.GetByLabel("start_year").FillAsync("2020");
        await page.GetByLabel("end_year").FillAsync("2010");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("year");
        await Assertions.Expect(page.GetByLabel("start_year")).ToHaveValueAsync("2020");

        await tab.GoAsync("/operate/start?job=ratings-by-decade");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await page.WaitForURLAsync("**/operate/runs/*");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("ratings-by-decade");
    }

    [Fact]
    public async Task Health_names_what_mends_and_leads_to_the_logs_of_each_program()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.AddressWithout("worker"), hasScripts: false);
        await tab.SignInAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Films can be read; something else does not work" })).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.GetByText("Start a worker, or look into its log.")).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.GetByText("The state of the pipeline cannot be shown").First).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "Aspire dashboard" })).ToHaveAttributeAsync("href", "http://dashboard.example:15080/");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "Logs of worker" }))
            .ToHaveAttributeAsync("href", "http://dashboard.example:15080/structuredlogs/resource/worker");
    }

    [Fact]
    public async Task Without_scripts_a_run_is_cancelled()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address, hasScripts: false);
        var page = tab.Page;
        await tab.SignInAsync();
        platform.SlowDown(TimeSpan.FromMilliseconds(300));
        try
        {
            await DiscoverAsync(tab);
            await page.RunAndWaitForResponseAsync(
                () => page.GetByRole(AriaRole.Button, new() { Name = "Cancel this run" }).ClickAsync(), response => response.Request.Method == "GET");
            // It ends with the item that it is at.
            await tab.ReloadUntilAsync(page.Locator("[data-end]"));
            await Assertions.Expect(page.Locator("[data-end] .badge").First).ToHaveTextAsync("Cancelled");
        }
        finally
        {
            platform.SlowDown(TimeSpan.Zero);
        }
    }

    [Fact]
    public async Task The_scheduler_is_stopped_and_started()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address);
        var page = tab.Page;
        await tab.SignInAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stop it" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_signing_out_ends_it()
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address);
        var page = tab.Page;
        await tab.GoAsync("/operate/runs");
        await page.GetByLabel("Name").FillAsync("admin");
        await page.GetByLabel("Password").FillAsync("wrong-password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");
        await page.GetByLabel("Name").FillAsync("admin");
        await page.GetByLabel("Password").FillAsync(Platform.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        // Where it was wanted to go in the first place.
        await page.WaitForURLAsync("**/operate/runs");
        await tab.GoAsync("/operate");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await tab.GoAsync("/operate");
        await Assertions.Expect(page.GetByLabel("Password")).ToBeVisibleAsync();
    }

    private static async Task DiscoverAsync(Tab tab)
    {
        await tab.GoAsync("/operate/start?job=discover");
        await tab.Page.GetByLabel("start_year").FillAsync("1960");
        await tab.Page.GetByLabel("end_year").FillAsync("2020");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await tab.Page.WaitForURLAsync("**/operate/runs/*");
    }
}
