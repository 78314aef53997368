using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MovieAspire.Providers.Tmdb;
using Xunit;

namespace MovieAspire.Providers.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Tmdb:ApiKey", "")]
    [InlineData("Tmdb:RequestsPerSecond", "0")]
    [InlineData("Tmdb:Burst", "0")]
    [InlineData("Tmdb:LocalFraction", "2")]
    [InlineData("Tmdb:Profile", "fast")]
    [InlineData("Tmdb:BaseUrl", "/3/")]
    [InlineData("Tmdb:AttemptTimeout", "00:10:00")]
    public void A_bad_setting_is_refused_by_its_name(string key, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Options((key, value)));
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_seed_profile_is_four_a_second_unless_a_setting_says_otherwise()
    {
        var options = Options(("Tmdb:Profile", "seed"), ("Tmdb:MaxConnections", "3"));
        Assert.Equal((4.0, 4, 3), (options.RequestsPerSecond, options.Burst, options.MaxConnections));
    }

    private static TmdbOptions Options(params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?> { ["Tmdb:ApiKey"] = "key" };
        foreach (var (key, value) in settings)
            values[key] = value;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(values);
        builder.AddProviders();
        using var host = builder.Build();
        return host.Services.GetRequiredService<IOptions<TmdbOptions>>().Value;
    }
}
