using System.Text;
using System.Text.Json;
using MovieAspire.Gateway.Tests.Hosting;

namespace MovieAspire.Gateway.Tests.OpenApi;

public class DocumentTests(LoneGateway lone) : IClassFixture<LoneGateway>
{
    [Fact]
    public async Task The_document_has_these_operations()
    {
        var operations = (await OperationsAsync()).Select(operation => $"{operation.Method} {operation.Path}");

        Assert.Equal(
        [
            "delete /admin/jobs/{task_id}", "delete /api/session/{id}", "get /admin/jobs/{task_id}", "get /admin/movies", "get /alive",
            "get /analytics/charts", "get /analytics/charts/{name}.png", "get /analytics/charts/{name}.svg", "get /analytics/coverage",
            "get /analytics/freshness", "get /analytics/kpis", "get /analytics/kpis/{name}", "get /analytics/lineage/{table}",
            "get /analytics/quality", "get /analytics/quality/{layer}.html", "get /analytics/ratings-by-decade",
            "get /analytics/top-genres", "get /api/session/{id}", "get /api/session/{id}/compare", "get /api/session/{id}/events",
            "get /api/session/{id}/export.csv", "get /api/session/{id}/export.json", "get /api/session/{id}/lists", "get /api/session/{id}/matches", "get /api/session/{id}/movies",
            "get /api/session/{id}/recommendations", "get /api/session/{id}/stats", "get /api/session/{id}/status",
            "get /api/session/{id}/unmatched.csv", "get /api/session/{id}/watchlist", "get /api/session/{id}/year/{yyyy}",
            "get /collections/{id}",
            "get /genres", "get /health", "get /metrics", "get /movies", "get /movies/trending", "get /movies/{id}",
            "get /movies/{id}/recommendations", "get /movies/{id}/similar",
            "get /people/{id}", "get /pipeline/quotas", "get /pipeline/runs", "get /pipeline/runs/summary", "get /pipeline/runs/{id}",
            "get /pipeline/runs/{id}/events",
            "get /pipeline/scheduler/status", "get /pipeline/status", "get /search", "get /worker/status",
            "post /admin/compute/all", "post /admin/compute/genre-stats", "post /admin/compute/movie-ratings",
            "post /admin/compute/ratings-by-decade", "post /admin/compute/recommendations", "post /admin/compute/trending",
            "post /admin/ingest/run", "post /admin/movies/{id}/refresh", "post /admin/search/build-index",
            "post /api/session/{id}/matches/{entry}", "post /api/session/{id}/upload", "post /api/upload", "post /auth/token",
            "post /pipeline/run",
            "post /pipeline/scheduler/start", "post /pipeline/scheduler/stop",
        ], operations.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_is_documented() => Assert.All(await OperationsAsync(), operation =>
    {
        Assert.NotEmpty(operation.Json.GetProperty("operationId").GetString()!);
        Assert.NotEmpty(operation.Json.GetProperty("summary").GetString()!);
        if (operation.Json.TryGetProperty("parameters", out var parameters))
        {
            Assert.All(parameters.EnumerateArray(), parameter =>
                Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
        }

        var errors = operation.Json.GetProperty("responses").EnumerateObject()
            .Where(response => response.Name[0] is '4' or '5' && (operation.Path, response.Name) is not ("/health", "503"))
            .ToList();
        Assert.Contains(errors, error => error.Name is "400");
        if (operation.Json.TryGetProperty("requestBody", out _))
            Assert.Equal(["413", "415"], errors.Select(error => error.Name).Intersect(["413", "415"]).Order(StringComparer.Ordinal));
        Assert.All(errors, error => Assert.True(
            error.Value.GetProperty("content").TryGetProperty("application/problem+json", out _)));
    });

    [Fact]
    public async Task Only_what_needs_a_token_says_so()
    {
        var secured = (await OperationsAsync()).Where(operation => operation.Json.TryGetProperty("security", out _));

        Assert.Equal(
        [
            "delete /admin/jobs/{task_id}", "get /admin/jobs/{task_id}", "get /admin/movies", "post /admin/compute/all",
            "post /admin/compute/genre-stats", "post /admin/compute/movie-ratings", "post /admin/compute/ratings-by-decade",
            "post /admin/compute/recommendations", "post /admin/compute/trending", "post /admin/ingest/run",
            "post /admin/movies/{id}/refresh", "post /admin/search/build-index", "post /pipeline/run", "post /pipeline/scheduler/start",
            "post /pipeline/scheduler/stop",
        ], secured.Select(operation => $"{operation.Method} {operation.Path}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_property_of_every_schema_is_described()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");

        var bare = schemas.EnumerateObject()
            .Where(schema => schema.Value.TryGetProperty("properties", out _))
            .SelectMany(schema => schema.Value.GetProperty("properties").EnumerateObject()
                .Where(property => !property.Value.GetRawText().Contains("\"description\"", StringComparison.Ordinal))
                .Select(property => $"{schema.Name}.{property.Name}"));
        Assert.Empty(bare);
    }

    [Fact]
    public async Task Every_body_and_problem_has_an_example_of_its_own_shape()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");
        var bodies = (await OperationsAsync())
            .SelectMany(operation => operation.Json.GetProperty("responses").EnumerateObject().Select(response => response.Value)
                .Concat(operation.Json.TryGetProperty("requestBody", out var body) ? [body] : []))
            .Where(body => body.TryGetProperty("content", out _))
            .SelectMany(body => body.GetProperty("content").EnumerateObject().Select(content => content.Value))
            .Where(content => content.TryGetProperty("schema", out _))
            .Select(content => content.GetProperty("schema"))
            .Select(schema => schema.TryGetProperty("items", out var items) ? items : schema)
            .Where(schema => schema.TryGetProperty("$ref", out _))
            .Select(schema => schema.GetProperty("$ref").GetString()!.Split('/')[^1]).Distinct().ToList();

        Assert.NotEmpty(bodies);
        Assert.All(bodies, body =>
        {
            var schema = schemas.GetProperty(body);
            Assert.True(schema.TryGetProperty("examples", out var examples), $"{body} has no example");
            var names = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToHashSet();
            Assert.All(examples[0].EnumerateObject(), property => Assert.Contains(property.Name, names));
        });
    }

    [Fact]
    public async Task Values_that_a_parameter_may_have_are_listed()
    {
        var list = (await OperationsAsync()).Single(operation => operation.Path is "/movies").Json;

        var sort = list.GetProperty("parameters").EnumerateArray().Single(one => one.GetProperty("name").GetString() is "sort");
        Assert.Contains("popularity.desc", sort.GetProperty("schema").GetProperty("enum").EnumerateArray().Select(one => one.GetString()));
        var limit = list.GetProperty("parameters").EnumerateArray().Single(one => one.GetProperty("name").GetString() is "limit");
        Assert.Equal(100, limit.GetProperty("schema").GetProperty("maximum").GetInt32());
    }

    [Theory]
    [InlineData("/docs/index.html", "swagger-ui-bundle.js")]
    [InlineData("/docs/swagger-ui-bundle.js", "function")]
    [InlineData("/docs/swagger-ui.css", "swagger-ui")]
    [InlineData("/redoc/index.html", "index.js")]
    [InlineData("/redoc/redoc.standalone.js", "function")]
    public async Task The_readers_come_out_of_the_gateway_itself(string address, string content)
    {
        var reply = await lone.Gateway.GetAsync(address);

        Assert.Equal(200, (int)reply.Status);
        Assert.Contains(content, Encoding.UTF8.GetString(reply.Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/docs/index.html")]
    [InlineData("/redoc/index.html")]
    public async Task The_pages_of_the_readers_name_no_other_host(string address) => Assert.DoesNotContain(
        "//", Encoding.UTF8.GetString((await lone.Gateway.GetAsync(address)).Bytes), StringComparison.Ordinal);

    [Fact]
    public async Task What_a_search_is_for_is_required_and_nothing_else()
    {
        var parameters = (await OperationsAsync()).Single(operation => operation.Path is "/search").Json.GetProperty("parameters");

        Assert.Equal("q", Assert.Single(
            parameters.EnumerateArray(), one => one.TryGetProperty("required", out var required) && required.GetBoolean()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Every_operation_says_that_it_may_be_asked_too_often_or_with_too_large_a_header() => Assert.All(
        await OperationsAsync(), operation => Assert.All(
            (string[])["429", "431"], status => Assert.True(operation.Json.GetProperty("responses").TryGetProperty(status, out _))));

    [Fact]
    public async Task The_options_of_a_run_may_stand_in_its_body()
    {
        var request = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty("StartRunRequest");

        Assert.Equal(JsonValueKind.Object, request.GetProperty("additionalProperties").ValueKind);
    }

    [Fact]
    public async Task The_readers_fetch_nothing_from_elsewhere() => Assert.StartsWith(
        "default-src 'self'", (await lone.Gateway.GetAsync("/redoc/index.html")).Header("Content-Security-Policy"), StringComparison.Ordinal);

    private async Task<JsonElement> DocumentAsync() => (await lone.Gateway.GetAsync("/openapi/v1.json")).Json;

    private async Task<List<(string Method, string Path, JsonElement Json)>> OperationsAsync() =>
        [.. (await DocumentAsync()).GetProperty("paths").EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Select(operation => (operation.Name, path.Name, operation.Value)))];
}
