using Deque.AxeCore.Playwright;
using MovieAspire.Web.Tests.Hosting;

namespace MovieAspire.Web.Tests.Browsing;

/// <summary>Every page, by day and by night, on a phone and on a wall, with small text and large.</summary>
[Collection(PlatformGroup.Name)]
public class LooksTests(Platform platform)
{
    // What is hidden from eyes, what scrolls by itself, pictures and excerpts may be larger than their place.
    private const string Cut = """
        () => [...document.querySelectorAll('main *, header *, footer *')].filter(element => {
            if (element.closest('.sr, svg, [aria-hidden=true], .picture, .scroll, .films.row, .month-map, .results .overview, [hidden]') || element.matches('option, .skip')) return false;
            const style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            const isCut = style.overflow !== 'visible' && element.tagName !== 'INPUT' && element.tagName !== 'SELECT'
                && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
            return box.width > 0 && (isCut || box.right > document.documentElement.clientWidth + 1 || box.left < -1);
        }).slice(0, 5).map(element => element.outerHTML.slice(0, 160))
        """;

    private const string Shift = """
        () => new Promise(resolve => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value)).observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
        })
        """;

    public static TheoryData<int, bool, int> Screens => new()
    {
        { 390, false, 100 }, { 390, true, 100 }, { 1440, false, 100 }, { 1440, true, 100 }, { 360, false, 100 }, { 2560, true, 100 }, { 1280, false, 200 },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Every_page_is_accessible_whole_and_without_complaints(int width, bool isDark, int textPercent)
    {
        await using var tab = await platform.Browser.OpenAsync(platform.Address, width, isDark);
        await tab.SignInAsync();
        var problems = new List<string>();
        foreach (var (name, path) in await ViewsAsync())
        {
            tab.Complaints.Clear();
            var response = await tab.GoAsync(path);
            // Below a tenth is good, says Google; ours are of sizes that are known.
            if (await tab.Page.EvaluateAsync<double>(Shift) is > 0.02 and var shift)
                problems.Add(FormattableString.Invariant($"{path}: shifts by {shift:0.000}"));
            await tab.Page.EvaluateAsync("percent => document.documentElement.style.fontSize = `${percent}%`", textPercent);
            await tab.Page.EvaluateAsync("document.fonts.ready");
            await Screenshot.SaveAsync(tab.Page, $"{name}-{width}-{(isDark ? "dark" : "light")}{(textPercent == 100 ? "" : $"-{textPercent}")}");

            // A page that says so itself is one, too; the browser notes its status as a failure.
            problems.AddRange(tab.Complaints.Where(complaint => response.Ok || !complaint.Contains("Failed to load resource", StringComparison.Ordinal))
                .Select(complaint => $"{path}: {complaint}"));
            if (await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
                problems.Add($"{path}: wider than the screen");
            problems.AddRange((await tab.Page.EvaluateAsync<string[]>(Cut)).Select(element => $"{path}: cut: {element}"));
            // Both themes, and both widths; the others differ in neither contrast nor markup.
            if ((width, isDark) is not ((390, true) or (1440, false)))
                continue;
            var axe = await tab.Page.RunAxe();
            problems.AddRange(axe.Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{path}: {violation.Id}, {violation.Help}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        }

        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    private async Task<(string Name, string Path)[]> ViewsAsync()
    {
        var library = await platform.LibraryAsync();
        return
        [
            ("home", "/"), ("film", "/film/27205"), ("full-cast", "/film/27205?cast=all"),
            ("person", await platform.FirstLinkAsync("/film/27205", "a[href^='/person/']")), ("collection", "/collection/10"), ("genre", "/genre/18"),
            ("find", "/find?q=the"), ("find-nothing", "/find?q=qqqqxxxx"), ("browse", "/find?genre=Drama&sort=newest"),
            ("insights", "/insights"), ("kpis", "/insights/kpis"), ("kpi", "/insights/kpi/highest_revenue"), ("kpi-series", "/insights/kpi/yearly_trends"),
            ("quality", "/insights/quality"), ("not-found", "/film/1"), ("nowhere", "/nowhere"),
            ("upload", "/library"), ("library", library), ("review", library.Replace("?", "/review?", StringComparison.Ordinal)),
            ("year", library.Replace("?", "/year/2024?", StringComparison.Ordinal)), ("delete", library.Replace("?", "/delete?", StringComparison.Ordinal)),
            ("sign-in", "/operate/sign-in"), ("operate", "/operate"), ("runs", "/operate/runs"), ("start", "/operate/start?job=discover"),
        ];
    }
}
