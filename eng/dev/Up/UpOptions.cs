namespace MovieAspire.Dev.Up;

/// <summary>The two ways to run (eng/standins/README.md); Auto picks one.</summary>
internal enum RunMode
{
    Auto,
    Containers,
    Processes,
}

/// <summary>What the user asked of <c>up</c>.</summary>
internal sealed record UpOptions(RunMode Mode, string? Dataset, int GatewayPort, bool Detach);
