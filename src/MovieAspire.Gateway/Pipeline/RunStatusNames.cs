using System.Collections.Frozen;
using MovieAspire.Contracts.Pipeline.V1;

namespace MovieAspire.Gateway.Pipeline;

internal static class RunStatusNames
{
    private static readonly FrozenDictionary<string, RunStatus> ByName = new Dictionary<string, RunStatus>
    {
        ["queued"] = RunStatus.Queued,
        ["running"] = RunStatus.Running,
        ["succeeded"] = RunStatus.Succeeded,
        ["partial"] = RunStatus.Partial,
        ["failed"] = RunStatus.Failed,
        ["cancelled"] = RunStatus.Cancelled,
        ["no_op"] = RunStatus.NoOp,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<RunStatus, string> ByStatus =
        ByName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    internal static string ToJson(RunStatus status) => ByStatus.GetValueOrDefault(status, "unknown");

    internal static RunStatus ToProto(string? name) => name is null ? RunStatus.Unspecified : ByName[name];

    internal static bool HasEnded(RunStatus status) => status is not (RunStatus.Queued or RunStatus.Running);
}
