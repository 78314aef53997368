// A small AppHost for tests that need a process of its own; the first argument says which.
using System.Globalization;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args[1..], DisableDashboard = true });
switch (args[0])
{
    case "long-running":
        var redis = builder.AddRedis("redis");
        // A shell with a child of its own, and one that will not stop when asked to.
        builder.AddExecutable("family", "sh", "/", "-c", "sleep 600 & wait").WaitFor(redis);
        builder.AddExecutable("stubborn", "sh", "/", "-c", "trap '' TERM INT HUP; while :; do sleep 1; done").WaitFor(redis);
        break;
    case "failing":
        var failing = builder.AddExecutable("failing", "sh", "/", "-c", "echo about to fail; exit 3");
        builder.AddExecutable("bystander", "sleep", "/", "600");
        builder.AddExecutable("dependent", "sleep", "/", "600").WaitForCompletion(failing);
        break;
    case "crashing":
        builder.AddExecutable("crashing", "sh", Path.GetTempPath(), "-c", "until [ -e go ]; do sleep 0.1; done; echo out of luck; exit 5");
        builder.AddExecutable("bystander", "sleep", "/", "600");
        break;
    case "missing-program":
        builder.AddExecutable("ghost", "no-such-program", "/");
        break;
    case "missing-parameter":
        builder.AddParameter("api-key", secret: true);
        break;
    default:
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There is no scenario '{args[0]}'."));
}

builder.Build().Run();
