using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MovieAspire.Dev.Tests;

/// <summary>A gateway that answers what a test says, on a free port.</summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public FakeGateway()
    {
        using (var port = new TcpListener(IPAddress.Loopback, 0))
        {
            port.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        Answer("POST /auth/token", """{"access_token": "token"}""");
        _serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>The bodies of POST requests by path.</summary>
    public ConcurrentDictionary<string, string> Posted { get; } = new();

    private ConcurrentDictionary<string, ConcurrentQueue<(int Status, string Type, string Body)>> First { get; } = new();

    private ConcurrentDictionary<string, (int Status, string Type, string Body)> Answers { get; } = new();

    public void Answer(string request, string body, int status = 200, string type = "application/json") =>
        Answers[request] = (status, type, body);

    /// <summary>What a request is answered before that, once.</summary>
    public void AnswerFirst(string request, string body, int status) =>
        First.GetOrAdd(request, _ => new()).Enqueue((status, "application/problem+json", body));

    /// <summary>The events of a run, which is the last of them; their ids are 1, 2 and so on.</summary>
    public void AnswerRun(string id, params string[] states) => AnswerRun(id, 0, states);

    /// <summary>The events of a run for who has seen some of them.</summary>
    public void AnswerRun(string id, int seen, params string[] states) => Answer(
        $"GET /pipeline/runs/{id}/events{(seen > 0 ? $" after {seen}" : "")}",
        string.Concat(states.Select((state, index) => $"id: {seen + index + 1}\ndata: {JsonSerializer.Serialize(JsonDocument.Parse(state))}\n\n")),
        type: "text/event-stream");

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var path = context.Request.Url!.AbsolutePath;
            if (context.Request.HttpMethod == "POST")
                Posted[path] = await new StreamReader(context.Request.InputStream).ReadToEndAsync();
            var seen = context.Request.Headers["Last-Event-ID"] is { } id ? $" after {id}" : "";
            var found = (First.TryGetValue($"{context.Request.HttpMethod} {path}{seen}", out var first) && first.TryDequeue(out var answer))
                || Answers.TryGetValue($"{context.Request.HttpMethod} {context.Request.Url.PathAndQuery}{seen}", out answer)
                || Answers.TryGetValue($"{context.Request.HttpMethod} {path}", out answer);
            var (status, type, body) = found ? answer : (404, "application/problem+json", """{"title": "Not found", "detail": "There is no such thing."}""");
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
    }
}

/// <summary>What a command writes. One at a time: the console belongs to the process.</summary>
[Collection(nameof(CommandLine))]
public static class CommandLine
{
    private static readonly SemaphoreSlim Turn = new(1, 1);

    internal static async Task<(int ExitCode, string Output)> RunAsync(params string[] line)
    {
        await Turn.WaitAsync();
        var (output, error) = (Console.Out, Console.Error);
        using var written = new StringWriter();
        try
        {
            Environment.SetEnvironmentVariable("MOVIEASPIRE_PASSWORD", "secret");
            var together = TextWriter.Synchronized(written);
            Console.SetOut(together);
            Console.SetError(together);
            return (await DevCommand.RunAsync(line), written.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
            Turn.Release();
        }
    }
}
