using System.Net.Http.Json;
using System.Text.Json;

namespace MovieAspire.Benchmarks.Libraries;

/// <summary>How long libraries take from upload to completion, with few and many of them, and at what cost.</summary>
internal static class LibraryLoad
{
    private const int Films = 1_000;

    private static readonly TimeProvider Time = TimeProvider.System;

    /// <param name="dataset">What TMDB serves.</param>
    /// <param name="rate">Requests a second that the worker takes of the 40 that TMDB allows.</param>
    public static async Task MeasureAsync(string dataset, int rate)
    {
        var films = LibrarySystem.Films(dataset);
        Console.WriteLine(FormattableString.Invariant($"Speed, over {films.Count:N0} films of the data set with a title and year of their own"));
        await ColdAsync(dataset, films, rate);
        await WarmAsync(dataset, films);
    }

    private static async Task ColdAsync(string dataset, IReadOnlyList<KnownFilm> films, int rate)
    {
        await using var system = await LibrarySystem.StartAsync(dataset, rate);
        await OneAsync(system, $"{Films:N0} films, an empty catalog", films.Take(Films));
        await system.RunAsync("bootstrap");
        await OneAsync(system, $"{Films:N0} films, only titles in the catalog", films.Skip(Films).Take(Films));
        await system.StartRunAsync("enrich", ("limit", "1000000"));
        await Task.Delay(TimeSpan.FromSeconds(3));
        await OneAsync(system, $"{Films:N0} such films, beside a run of enrich", films.Skip(2 * Films).Take(Films));
    }

    private static async Task WarmAsync(string dataset, IReadOnlyList<KnownFilm> films)
    {
        await using var system = await LibrarySystem.StartAsync(dataset, rate: null);
        await system.RunAsync("bootstrap");
        await system.RunAsync("enrich", ("limit", "1000000"));
        for (var i = 0; i < 3; i++)
            await OneAsync(system, $"{Films:N0} films that the catalog has", films.Skip(i * Films).Take(Films));

        await LargeAsync(system, films);
        await StatisticsAsync(system, films);
        await ManyAsync(system, films);
        await PollersAsync(system, await system.UploadAsync("ratings.csv", LibrarySystem.Ratings(films.Take(Films))));
        Console.WriteLine(FormattableString.Invariant(
            $"  peaks of memory: worker {system.Worker.PeakMemory() / 1e6:0} MB, catalog {system.Catalog.PeakMemory() / 1e6:0} MB, gateway {system.Gateway.PeakMemory() / 1e6:0} MB"));
    }

    private static async Task OneAsync(LibrarySystem system, string what, IEnumerable<KnownFilm> films)
    {
        var csv = LibrarySystem.Ratings(films);
        system.ResetRequests();
        var session = await system.UploadAsync("ratings.csv", csv);
        var took = session.Upload + await system.CompletedAsync(session);
        var seen = system.Requests;
        var searches = seen.Endpoints.Where(endpoint => endpoint.Key.Contains("search", StringComparison.Ordinal)).Sum(endpoint => endpoint.Value);
        var status = await system.Http.GetFromJsonAsync<JsonElement>(system.At($"session/{session.Id}/status"));
        Console.WriteLine(FormattableString.Invariant(
            $"  {what,-48} {took.TotalSeconds,7:0.00} s; {seen.Tmdb.Requests:N0} requests, {searches:N0} searches, at most {seen.Tmdb.MaxPerSecond}/s, {seen.Tmdb.TooManyRequests} refused; {status.GetProperty("matched_count")} matched"));
    }

    private static async Task LargeAsync(LibrarySystem system, IReadOnlyList<KnownFilm> films)
    {
        var diary = LibrarySystem.Diary([.. films.Take(10_000)], 200_000);
        var session = await system.UploadAsync("diary.csv", diary);
        Console.WriteLine(FormattableString.Invariant(
            $"  200,000 rows of 10,000 films                     {session.Upload.TotalSeconds,7:0.00} s to upload; peaks: catalog {system.Catalog.PeakMemory() / 1e6:0} MB, gateway {system.Gateway.PeakMemory() / 1e6:0} MB"));
        var took = await system.CompletedAsync(session);
        Console.WriteLine(FormattableString.Invariant($"    completed after                                {took.TotalSeconds,7:0.00} s more"));
        var again = await system.UploadAsync("diary.csv", diary, session);
        Console.WriteLine(FormattableString.Invariant($"    the same file again                            {again.Upload.TotalSeconds,7:0.00} s"));
    }

