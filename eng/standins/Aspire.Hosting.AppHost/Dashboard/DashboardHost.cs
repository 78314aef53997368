using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Runs the real Aspire dashboard, and the service it asks about resources and their console output.</summary>
internal sealed class DashboardHost(
    DashboardSettings settings,
    ResourceNotificationService notifications,
    ConsoleLogs logs,
    RunDirectory directory,
    IHostEnvironment environment,
    IConfiguration configuration,
    TimeProvider time)
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private readonly Queue<string> _lastLines = new();
    private WebApplication? _service;
    private LocalProcess? _process;
    private bool _stopping;

    public async Task StartAsync(Orchestrator orchestrator, CancellationToken cancellationToken)
    {
        if (settings.Program is not { } program)
            return;
        if (!File.Exists(program))
        {
            logs.Announce($"There is no dashboard: {program} does not exist (`dotnet dev.cs setup` fetches it).");
            return;
        }

        configuration["AppHost:OtlpEndpoint"] = settings.OtlpUrl;
        configuration["AppHost:OtlpApiKey"] = settings.OtlpApiKey;
        var serviceUrl = await StartServiceAsync(orchestrator, cancellationToken);
        directory.Create();
        var home = Directory.CreateDirectory(Path.Combine(directory.Path, "dashboard")).FullName;
        _process = await LocalProcess.StartAsync(new ProcessSpec
        {
            FileName = program,
            Arguments = ["dashboard"],
            WorkingDirectory = home,
            InheritEnvironment = true,
            Environment = Variables(serviceUrl, home),
        }, Remember);
        _ = AnnounceAsync(_process);
    }

    public async Task StopAsync()
    {
        _stopping = true;
        if (_process is not null)
            await _process.StopAsync();
        if (_service is not null)
        {
            // The dashboard's streams would hold a graceful stop open.
            using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await _service.StopAsync(now.Token);
            await _service.DisposeAsync();
        }
    }

    private async Task<string> StartServiceAsync(Orchestrator orchestrator, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new ResourceService(environment.ApplicationName, notifications, logs, orchestrator));
        var service = _service = builder.Build();
        service.Use(async (http, next) =>
        {
            if (http.Request.Headers["x-resource-service-api-key"] == settings.ResourceServiceApiKey)
                await next(http);
            else
                http.Response.StatusCode = 401;
        });
        service.MapGrpcService<ResourceService>();
        await service.StartAsync(cancellationToken);
        return service.Urls.First();
    }

    private Dictionary<string, string> Variables(string serviceUrl, string home)
    {
        var variables = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = settings.FrontendUrl,
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = settings.OtlpUrl,
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = serviceUrl,
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = settings.ResourceServiceApiKey,
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = settings.OtlpApiKey,
            ["DASHBOARD__FRONTEND__AUTHMODE"] = settings.AllowsAnonymous ? "Unsecured" : "BrowserToken",
            // Its keys for cookies go here, not into the user's home.
            ["HOME"] = home,
        };
        if (!settings.AllowsAnonymous)
            variables["DASHBOARD__FRONTEND__BROWSERTOKEN"] = settings.BrowserToken;
        return variables;
    }

    private async Task AnnounceAsync(LocalProcess process)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        var began = time.GetTimestamp();
        while (!process.Exited.IsCompleted && time.GetElapsedTime(began) < StartTimeout)
        {
            try
            {
                using var _ = await client.GetAsync(new Uri(settings.FrontendUrl));
                logs.Announce(settings.AllowsAnonymous ? $"The dashboard is at {settings.FrontendUrl}"
                    : $"Login to the dashboard at {settings.FrontendUrl}/login?t={settings.BrowserToken}");
                break;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), time);
            }
        }

        var exitCode = await process.Exited;
        if (!_stopping)
            logs.Announce($"The dashboard ended with exit code {exitCode}. Its last lines:\n    {string.Join("\n    ", _lastLines)}");
    }

    private void Remember(string line, bool isError)
    {
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > 15)
                _lastLines.Dequeue();
        }
    }
}
