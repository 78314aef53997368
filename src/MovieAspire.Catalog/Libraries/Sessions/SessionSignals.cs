using MovieAspire.Data.Notifications;
using Npgsql;

namespace MovieAspire.Catalog.Libraries.Sessions;

/// <summary>Wakes whoever watches a session when it changes.</summary>
internal sealed partial class SessionSignals(
    [FromKeyedServices(LibraryOptions.DataSourceKey)] NpgsqlDataSource dataSource, TimeProvider time, ILogger<SessionSignals> logger)
    : BackgroundService
{
    private const string Changed = "library_changed";

    private readonly NotificationListener _listener = new(dataSource, time, Changed);

    public Subscription Watch(Guid session) => _listener.Watch(Changed, session.ToString());

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _listener.RunAsync(LogReconnect, stoppingToken);

    [LoggerMessage(LogLevel.Warning, "Listening for sessions failed and is tried again: {Reason}")]
    private partial void LogReconnect(string reason);
}
