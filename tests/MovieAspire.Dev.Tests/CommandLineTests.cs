using MovieAspire.Dev.Backup;
using MovieAspire.Dev.Running;
using MovieAspire.Dev.Shell;
using MovieAspire.Dev.Soak;

namespace MovieAspire.Dev.Tests;

public class CommandLineTests
{
    /// <summary>Every command, with a line that has all its arguments and options.</summary>
    private static readonly Dictionary<string, string> Lines = new()
    {
        ["up"] = "up --mode processes --dataset . --gateway-port 5099 --detach --quick --empty --restart",
        ["down"] = "down",
        ["status"] = "status",
        ["run-job"] = "run-job discover --refresh-only --refresh-limit 5 --include-frozen --start-year 2000 --end-year 2001 --set a=b --set c=d --table gold/x --no-wait --gateway http://localhost:1",
        ["sql"] = "sql SELECT --format csv --timeout 5 --lake lake",
        ["verify"] = "verify --gateway http://localhost:1",
        ["export"] = "export file.dump --connection postgresql://localhost/moviedb",
        ["import"] = "import file.dump --connection postgresql://localhost/moviedb",
        ["test"] = "test --filter Data",
        ["bench"] = "bench serve --seconds 5",
        ["soak"] = "soak --minutes 2 --warm-up 1 --clients 4 --seed 7",
        ["mutants"] = "mutants --list faults.tsv --results results.tsv --skip 1 --take 2 --minutes 3",
        ["setup"] = "setup",
    };

    [Fact]
    public void Every_option_of_every_command_is_taken_and_described()
    {
        var root = DevCommand.Create();

        Assert.Equal(Lines.Keys.Order(), root.Subcommands.Select(command => command.Name).Order());
        foreach (var command in root.Subcommands)
        {
            var line = Lines[command.Name].Split(' ');
            Assert.All(command.Options, option => Assert.Contains(option.Name, line));
            Assert.All(command.Options, option => Assert.False(string.IsNullOrEmpty(option.Description)));
            Assert.False(string.IsNullOrEmpty(command.Description));
            Assert.Empty(root.Parse(line).Errors);
        }
    }

    [Theory]
    [InlineData("help", "up")]
    [InlineData("up", "--help")]
    public async Task A_command_has_help_by_both_forms(params string[] line)
    {
        var (exitCode, output) = await CommandLine.RunAsync(line);

        Assert.Equal(0, exitCode);
        foreach (var option in (string[])["--mode", "--dataset", "--gateway-port", "--detach", "--quick", "--restart"])
            Assert.Contains(option, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_names_every_command_and_an_unknown_one_is_an_error()
    {
        var (_, output) = await CommandLine.RunAsync("help");
        Assert.All(Lines.Keys, command => Assert.Contains($"  {command}", output, StringComparison.Ordinal));

        Assert.Equal(1, (await CommandLine.RunAsync("upp")).ExitCode);
        Assert.Equal(1, (await CommandLine.RunAsync("up", "--gateway-port", "many")).ExitCode);
    }

    [Theory]
    [InlineData("--gateway-port must be between", "up", "--gateway-port", "70000")]
    [InlineData("--gateway nonsense: write an address", "run-job", "--gateway", "nonsense")]
    [InlineData("--set odd: write name=value", "run-job", "--gateway", "http://127.0.0.1:9", "--set", "odd")]
    [InlineData("There is no file", "import", "no-such-file", "--connection", "postgresql://localhost/moviedb")]
    [InlineData("--connection: write postgresql://", "export", "file", "--connection", "Host=localhost")]
    [InlineData("http://127.0.0.1:9/ does not answer", "run-job", "--gateway", "http://127.0.0.1:9")]
    public async Task What_cannot_be_done_is_said_in_one_line(string message, params string[] line)
    {
        var (exitCode, output) = await CommandLine.RunAsync(line);

        Assert.Equal(1, exitCode);
        Assert.Contains($"error: {message}", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_a_checkout_the_error_is_the_sentence_and_not_that_of_a_type_that_did_not_initialize()
    {
        var error = Assert.Throws<DevException>(() => Repository.Find(Path.GetTempPath()));

        Assert.StartsWith("Run this inside a checkout", error.Message, StringComparison.Ordinal);
        foreach (var type in (Type[])[typeof(Repository), typeof(RunState), typeof(Resources)])
            Assert.Null(type.TypeInitializer);
    }

    [Fact]
    public async Task A_program_of_Postgres_that_is_missing_is_named_with_what_to_install()
    {
        var postgres = Postgres.Find("postgresql://localhost/moviedb");

        var error = await Assert.ThrowsAsync<DevException>(() => postgres.RunAsync("psql-of-nobody", [], CancellationToken.None));

        Assert.Equal("psql-of-nobody is missing. Install Postgres' client programs: sudo apt-get install postgresql-client", error.Message);
    }

    [Fact]
    public void Soak_says_of_containers_that_it_cannot_measure_them()
    {
        var error = Assert.Throws<DevException>(() => SoakCommand.Check(new RunState(1, default, "containers", "", "", "")));

        Assert.Contains("processes way alone", error.Message, StringComparison.Ordinal);
        SoakCommand.Check(new RunState(1, default, "processes", "", "", ""));
    }
}
