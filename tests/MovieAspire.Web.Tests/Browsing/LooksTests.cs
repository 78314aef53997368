using Deque.AxeCore.Playwright;
using MovieAspire.Web.Tests.Hosting;

namespace MovieAspire.Web.Tests.Browsing;

/// <summary>Every page, by day and by night, on a phone and on a desk.</summary>
[Collection(PlatformGroup.Name)]
public class LooksTests(Platform platform)
{
    private static readonly (string Name, string Path)[] Views =
    [
        ("home", "/"), ("film", "/film/27205"), ("full-cast", "/film/27205?cast=all"),
        ("collection", "/collection/10"), ("genre", "/genre/18"), ("find", "/find?q=the"),
        ("find-nothing", "/find?q=qqqqxxxx"), ("browse", "/find?genre=Drama&sort=newest"),
        ("insights", "/insights"), ("kpis", "/insights/kpis"), ("quality", "/insights/quality"), ("not-found", "/film/1"), ("library", "/library"), ("sign-in", "/operate/sign-in"),
        ("operate", "/operate"), ("runs", "/operate/runs"), ("start", "/operate/start?job=discover"),
    ];

    public static TheoryData<int, bool> Screens => new() { { 390, false }, { 390, true }, { 1440, false }, { 1440, true } };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Every_page_is_accessible_and_without_complaints(int width, bool isDark)
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address, width, isDark);
        await tab.SignInAsync();
        var problems = new List<string>();
        foreach (var (name, path) in Views)
        {
            tab.Complaints.Clear();
            var response = await tab.GoAsync(path);
            await tab.Page.EvaluateAsync("document.fonts.ready");
            await Screenshot.SaveAsync(tab.Page, $"{name}-{width}-{(isDark ? "dark" : "light")}");

            // A page that says so itself is one, too; the browser notes its status as a failure.
            problems.AddRange(tab.Complaints.Where(complaint => response.Ok || !complaint.Contains("Failed to load resource", StringComparison.Ordinal))
                .Select(complaint => $"{path}: {complaint}"));
            if (await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
                problems.Add($"{path}: wider than the screen");
            // Both themes, and both widths; the other two differ in neither contrast nor markup.
            if (isDark != width < 600)
                continue;
            var axe = await tab.Page.RunAxe();
            problems.AddRange(axe.Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{path}: {violation.Id}, {violation.Help}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        }

        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }
}
