using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace MovieAspire.Dev.Soak;

/// <summary>
/// What anybody may ask of a gateway, at random: searches and lists that nobody asked for before, single movies, pages, streams that
/// are left early, and input that is refused.
/// </summary>
internal sealed class AnonymousRequests(Uri gateway, int seed) : IDisposable
{
    private static readonly string[] Words =
        ["love", "war", "the", "night", "city", "star", "dead", "king", "house", "blue", "return", "story", "alien", "dog", "life", "amor", "été", "千"];

    private static readonly string[] Lists =
        ["/movies", "/genres", "/trending", "/analytics/top-genres", "/analytics/ratings-by-decade", "/pipeline/runs", "/analytics/freshness", "/analytics/coverage"];

    private static readonly string[] Reports = ["/health", "/metrics", "/"];

    private static readonly string[] Bad =
        ["/movies?limit=-1", "/movies/abc", "/movies/99999999999999999999", "/search?q=", "/movies?cursor=%00", "/search?q=%ff%fe", "/pipeline/runs?job=%00",
         "/movies?sort=odd", "/api/session/none", "/nowhere", "/admin/movies?state=bare"];

    private const int Pages = 50;

    private readonly List<int> _movies = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>How many were answered how: status, or the name of an exception.</summary>
    internal ConcurrentDictionary<string, long> Answers { get; } = [];

    /// <summary>Learns the ids of some movies.</summary>
    internal async Task LearnAsync(CancellationToken ct)
    {
        for (var page = 0; page < Pages; page++)
        {
            var movies = JsonNode.Parse(await _http.GetStringAsync($"/movies?limit=100&offset={page * 100}&include_bare=true", ct))!.AsArray();
            _movies.AddRange(movies.Select(movie => (int)movie!["id"]!));
        }
    }

    /// <summary>Asks one thing after the other.</summary>
    internal async Task RunAsync(int client, CancellationToken ct)
    {
        var random = new Random(seed + client);
        while (!ct.IsCancellationRequested)
        {
            string answer;
            try
            {
                answer = await AskAsync(random, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                answer = e.GetType().Name;
            }

            Answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
        }
    }

    private async Task<string> AskAsync(Random random, CancellationToken ct)
    {
        var kind = random.Next(100);
        if (kind < 3)
            return await WatchAsync(random, ct);
        using var request = kind switch
        {
            < 35 => Get($"/search?q={Text(random)}&min_rating={random.NextDouble() * 10:0.0000}&offset={random.Next(40)}"),
            < 55 => Get($"{Lists[random.Next(Lists.Length)]}?limit={random.Next(1, 101)}&offset={random.Next(2_000)}&count={(random.Next(4) == 0 ? "true" : "false")}"),
            < 70 => Get($"/movies/{Movie(random)}"),
            < 76 => Get($"/movies?min_rating={random.NextDouble() * 10:0.0000}&year={random.Next(1900, 2030)}&sort=release_date_desc"),
            < 82 => Get($"/movies/{Movie(random)}/recommendations?offset={random.Next(20)}"),
            < 85 => Get($"/find?q={Text(random)}"),
            < 88 => Get($"/film/{Movie(random)}"),
            < 90 => new HttpRequestMessage(HttpMethod.Head, $"/movies?offset={random.Next(9_000)}"),
            < 92 => Get($"{Reports[random.Next(Reports.Length)]}"),
            < 97 => Get($"{Bad[random.Next(Bad.Length)]}"),
            _ => BadBody(random),
        };
        using var response = await _http.SendAsync(request, ct);
        return ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);

        static HttpRequestMessage Get(FormattableString address) => new(HttpMethod.Get, FormattableString.Invariant(address));
    }

    /// <summary>Follows the newest run for a while, as a page that somebody closes.</summary>
    private async Task<string> WatchAsync(Random random, CancellationToken ct)
    {
        using var runs = await _http.GetAsync("/pipeline/runs?limit=1", ct);
        var id = JsonNode.Parse(await runs.Content.ReadAsStringAsync(ct)) is JsonArray { Count: > 0 } found
            ? found[0]!["id"]!.ToString() : Guid.Empty.ToString();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/pipeline/runs/{id}/events");
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * 3), ct);
        return $"stream {(int)response.StatusCode}";
    }

    private static HttpRequestMessage BadBody(Random random)
    {
        var content = new ByteArrayContent(random.Next(2) == 0 ? [0xFF, 0xFE, 0x7B] : Encoding.UTF8.GetBytes("{\"update_type\": \"" + random.Next() + "\"}"));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(random.Next(3) == 0 ? "application/json; charset=bogus" : "application/json");
        return new(HttpMethod.Post, random.Next(2) == 0 ? "/pipeline/run" : "/auth/token") { Content = content };
    }

    // One in five is of no movie, most likely.
    private int Movie(Random random) =>
        _movies.Count == 0 || random.Next(5) == 0 ? random.Next(1, 2_000_000) : _movies[random.Next(_movies.Count)];

    private static string Text(Random random) =>
        Uri.EscapeDataString($"{Words[random.Next(Words.Length)]} {Words[random.Next(Words.Length)]} {random.Next(3_000)}");

    public void Dispose() => _http.Dispose();
}
