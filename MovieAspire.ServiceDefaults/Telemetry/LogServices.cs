using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace MovieAspire.ServiceDefaults.Telemetry;

internal static class LogServices
{
    /// <summary>
    /// One line an event on the console, with its UTC time; the section <c>Logging:Console:FormatterOptions</c> says it
    /// otherwise.
    /// </summary>
    internal static void AddLogs(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<SimpleConsoleFormatterOptions>(console =>
        {
            (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-dd HH:mm:ss.fff ");
            builder.Configuration.GetSection("Logging:Console:FormatterOptions").Bind(console);
        });
        // Keys of forms, which live as long as the process that shows them: that they are kept unencrypted is no news.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // A call that is refused is told to its caller; gRPC would tell it here as well, once at each end.
        builder.Logging.AddFilter("Grpc", LogLevel.Warning);
    }
}
