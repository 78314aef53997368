using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace MovieAspire.Testing.Meilisearch;

/// <summary>A request that was sent.</summary>
/// <param name="Call">Method and path, for example "POST /indexes/movies/search".</param>
/// <param name="Body">Its body; empty without one.</param>
public sealed record FakeRequest(string Call, string Body);

/// <summary>How requests fail.</summary>
/// <param name="Status">0 breaks the connection; -1 never answers.</param>
/// <param name="Body">Of the answer.</param>
public sealed record FakeFault(int Status, string Body = "{}")
{
    public static FakeFault Broken { get; } = new(0);
    public static FakeFault Hanging { get; } = new(-1);

    public static FakeFault Error(int status, string code) => new(
        status, JsonSerializer.Serialize(new { message = $"made up: {code}", code, type = "system", link = "https://docs" }));
}

/// <summary>
/// The part of Meilisearch's wire contract that the product uses, on a free port of 127.0.0.1: tasks, settings, documents,
/// swap, and a search that knows whole words, filters, facets, sort and highlights. What it is asked for is checked as the
/// real server does: unknown fields, filters and sorts that the settings do not allow, and a missing key are refused.
/// </summary>
public sealed class FakeMeilisearch : IAsyncDisposable
{
    public const string Key = "a-key-of-sixteen";

    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FakeIndex> _indexes = [];
    private readonly List<JsonObject> _tasks = [];

    private FakeMeilisearch(WebApplication app) => _app = app;

    public string ConnectionString => $"Endpoint={_app.Urls.First()};MasterKey={Key}";

    /// <summary>Everything that was asked, in order.</summary>
    public ConcurrentQueue<FakeRequest> Requests { get; } = new();

    /// <summary>What fails, by the call; null for what works.</summary>
    public Func<string, FakeFault?> Fault { get; set; } = _ => null;

