using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace MovieAspire.ClientStandIns.Tests.Resilience;

/// <summary>A client with the standard handler over answers made up by the test, on a manual clock.</summary>
internal sealed class ResilientClient : HttpMessageHandler
{
    private readonly Func<int, CancellationToken, Task<HttpResponseMessage>> _answer;
    private readonly HttpClient _client;
    private int _attempts;

    /// <param name="answer">Gets the attempt's number, from 1.</param>
    /// <param name="configure">Changes the options; jitter is off already.</param>
    public ResilientClient(
        Func<int, CancellationToken, Task<HttpResponseMessage>> answer,
        Action<HttpStandardResilienceOptions>? configure = null)
    {
        _answer = answer;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddHttpClient("test", client => client.BaseAddress = new Uri("http://test/"))
            .ConfigurePrimaryHttpMessageHandler(() => this)
            .AddStandardResilienceHandler(options =>
            {
                options.Retry.UseJitter = false;
                configure?.Invoke(options);
            });
        Services = services.BuildServiceProvider();
        _client = Services.GetRequiredService<IHttpClientFactory>().CreateClient("test");
    }

    public ResilientClient(
        Func<int, HttpResponseMessage> answer, Action<HttpStandardResilienceOptions>? configure = null)
        : this((attempt, _) => Task.FromResult(answer(attempt)), configure)
    {
    }

    public ManualTime Time { get; } = new();

    public ServiceProvider Services { get; }

    public int Attempts => _attempts;

    public List<string?> Bodies { get; } = [];

    public TimeSpan Timeout => _client.Timeout;

    public static HttpResponseMessage Status(int code) => new((HttpStatusCode)code);

    public Task<HttpResponseMessage> GetAsync(CancellationToken cancellationToken = default) =>
        _client.GetAsync(new Uri("movie/1", UriKind.Relative), cancellationToken);

    public Task<HttpResponseMessage> PostAsync(string body) =>
        _client.PostAsync(new Uri("movie", UriKind.Relative), new StringContent(body));

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        int attempt = Interlocked.Increment(ref _attempts);
        Bodies.Add(request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken));
        HttpResponseMessage response = await _answer(attempt, cancellationToken);
        response.RequestMessage ??= request;
        return response;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
