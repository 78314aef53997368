using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.PostgreSQL;

/// <summary>Runs the installed PostgreSQL server: 127.0.0.1 only, passwords by SCRAM, no Unix socket.</summary>
internal static class PostgresProcess
{
    public static async Task<ProcessSpec> PrepareAsync(PostgresServerResource server, LocalServerContext context)
    {
        var folder = await PostgresFolder.PrepareAsync(context);
        var versionFile = Path.Combine(folder.Data, "PG_VERSION");
        var isNew = !File.Exists(versionFile);
        var programs = PostgresPrograms.Find(isNew ? null : int.Parse((await File.ReadAllTextAsync(versionFile)).Trim(), CultureInfo.InvariantCulture));
        var password = (await server.PasswordParameter.GetValueAsync(context.CancellationToken))!;
        var userName = (await server.UserNameReference.GetValueAsync(context.CancellationToken))!;
        if (isNew)
            await InitializeAsync(userName, password, folder, programs, context);
        else if (!folder.Remembers(password))
            await ChangePasswordAsync(userName, password, folder, programs, context);
        folder.Remember(password);

        return new()
        {
            FileName = programs.Postgres,
            Arguments =
            [
                "-D", folder.Data,
                "-p", server.PrimaryEndpoint.Port.ToString(CultureInfo.InvariantCulture),
                "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=",
                "-c", "timezone=UTC",
                "-c", "log_timezone=UTC",
                .. context.Arguments,
            ],
            WorkingDirectory = folder.Path,
            User = folder.User,
            LogsToStandardError = true,
            // "Fast": ends the sessions and writes a checkpoint, so that no recovery is needed at the next start.
            StopSignal = UnixSignal.Int,
            OrphanSignal = UnixSignal.Int,
        };
    }

    private static async Task InitializeAsync(string userName, string password, PostgresFolder folder, PostgresPrograms programs, LocalServerContext context)
    {
        // What an interrupted initdb left behind is no cluster.
        if (Directory.Exists(folder.Data))
            Directory.Delete(folder.Data, recursive: true);

        var passwordFile = Path.Combine(folder.Path, "password");
        try
        {
            PrivateFile.Write(passwordFile, password);
            folder.Give(passwordFile);
            await RunAsync(new()
            {
                FileName = programs.Initdb,
                Arguments =
                [
                    "-D", folder.Data, "-U", userName, "--pwfile", passwordFile, "--auth", "scram-sha-256",
                    "-E", "UTF8", "--locale", "C.UTF-8",
                ],
                WorkingDirectory = folder.Path,
                User = folder.User,
            });
            context.Log($"Made a PostgreSQL {programs.Version} cluster in {folder.Data}.");
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    // The data outlived secrets.json, or the password was set anew. Single-user mode asks for no password.
    private static async Task ChangePasswordAsync(string userName, string password, PostgresFolder folder, PostgresPrograms programs, LocalServerContext context)
    {
        context.Log("The password is not that of the last run; setting it anew.");
        await RunAsync(new()
        {
            FileName = programs.Postgres,
            Arguments = ["--single", "-D", folder.Data, "postgres"],
            WorkingDirectory = folder.Path,
            User = folder.User,
            StandardInput = $"ALTER ROLE \"{userName.Replace("\"", "\"\"")}\" PASSWORD '{password.Replace("'", "''")}'\n",
        });
    }

    private static async Task RunAsync(ProcessSpec spec)
    {
        List<string> output = [];
        var process = await LocalProcess.StartAsync(spec, (line, _) =>
        {
            lock (output)
                output.Add(line);
        });
        if (await process.Exited is not 0 and var exitCode)
            throw new DistributedApplicationException($"{Path.GetFileName(spec.FileName)} ended with exit code {exitCode}:\n    {string.Join("\n    ", output.TakeLast(15))}");
    }
}
