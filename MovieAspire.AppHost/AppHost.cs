// The architecture of MovieAspire, read from top to bottom: infrastructure, services, edge.
// What only a deployment has (where it goes, what it keeps, what it may use) is in Deployment.cs.
using Microsoft.Extensions.Configuration;
using MovieAspire.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.Configuration;
var isRunMode = builder.ExecutionContext.IsRunMode;
builder.AddDeploymentTarget();

// Secrets: given as Parameters__<name>, or made and kept, by a run and by a deployment each for itself.
var adminPassword = Secret("admin-password", length: 24);
var signingKey = Secret("token-signing-key", length: 64);

// Without a TMDB key, run mode takes movies from the provider emulator.
var useEmulator = isRunMode && string.IsNullOrWhiteSpace(settings["TMDB_API_KEY"]);
var tmdbApiKey = ProviderKey("tmdb-api-key", "TMDB_API_KEY");
var omdbApiKey = ProviderKey("omdb-api-key", "OMDB_API_KEY");

// Infrastructure, with pinned image tags; or servers that exist already (External:Postgres=true and so on), whose
// connection strings are asked for. The worker makes the database, and the role that the services connect as.
var postgres = IsExternal("Postgres") ? null
    : builder.AddPostgres("postgres").WithImageTag("17.6").WithEnvironment("POSTGRES_DB", "moviedb")
        .WithArgs("-c", $"shared_buffers={settings["Postgres:SharedBuffers"] ?? "512MB"}");
var movieDb = postgres is null ? builder.AddConnectionString("moviedb")
    : builder.AddConnectionString("moviedb", ReferenceExpression.Create(
        $"Host={postgres.Resource.Host};Port={postgres.Resource.Port};Database=moviedb;Username=movieaspire;Password={Secret("moviedb-password", length: 24)}"));
var redis = IsExternal("Redis") ? builder.AddConnectionString("redis")
    : builder.AddRedis("redis").WithImageTag("8.2").AsCache(settings["Redis:MaxMemory"] ?? "256mb");
var meilisearch = IsExternal("Meilisearch") ? builder.AddConnectionString("meilisearch")
    : builder.AddMeilisearch("meilisearch").WithImageTag("v1.21");

// Services. gRPC on the endpoint "grpc" (HTTP/2 only), probes on "http"; both come from their appsettings.json.
var worker = builder.AddProject<Projects.MovieAspire_Worker>("worker")
    .WithReference(movieDb).WithReference(redis).WaitFor(redis).WithReference(meilisearch)
    .WithLake(settings["LakePath"])
    .WithSigningKeys(signingKey)
    .WithEnvironment("Tmdb__ApiKey", tmdbApiKey).WithEnvironment("Omdb__ApiKey", omdbApiKey);
if (postgres is not null)
    worker.WithReference(postgres).WaitFor(postgres);

// The worker brings the schema up to date, and the others start with that.
var catalog = builder.AddProject<Projects.MovieAspire_Catalog>("catalog")
    .WithReference(movieDb).WithReference(redis).WithReference(meilisearch).WaitFor(worker);
var analytics = builder.AddProject<Projects.MovieAspire_Analytics>("analytics")
    .WithReference(movieDb).WithReference(redis).WaitFor(worker);

// Edge: the only endpoint that the world can reach.
var gateway = builder.AddProject<Projects.MovieAspire_Gateway>("gateway")
    .WithReference(catalog).WaitFor(catalog)
    .WithReference(analytics).WaitFor(analytics)
    .WithReference(worker).WaitFor(worker)
    .WithReference(redis)
    .WithEnvironment("Auth__Password", adminPassword)
    .WithSigningKeys(signingKey).WithEnvironment("Proxies__Trusted", settings["TrustedProxies"] ?? "")
    .WithEnvironment("Dashboard__Url", isRunMode ? settings["ASPNETCORE_URLS"]?.Split(';')[0] ?? "" : "")
    .WithEndpoint("http", endpoint => endpoint.Port = settings.GetValue<int?>("GatewayPort") ?? endpoint.Port)
    .WithExternalHttpEndpoints();

if (useEmulator)
{
    var emulator = builder.AddProject<Projects.MovieAspire_ProviderEmulator>("provider-emulator")
        .WithEnvironment("Emulator__Dataset", settings["Dataset"] ?? "")
        .WithFreePorts()
        .WithHttpHealthCheck("/health");

    worker
        .WithEnvironment("Tmdb__BaseUrl", ReferenceExpression.Create($"{emulator.GetEndpoint("http")}/3/"))
        .WithEnvironment("Omdb__BaseUrl", ReferenceExpression.Create($"{emulator.GetEndpoint("http")}/omdb/"))
        .WithEnvironment("Tmdb__ExportBaseUrl", ReferenceExpression.Create($"{emulator.GetEndpoint("http")}/p/exports/"));
    gateway.WithEnvironment("Images__BaseUrl", ReferenceExpression.Create($"{emulator.GetEndpoint("http")}/t/p/"));
}

// Probes of a deployment; /health, the whole picture, is what the dashboard of a run shows and what is waited for.
foreach (var service in new[] { worker, catalog, analytics, gateway })
{
    service
        .WithHttpProbe(ProbeType.Readiness, "/ready", timeoutSeconds: 5, endpointName: "http")
        .WithHttpProbe(ProbeType.Liveness, "/alive", timeoutSeconds: 5, endpointName: "http")
        .WithHttpHealthCheck("/health", endpointName: "http");
    if (service != gateway)
        service.WithFreePorts();
}

builder.KeepData(settings.GetValue("KeepData", true));
builder.ApplyDeploymentSettings();
builder.Build().Run();

bool IsExternal(string server) => settings.GetValue($"External:{server}", false);

// Letters and digits, which need no escaping in a connection string.
IResourceBuilder<ParameterResource> Secret(string name, int length) => builder.AddParameter(
    name, new GenerateParameterDefault { MinLength = length, Special = false }, secret: true, persist: true);

// A key given in the environment, the emulator's own key, or an input of the deployment.
IResourceBuilder<ParameterResource> ProviderKey(string name, string variable) => settings[variable] switch
{
    { Length: > 0 } key => builder.AddParameter(name, () => key, secret: true),
    _ when useEmulator => builder.AddParameter(name, () => "emulator", secret: true),
    _ => builder.AddParameter(name, secret: true),
};
