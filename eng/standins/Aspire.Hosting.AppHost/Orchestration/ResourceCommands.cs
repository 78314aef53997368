namespace Aspire.Hosting.Orchestration;

/// <summary>What the dashboard can do to a resource; the names are the official ones.</summary>
internal static class ResourceCommands
{
    public const string Start = "start";
    public const string Stop = "stop";
    public const string Restart = "restart";
}