    public static async Task<FakeMeilisearch> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        // The files beside a test are another process's settings.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 100_000_000);
        var app = builder.Build();
        var fake = new FakeMeilisearch(app);
        app.Run(fake.AnswerAsync);
        await app.StartAsync();
        return fake;
    }

    /// <summary>The ids of an index's documents; null where there is no such index.</summary>
    public IReadOnlyList<int>? Ids(string uid) => With(uid, index => index.Documents.Keys.Order().ToList());

    public JsonObject? Document(string uid, int id) => With(uid, index => index.Documents.GetValueOrDefault(id));

    public JsonObject? Settings(string uid) => With(uid, index => index.Settings);

    /// <summary>Takes an index, or one of its documents, away behind everybody's back.</summary>
    public void Lose(string uid, int? document = null)
    {
        lock (_lock)
        {
            if (document is { } id)
                _indexes[uid].Documents.Remove(id);
            else
                _indexes.Remove(uid);
        }
    }

    /// <summary>Dates an index back, as an old snapshot would.</summary>
    public void Age(string uid, TimeSpan age)
    {
        lock (_lock)
            _indexes[uid].UpdatedAt -= age;
    }

    public async ValueTask DisposeAsync()
    {
        Fault = _ => FakeFault.Broken;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.StopAsync(deadline.Token);
        await _app.DisposeAsync();
    }

    private T? With<T>(string uid, Func<FakeIndex, T?> read) where T : class
    {
        lock (_lock)
            return _indexes.TryGetValue(uid, out var index) ? read(index) : null;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var call = $"{context.Request.Method} {context.Request.Path}";
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Requests.Enqueue(new(call, body));
        switch (Fault(call))
        {
            case { Status: 0 }:
                context.Abort();
                return;
            case { Status: -1 }:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case { } fault:
                await WriteAsync(context, fault.Status, fault.Body);
                return;
        }

        try
        {
            if (call != "GET /health" && context.Request.Headers.Authorization != $"Bearer {Key}")
                throw new FakeRefusal(403, "invalid_api_key", "auth");
            var (status, answer) = Answer(call, context.Request.Query["primaryKey"], body);
            await WriteAsync(context, status, answer.ToJsonString());
        }
        catch (FakeRefusal refusal)
        {
            await WriteAsync(context, refusal.Status, refusal.ToJson());
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(body);
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    private (int Status, JsonObject Answer) Answer(string call, string? primaryKey, string body)
    {
        lock (_lock)
        {
            return call.Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries) switch
            {
                ["GET", "health"] => (200, new() { ["status"] = "available" }),
                ["GET", "tasks", var task] => (200, _tasks[int.Parse(task, null)].DeepClone().AsObject()),
                ["GET", "indexes", var uid] => (200, Known(uid).ToJson(uid)),
                ["GET", "indexes", var uid, "stats"] => (200, Known(uid).Stats()),
                ["POST", "indexes", var uid, "search"] => (200, Known(uid).Search(JsonNode.Parse(body)!.AsObject())),
                ["POST", "indexes"] => (202, Create(JsonNode.Parse(body)!)),
                ["DELETE", "indexes", var uid] => (202, Enqueue("indexDeletion", uid, () => Remove(uid))),
                ["PATCH", "indexes", var uid, "settings"] => (202, Enqueue("settingsUpdate", uid, () => Make(uid).Set(JsonNode.Parse(body)!.AsObject()))),
                ["POST", "indexes", var uid, "documents"] => (202, Enqueue("documentAdditionOrUpdate", uid, () => Make(uid).Add(body, primaryKey))),
                ["POST", "indexes", var uid, "documents", "delete-batch"] => (202, Enqueue("documentDeletion", uid, () => Make(uid).Delete(body))),
                ["POST", "swap-indexes"] => (202, Swap(JsonNode.Parse(body)!.AsArray())),
                _ => throw new FakeRefusal(404, "not_found"),
            };
        }
    }

    private FakeIndex Known(string uid) => _indexes.TryGetValue(uid, out var index) ? index : throw new FakeRefusal(404, "index_not_found");

    private FakeIndex Make(string uid) => _indexes.TryGetValue(uid, out var index) ? index : _indexes[uid] = new();

    private JsonObject Create(JsonNode body)
    {
        var uid = (string)body["uid"]!;
        return Enqueue("indexCreation", uid, () =>
        {
            if (!_indexes.TryAdd(uid, new() { PrimaryKey = (string?)body["primaryKey"] }))
                throw new FakeRefusal(409, "index_already_exists");
        });
    }

    private void Remove(string uid)
    {
        if (!_indexes.Remove(uid))
            throw new FakeRefusal(404, "index_not_found");
    }

    private JsonObject Swap(JsonArray pairs) => Enqueue("indexSwap", null, () =>
    {
        foreach (var pair in pairs)
        {
            var (a, b) = ((string)pair!["indexes"]![0]!, (string)pair["indexes"]![1]!);
            (_indexes[a], _indexes[b]) = (Known(b), Known(a));
        }
    });

    // Tasks are done at once; a failure shows in the task alone, as it does there.
    private JsonObject Enqueue(string type, string? uid, Action work)
    {
        JsonNode? error = null;
        try
        {
            work();
        }
        catch (FakeRefusal refusal)
        {
            error = JsonNode.Parse(refusal.ToJson());
        }

        var now = DateTimeOffset.UnixEpoch.AddMinutes(_tasks.Count).ToString("O");
        _tasks.Add(new()
        {
            ["uid"] = _tasks.Count, ["batchUid"] = _tasks.Count, ["indexUid"] = uid, ["type"] = type, ["canceledBy"] = null,
            ["status"] = error is null ? "succeeded" : "failed", ["error"] = error, ["duration"] = "PT0.006034S",
            ["enqueuedAt"] = now, ["startedAt"] = now, ["finishedAt"] = now,
        });
        return new()
        {
            ["taskUid"] = _tasks.Count - 1, ["indexUid"] = uid, ["status"] = "enqueued", ["type"] = type, ["enqueuedAt"] = now,
        };
    }
}

/// <summary>An error as Meilisearch writes it.</summary>
internal sealed class FakeRefusal(int status, string code, string type = "invalid_request") : Exception(code)
{
    public int Status { get; } = status;

    public string ToJson() => JsonSerializer.Serialize(new { message = $"made up: {Message}", code = Message, type, link = "https://docs" });
}