    /// <summary>From an owner's decision on to the new statistics, and reading them.</summary>
    private static async Task StatisticsAsync(LibrarySystem system, IReadOnlyList<KnownFilm> films)
    {
        var session = await system.UploadAsync("diary.csv", LibrarySystem.Diary([.. films.Take(5_000)], 10_000));
        await system.CompletedAsync(session);
        var matches = await system.Http.GetFromJsonAsync<JsonElement>(system.At($"session/{session.Id}/matches?limit=1"));
        using var choice = new HttpRequestMessage(
            HttpMethod.Post, system.At($"session/{session.Id}/matches/{matches[0].GetProperty("entry")}"))
        {
            Content = JsonContent.Create(new { none = true }),
        };
        choice.Headers.Add("X-Owner-Token", session.OwnerToken);
        var started = Time.GetTimestamp();
        using (var response = await system.Http.SendAsync(choice))
            response.EnsureSuccessStatusCode();
        await system.CompletedAsync(session);
        var computed = Time.GetElapsedTime(started);
        started = Time.GetTimestamp();
        await system.Http.GetByteArrayAsync(system.At($"session/{session.Id}/stats"));
        Console.WriteLine(FormattableString.Invariant(
            $"  10,000 entries: a decision to new statistics     {computed.TotalSeconds,7:0.00} s; read in {Time.GetElapsedTime(started).TotalSeconds:0.000} s"));
    }

    private static async Task ManyAsync(LibrarySystem system, IReadOnlyList<KnownFilm> films)
    {
        var started = Time.GetTimestamp();
        var many = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var session = await system.UploadAsync("ratings.csv", LibrarySystem.Ratings(films.Skip(i * 700).Take(2_000)));
            return (Session: session, Completed: AfterAsync(session));
        }));
        var small = await system.UploadAsync("ratings.csv", LibrarySystem.Ratings(films.Take(20)));
        var smallTook = small.Upload + await system.CompletedAsync(small);
        var ends = (await Task.WhenAll(many.Select(one => one.Completed))).Order().ToList();
        Console.WriteLine(FormattableString.Invariant(
            $"  20 sessions of 2,000 films at once               {ends[^1].TotalSeconds,7:0.00} s; the first after {ends[0].TotalSeconds:0.00} s, half of them after {ends[10].TotalSeconds:0.00} s"));
        Console.WriteLine(FormattableString.Invariant($"    20 films that came meanwhile                   {smallTook.TotalSeconds,7:0.00} s"));

        async Task<TimeSpan> AfterAsync(UploadedSession session)
        {
            await system.CompletedAsync(session);
            return Time.GetElapsedTime(started);
        }
    }

    /// <summary>1,000 clients ask for the status of one session, each every 2 s.</summary>
    private static async Task PollersAsync(LibrarySystem system, UploadedSession session)
    {
        var address = system.At($"session/{session.Id}/status");
        var times = new System.Collections.Concurrent.ConcurrentBag<double>();
        var random = new Random(1);
        var before = system.Catalog.ProcessorTime() + system.Gateway.ProcessorTime();
        var began = Time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => random.NextDouble() * 2).Select(async delay =>
        {
            await Task.Delay(TimeSpan.FromSeconds(delay));
            for (var i = 0; i < 10; i++)
            {
                var started = Time.GetTimestamp();
                using (var response = await system.Http.GetAsync(address))
                    response.EnsureSuccessStatusCode();
                var took = Time.GetElapsedTime(started);
                times.Add(took.TotalMilliseconds);
                if (took < TimeSpan.FromSeconds(2))
                    await Task.Delay(TimeSpan.FromSeconds(2) - took);
            }
        }));
        var ordered = times.Order().ToList();
        var processors = (system.Catalog.ProcessorTime() + system.Gateway.ProcessorTime() - before) / Time.GetElapsedTime(began);
        Console.WriteLine(FormattableString.Invariant(
            $"  1,000 clients that ask every 2 s                 p50 {ordered[ordered.Count / 2]:0.0} ms, p99 {ordered[ordered.Count * 99 / 100]:0.0} ms; gateway and catalog take {processors:0.00} processors"));
    }
}
