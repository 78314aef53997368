extern alias catalog;

using System.Net;
using System.Text;
using MovieAspire.Gateway.Tests.Hosting;
using MovieAspire.Testing;

namespace MovieAspire.Gateway.Tests.Libraries;

public sealed class FullLibrariesTests
{
    [Fact]
    public async Task Uploads_are_refused_while_all_libraries_together_hold_as_many_rows_as_they_may()
    {
        await using var catalog = BackendHost.Start<catalog::Program>(
            await MovieDatabase.CreateAsync(), await RedisServer.CreateDatabaseAsync(), new() { ["Libraries:MaxTotalRows"] = "1000" });
        await using var gateway = new GatewayHost(new(BackendHost.Announce(catalog, "catalog")));
        var client = new LibraryClient(gateway);
        var (id, token) = await client.UploadAsync(("watched.csv", Films(999)));
        var (other, otherToken) = await client.UploadAsync(("watched.csv", Films(2)));

        var refused = (await client.SendAsync("/api/upload", null, ("watched.csv", Films(1)))).Problem(503);
        Assert.Equal("LIBRARIES_FULL", refused.GetProperty("reason").GetString());
        (await client.SendAsync($"/api/session/{other}/upload", otherToken, ("watched.csv", Films(1)))).Problem(503);

        await client.DeleteAsync($"/api/session/{id}", token);
        Assert.Equal(HttpStatusCode.Created, (await client.SendAsync("/api/upload", null, ("watched.csv", Films(1)))).Status);
    }

    private static string Films(int count)
    {
        var text = new StringBuilder("Date,Name,Year,Letterboxd URI\n");
        for (var film = 1; film <= count; film++)
            text.AppendLine(FormattableString.Invariant($"2024-01-01,Film {film},2000,https://boxd.it/{film}"));
        return text.ToString();
    }
}
