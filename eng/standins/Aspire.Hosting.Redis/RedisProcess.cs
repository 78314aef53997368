using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Redis;

/// <summary>Runs the installed Redis server on 127.0.0.1. Its settings, with the password, go through its standard input.</summary>
internal static class RedisProcess
{
    public static async Task<ProcessSpec> PrepareAsync(RedisResource redis, LocalServerContext context)
    {
        var program = Unix.FindProgram("redis-server")
            ?? throw new NotInstalledException("Redis is not installed: apt-get install redis-server", optional: false);
        var folder = context.KeepsData ? context.Directory.Data(redis.Name) : context.Directory.Temporary(redis.Name);
        var password = redis.PasswordParameter is { } secret ? await secret.GetValueAsync(context.CancellationToken) : null;
        return new()
        {
            FileName = program,
            Arguments = ["-"],
            WorkingDirectory = folder,
            StandardInput = string.Create(CultureInfo.InvariantCulture, $"""
                bind 127.0.0.1
                port {redis.PrimaryEndpoint.Port}
                dir "{folder}"
                save {(context.KeepsData ? "60 1" : "\"\"")}
                appendonly no
                daemonize no
                {(password is null ? "" : $"requirepass \"{password}\"")}
                {Options(context.Arguments)}

                """),
            OrphanSignal = context.KeepsData ? UnixSignal.Term : UnixSignal.Kill,
        };
    }

    // What the model adds to the container's command (redis-server --requirepass $REDIS_PASSWORD ...), as lines of a
    // configuration file. Redis takes the last of two lines; a shell would take '' for nothing.
    private static string Options(IReadOnlyList<string> arguments) => string.Join(' ', arguments.Skip(3))
        .Replace("''", "\"\"", StringComparison.Ordinal).Replace("--", "\n", StringComparison.Ordinal).TrimStart();
}
