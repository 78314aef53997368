using System.Net;
using System.Text;
using Meilisearch;

namespace MovieAspire.ClientStandIns.Tests.Search;

/// <summary>Answers with bodies made up by the test, and keeps what it was asked.</summary>
internal sealed class FakeMeilisearch : HttpMessageHandler
{
    private readonly Queue<(int Status, string Body)> _answers = new();

    public FakeMeilisearch(params (int Status, string Body)[] answers)
    {
        foreach ((int, string) answer in answers)
            _answers.Enqueue(answer);
        Client = new MeilisearchClient(
            new HttpClient(new MeilisearchMessageHandler(this)) { BaseAddress = new Uri("http://search") }, "key");
    }

    public MeilisearchClient Client { get; }

    /// <summary>Method, path and body of each request.</summary>
    public List<string> Requests { get; } = [];

    public HttpRequestMessage? Last { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Last = request;
        string? body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery} {body}".TrimEnd());
        (int status, string answer) = _answers.Dequeue();
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(answer, Encoding.UTF8, "application/json"),
        };
    }
}
