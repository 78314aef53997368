using MovieAspire.Testing;

namespace MovieAspire.Gateway.Tests.Hosting;

/// <summary>A platform whose runs change its data; test classes of its collection take turns.</summary>
public sealed class WholePlatformFixture : IAsyncLifetime
{
    internal WholePlatform Platform { get; private set; } = null!;

    internal GatewayHost Gateway => Platform.Gateway;

    internal string Token { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Platform = await WholePlatform.StartAsync(
            await MovieDatabase.CreateAsync(), await RedisServer.CreateDatabaseAsync());
        Token = await Gateway.TokenAsync();
    }

    public async Task DisposeAsync() => await Platform.DisposeAsync();

    internal Task<Reply> PostAsync(string address, string body = "") => Gateway.PostAsync(address, body, Token);

    internal Task<Reply> GetAsync(string address) => Gateway.GetAsync(address, ("Authorization", $"Bearer {Token}"));

    internal Task<Reply> DeleteAsync(string address) => Gateway.DeleteAsync(address, Token);

    /// <summary>Waits until a task has ended.</summary>
    internal Task<Reply> EndOfAsync(string task) => Eventually.AnswersAsync(
        () => GetAsync(task), reply => reply.Json.GetProperty("status").GetString() is not ("PENDING" or "STARTED"));
}

/// <summary>Test classes of this collection share a platform and never run at the same time.</summary>
[CollectionDefinition(Name)]
public sealed class WholePlatformGroup : ICollectionFixture<WholePlatformFixture>
{
    /// <summary>The collection.</summary>
    public const string Name = "whole platform";
}
