using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Names the resource that ended, its exit code, its last lines, and the cause where it is known.</summary>
internal static partial class FailureReport
{
    private const int LinesShown = 15;

    public static string Write(IResource resource, int exitCode, IReadOnlyList<ConsoleLine> lastLines)
    {
        // The cause may stand above a long stack trace.
        var text = string.Join('\n', lastLines.Select(l => l.Text));
        var report = new List<string> { $"'{resource.Name}' ended with exit code {exitCode}." };
        if (Cause(resource, exitCode, text) is { } cause)
            report.Add($"Cause: {cause}");
        if (lastLines.Count > 0)
            report.Add("Its last lines:");
        report.AddRange(lastLines.TakeLast(LinesShown).Select(l => $"    {l.Text}"));
        return string.Join(Environment.NewLine, report);
    }

    private static string? Cause(IResource resource, int exitCode, string text)
    {
        if (text.Contains("lock file \"postmaster.pid\" already exists", StringComparison.Ordinal))
            return "another PostgreSQL server uses the same data folder; is a second system running from this checkout?";
        if (AddressInUse().IsMatch(text))
        {
            var taken = resource.Annotations.OfType<EndpointAnnotation>()
                .Select(e => e.AllocatedEndpoint?.Port ?? 0)
                .Select(port => (Port: port, Owner: PortOwner.Find(port)))
                .FirstOrDefault(p => p.Owner is not null);
            return taken.Owner is null ? "a port it needs is taken by another process."
                : string.Create(CultureInfo.InvariantCulture, $"port {taken.Port} is taken by {taken.Owner}.");
        }

        return exitCode switch
        {
            // The shell's convention for a death by signal, which .NET follows.
            128 + (int)UnixSignal.Kill => "it was killed (SIGKILL); the kernel does that when memory runs out.",
            150 when text.Contains("framework", StringComparison.OrdinalIgnoreCase) => "the .NET runtime it was built for is not installed.",
            _ => null,
        };
    }

    [GeneratedRegex("address already in use|could not bind", RegexOptions.IgnoreCase)]
    private static partial Regex AddressInUse();
}
