// The architecture of MovieAspire, read from top to bottom: infrastructure, services, edge.
using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);
var settings = builder.Configuration;
var isRunMode = builder.ExecutionContext.IsRunMode;

// Secrets. Run mode reads Parameters__<name>, then the user secrets; a deployment asks for them.
var adminPassword = builder.AddParameter(
    "admin-password", new GenerateParameterDefault { MinLength = 24, Special = false }, secret: true, persist: true);

// Without a TMDB key, run mode takes movies from the provider emulator.
var useEmulator = isRunMode && string.IsNullOrWhiteSpace(settings["TMDB_API_KEY"]);
var tmdbApiKey = ProviderKey("tmdb-api-key", "TMDB_API_KEY");
var omdbApiKey = ProviderKey("omdb-api-key", "OMDB_API_KEY");

// Infrastructure. Image tags are pinned; data outlives a restart unless KeepData=false (tests).
var postgres = builder.AddPostgres("postgres").WithImageTag("17.6");
var movieDb = postgres.AddDatabase("moviedb");
var redis = builder.AddRedis("redis").WithImageTag("8.2");
var meilisearch = builder.AddMeilisearch("meilisearch").WithImageTag("v1.21");

// The lake of raw provider bodies; a deployment mounts a volume there.
var lakePath = isRunMode
    ? settings["LakePath"] ?? Path.Combine(builder.AppHostDirectory, "..", "artifacts", "run", "lake")
    : "/data/lake";

if (isRunMode && settings.GetValue("KeepData", true))
{
    postgres.WithDataVolume();
    meilisearch.WithDataVolume();
}

// Services. gRPC on the endpoint "grpc" (HTTP/2 only), probes on "http"; both come from their
// appsettings.json. The worker brings the schema up to date, and the others are healthy only then.
var worker = builder.AddProject<Projects.MovieAspire_Worker>("worker")
    .WithReference(movieDb).WaitFor(movieDb)
    .WithReference(redis).WaitFor(redis)
    .WithReference(meilisearch)
    .WithEnvironment("Lake__Path", lakePath)
    .WithEnvironment("Tmdb__ApiKey", tmdbApiKey)
    .WithEnvironment("Omdb__ApiKey", omdbApiKey);

var catalog = builder.AddProject<Projects.MovieAspire_Catalog>("catalog")
    .WithReference(movieDb).WaitFor(movieDb)
    .WithReference(redis).WaitFor(redis)
    .WithReference(meilisearch);

var analytics = builder.AddProject<Projects.MovieAspire_Analytics>("analytics")
    .WithReference(movieDb).WaitFor(movieDb)
    .WithReference(redis).WaitFor(redis);

// A probe is the health check of a local run as well.
foreach (var service in new[] { worker, catalog, analytics })
{
    service
        .WithHttpProbe(ProbeType.Readiness, "/health", timeoutSeconds: 5, endpointName: "http")
        .WithHttpProbe(ProbeType.Liveness, "/alive", endpointName: "http");
}

if (useEmulator)
{
    var emulator = builder.AddProject<Projects.MovieAspire_ProviderEmulator>("provider-emulator")
        .WithEnvironment("Emulator__Dataset", settings["Dataset"] ?? "")
        .WithHttpHealthCheck("/health");

    worker
        .WithEnvironment("Tmdb__BaseUrl", ReferenceExpression.Create($"{emulator.GetEndpoint("http")}/3/"))
        .WithEnvironment("Omdb__BaseUrl", ReferenceExpression.Create($"{emulator.GetEndpoint("http")}/omdb/"))
        .WithEnvironment("Tmdb__ExportBaseUrl", ReferenceExpression.Create($"{emulator.GetEndpoint("http")}/p/exports/"));
}

// Edge: the only endpoint that the world can reach.
builder.AddProject<Projects.MovieAspire_Gateway>("gateway")
    .WithReference(catalog).WaitFor(catalog)
    .WithReference(analytics).WaitFor(analytics)
    .WithReference(worker).WaitFor(worker)
    .WithReference(redis)
    .WithEnvironment("Auth__Password", adminPassword)
    .WithEndpoint("http", endpoint => endpoint.Port = settings.GetValue<int?>("GatewayPort") ?? endpoint.Port)
    .WithExternalHttpEndpoints()
    .WithHttpProbe(ProbeType.Readiness, "/health", timeoutSeconds: 5)
    .WithHttpProbe(ProbeType.Liveness, "/alive");

builder.Build().Run();

// A key given in the environment, the emulator's own key, or an input of the deployment.
IResourceBuilder<ParameterResource> ProviderKey(string name, string variable) => settings[variable] switch
{
    { Length: > 0 } key => builder.AddParameter(name, () => key, secret: true),
    _ when useEmulator => builder.AddParameter(name, () => "emulator", secret: true),
    _ => builder.AddParameter(name, secret: true),
};
