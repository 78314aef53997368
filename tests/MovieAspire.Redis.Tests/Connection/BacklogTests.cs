using MovieAspire.Redis.Connection;
using StackExchange.Redis;
using Xunit;

namespace MovieAspire.Redis.Tests.Connection;

public class BacklogTests
{
    [Fact]
    public void Commands_are_not_kept_while_the_connection_is_down()
    {
        var options = new OptionsWithBacklog();

        RedisServices.FailFast(options);

        Assert.Same(Policy.FailFast, options.BacklogPolicy);
    }

    [Fact]
    public void The_library_has_no_backlog_or_one_that_can_be_switched_off()
    {
        var options = new ConfigurationOptions();

        RedisServices.FailFast(options);

        var policy = typeof(ConfigurationOptions).GetProperty("BacklogPolicy");
        if (policy is not null)
            Assert.Same(policy.PropertyType.GetProperty("FailFast")!.GetValue(null), policy.GetValue(options));
        else
            Assert.True(typeof(ConfigurationOptions).Assembly.GetName().Version!.Major < 2);
    }

    // As StackExchange.Redis 2.x names them.
    private sealed class Policy
    {
        public static Policy FailFast { get; } = new();
    }

    private sealed class OptionsWithBacklog
    {
        public Policy? BacklogPolicy { get; set; }
    }
}
