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
        if (isNew)
            await InitializeAsync(server, folder, programs, context);

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
                "-c", "max_connections=200",
            ],
            WorkingDirectory = folder.Path,
            User = folder.User,
            LogsToStandardError = true,
            // "Fast": ends the sessions and writes a checkpoint, so that no recovery is needed at the next start.
            StopSignal = UnixSignal.Int,
            OrphanSignal = UnixSignal.Int,
        };
    }

    private static async Task InitializeAsync(PostgresServerResource server, PostgresFolder folder, PostgresPrograms programs, LocalServerContext context)
    {
        // What an interrupted initdb left behind is no cluster.
        if (Directory.Exists(folder.Data))
            Directory.Delete(folder.Data, recursive: true);

        var passwordFile = Path.Combine(folder.Path, "password");
        try
        {
            PrivateFile.Write(passwordFile, (await server.PasswordParameter.GetValueAsync(context.CancellationToken))!);
            folder.Give(passwordFile);
            List<string> output = [];
            var initdb = await LocalProcess.StartAsync(new()
            {
                FileName = programs.Initdb,
                Arguments =
                [
                    "-D", folder.Data, "-U", (await server.UserNameReference.GetValueAsync(context.CancellationToken))!,
                    "--pwfile", passwordFile, "--auth", "scram-sha-256", "-E", "UTF8", "--locale", "C.UTF-8",
                ],
                WorkingDirectory = folder.Path,
                User = folder.User,
            }, (line, _) => { lock (output) output.Add(line); });
            if (await initdb.Exited is not 0 and var exitCode)
                throw new DistributedApplicationException($"initdb ended with exit code {exitCode}:\n    {string.Join("\n    ", output.TakeLast(15))}");
            context.Log($"Made a PostgreSQL {programs.Version} cluster in {folder.Data}.");
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }
}
