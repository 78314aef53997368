using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.StandIn.Tests;

public class OrphanTests
{
    [Theory]
    [InlineData("Kill")]
    [InlineData("Term")]
    [InlineData("Int")]
    public async Task Nothing_outlives_an_AppHost_that_gets_a_signal(string signal)
    {
        using var app = new TestApp("long-running");
        await app.WaitForOutputAsync("All resources are up.");
        List<int> children = [];
        // The guard, redis, two shells and their sleeps.
        await Poll.UntilAsync(() => (children = app.Descendants()).Count >= 6, TimeSpan.FromSeconds(10),
            () => $"There are only {children.Count} processes:\n{app.Output}");

        app.Signal(Enum.Parse<UnixSignal>(signal));
        await app.WaitForExitAsync();

        await Poll.UntilAsync(() => !children.Any(TestApp.IsAlive), TimeSpan.FromSeconds(5),
            () => $"Still alive: {string.Join(", ", children.Where(TestApp.IsAlive).Select(Describe))}");
        Assert.Empty(app.TemporaryFolders);
    }

    [Fact]
    public async Task A_failed_start_names_the_resource_its_exit_code_and_its_last_lines_and_stops_the_rest()
    {
        using var app = new TestApp("failing");

        Assert.Equal(1, await app.WaitForExitAsync());

        Assert.Contains("'failing' ended with exit code 3.", app.Output, StringComparison.Ordinal);
        Assert.Contains("    about to fail", app.Output, StringComparison.Ordinal);
        Assert.Contains("The start failed because of 'failing'.", app.Output, StringComparison.Ordinal);
        Assert.Empty(app.Descendants());
    }

    [Fact]
    public async Task A_crash_after_the_start_is_said_at_once_with_its_exit_code_and_its_last_lines()
    {
        using var app = new TestApp("crashing");
        await app.WaitForOutputAsync("All resources are up.");

        await File.WriteAllTextAsync(Path.Combine(app.Folder, "go"), "");
        await app.WaitForOutputAsync("'crashing' ended with exit code 5.");

        Assert.Contains("    out of luck", app.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("started again", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_installed_is_named()
    {
        using var app = new TestApp("missing-program");

        Assert.Equal(1, await app.WaitForExitAsync());

        Assert.Contains("'ghost' failed to start: The program 'no-such-program' is not on PATH.", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_without_a_value_is_named_with_the_variable_to_set()
    {
        using var app = new TestApp("missing-parameter");

        Assert.Equal(1, await app.WaitForExitAsync());

        Assert.Contains("Parameters__api_key", app.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", app.Output, StringComparison.Ordinal);
    }

    private static string Describe(int id) => $"{id} {File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ')}";
}
