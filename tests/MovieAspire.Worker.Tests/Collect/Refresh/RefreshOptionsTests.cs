using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MovieAspire.Data.Refresh;

namespace MovieAspire.Worker.Tests.Collect.Refresh;

public class RefreshOptionsTests
{
    [Fact]
    public void A_setting_changes_one_interval_and_leaves_the_others()
    {
        var options = Bind(("Refresh:Tmdb:Archived", "180.00:00:00"));
        Assert.Equal(RefreshIntervals.OfDays(5, 15, 30, 180), options.Tmdb);
        Assert.Equal(RefreshIntervals.OfDays(5, 30, 90, 180), options.Omdb);
    }

    [Fact]
    public void Every_bad_interval_is_named_by_its_key()
    {
        var error = Assert.Throws<OptionsValidationException>(
            () => Bind(("Refresh:Tmdb:Archived", "180.00:00:01"), ("Refresh:Omdb:Recent", "00:00:00")));
        Assert.Contains("Refresh:Tmdb:Archived", error.Message, StringComparison.Ordinal);
        Assert.Contains("180 days", error.Message, StringComparison.Ordinal);
        Assert.Contains("Refresh:Omdb:Recent", error.Message, StringComparison.Ordinal);
    }

    private static RefreshOptions Bind(params (string Key, string Value)[] settings)
    {
        using var worker = TestWorker.Build(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        return worker.Services.GetRequiredService<IOptions<RefreshOptions>>().Value;
    }
}
