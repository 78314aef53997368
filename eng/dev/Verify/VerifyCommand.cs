using System.CommandLine;
using MovieAspire.Dev.Jobs;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Verify;

/// <summary><c>dotnet dev.cs verify</c>: the checklist of a running system, over its REST interface.</summary>
internal static class VerifyCommand
{
    private static readonly Option<string?> Gateway = new("--gateway") { Description = "the address of another system; its password in MOVIEASPIRE_PASSWORD" };

    internal static System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command("verify", "Checks a running system: each line is ok, or says what to do; 1 when one is not.") { Gateway };
        command.SetAction(async (result, ct) =>
        {
            using var api = await GatewayApi.SignInAsync(GatewayApi.Address(result.GetValue(Gateway)), ct);
            return await RunAsync(api, ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(GatewayApi api, CancellationToken ct)
    {
        var failed = 0;
        foreach (var (name, ask) in Checklist.All)
        {
            string? problem;
            try
            {
                problem = await ask(api, ct);
            }
            catch (DevException error)
            {
                problem = error.Message;
            }

            Console.WriteLine(problem is null ? $"ok    {name}" : $"FAIL  {name}: {problem}");
            failed += problem is null ? 0 : 1;
        }

        Console.WriteLine(failed == 0 ? "Everything is as it should be." : $"{failed} of {Checklist.All.Count} are not as they should be.");
        return failed == 0 ? 0 : 1;
    }
}
