using Microsoft.Playwright;

namespace MovieAspire.Web.Tests.Hosting;

/// <summary>Debian's Chromium.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    internal static async Task<Browser> StartAsync()
    {
        var program = Programs.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is missing. `dotnet dev.cs test` installs it.");
        var playwright = await Playwright.CreateAsync();
        // Root has no sandbox; /dev/shm is small in containers.
        return new(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        }));
    }

    /// <summary>A new window with a tab.</summary>
    internal async Task<Tab> OpenAsync(Uri address, int width = 1440, bool isDark = false, bool hasScripts = true)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(), JavaScriptEnabled = hasScripts, ReducedMotion = ReducedMotion.Reduce,
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
        });
        context.SetDefaultTimeout(20_000);
        return new(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

/// <summary>A tab that notes whatever its console complains of.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    internal Tab(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add($"{message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            Complaints.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    internal IPage Page { get; }

    /// <summary>Errors and warnings of scripts, violations of the policy, resources that were not found.</summary>
    internal List<string> Complaints { get; } = [];

    internal async Task<IResponse> GoAsync(string path) => (await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load }))!;

    /// <summary>Looks again and again, as who has no scripts does, until it is there.</summary>
    internal async Task ReloadUntilAsync(ILocator wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await wanted.CountAsync() == 0)
        {
            await timer.WaitForNextTickAsync(limit.Token);
            await Page.ReloadAsync();
        }
    }

    /// <summary>Signs the operator in, who then is at the overview.</summary>
    internal async Task SignInAsync()
    {
        await GoAsync("/operate");
        await Page.GetByLabel("Name").FillAsync("admin");
        await Page.GetByLabel("Password").FillAsync(Platform.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.WaitForURLAsync("**/operate");
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
