using Microsoft.Playwright;

namespace MovieAspire.Web.Tests.Hosting;

/// <summary>Screenshots, for people to look at: artifacts/screenshots of the checkout.</summary>
internal static class Screenshot
{
    private static readonly string Folder = Path.Combine(Artifacts(), "screenshots");

    internal static Task SaveAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });

    private static string Artifacts()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.Name == "artifacts")
                return folder.FullName;
        }

        return Path.GetTempPath();
    }
}
