using System.Text.Json;
using Meilisearch;
using Index = Meilisearch.Index;

namespace MovieAspire.ClientStandIns.Tests.Search;

/// <summary>
/// Reads recorded answers of a server where they lie beside the repository, and one of our own always.
/// </summary>
public class RecordedAnswersTests
{
    private const string Own = """
        {"request":{"method":"POST","path":"/indexes/movies/search"},
         "response":{"status":400,"body":{"message":"m","code":"invalid_search_sort","type":"invalid_request","link":"l"}}}
        """;

    [Fact]
    public async Task Every_answer_of_a_supported_call_is_read_and_every_refusal_thrown()
    {
        var failures = new List<string>();
        foreach (JsonElement example in Examples())
        {
            JsonElement response = example.GetProperty("response");
            JsonElement request = example.GetProperty("request");
            string call = $"{request.GetProperty("method")} {request.GetProperty("path")}";
            if (!response.TryGetProperty("body", out JsonElement body) || Call(call) is not { } send)
                continue;

            int status = response.GetProperty("status").GetInt32();
            string expected = status < 400 ? "no error"
                : body.TryGetProperty("code", out JsonElement code) ? code.GetString()! : "an error without code";
            string outcome = "no error";
            try
            {
                await send(new FakeMeilisearch((status, body.GetRawText())).Client);
            }
            catch (MeilisearchApiError e)
            {
                outcome = e.Code ?? "an error without code";
            }
            catch (JsonException e)
            {
                outcome = e.Message;
            }
            if (outcome != expected)
                failures.Add($"{call} {status}: {outcome} instead of {expected}");
        }

        Assert.Empty(failures);
    }

    private static Func<MeilisearchClient, Task>? Call(string call)
    {
        string[] parts = call.Split('?')[0].Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries);
        Index Movies(MeilisearchClient client) => client.Index("movies");
        return parts switch
        {
            ["GET", "health"] => client => client.HealthAsync(),
            ["GET", "version"] => client => client.GetVersionAsync(),
            ["GET", "tasks", _] => client => client.GetTaskAsync(1),
            ["POST", "indexes"] => client => client.CreateIndexAsync("movies"),
            ["POST", "swap-indexes"] => client => client.SwapIndexesAsync([new IndexSwap("a", "b")]),
            ["GET", "indexes", _] => client => client.GetIndexAsync("movies"),
            ["GET", "indexes", _, "stats"] => client => Movies(client).GetStatsAsync(),
            ["GET", "indexes", _, "settings"] => client => Movies(client).GetSettingsAsync(),
            ["PATCH", "indexes", _, "settings"] => client => Movies(client).UpdateSettingsAsync(new Settings()),
            ["POST", "indexes", _, "documents"] => client => Movies(client).AddDocumentsJsonAsync("[]"),
            ["POST", "indexes", _, "search"] => client => Movies(client).SearchAsync<JsonElement>("x"),
            _ => null,
        };
    }

    private static IEnumerable<JsonElement> Examples()
    {
        yield return JsonElement.Parse(Own);
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "global.json")))
            folder = folder.Parent;
        string recorded = Path.Combine(folder!.FullName, "..", "shared", "meilisearch", "examples");
        foreach (string file in Directory.Exists(recorded) ? Directory.GetFiles(recorded, "*.json") : [])
        {
            // Has embedders, whose requests the official client cannot read; the product has none.
            if (Path.GetFileName(file) == "07-settings-all.json")
                continue;
            JsonElement example = JsonElement.Parse(File.ReadAllText(file));
            if (example.ValueKind == JsonValueKind.Object && example.TryGetProperty("request", out _))
                yield return example;
        }
    }
}
