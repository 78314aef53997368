using System.Text.Json;

namespace Aspire.Hosting.Projects;

internal sealed record LaunchProfile(string? ApplicationUrl, Dictionary<string, string>? EnvironmentVariables);

internal sealed record LaunchSettings(Dictionary<string, LaunchProfile>? Profiles);

/// <summary>Reads Properties/launchSettings.json.</summary>
internal static class LaunchProfiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The profile of that name, or else the first.</summary>
    public static (string Name, LaunchProfile Profile)? Read(string projectDirectory, string? preferred)
    {
        var path = Path.Combine(projectDirectory, "Properties", "launchSettings.json");
        if (!File.Exists(path))
            return null;

        var profiles = JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(path), Options)?.Profiles;
        if (profiles is null || profiles.Count == 0)
            return null;
        var name = preferred is not null && profiles.ContainsKey(preferred) ? preferred : profiles.Keys.First();
        return (name, profiles[name]);
    }
}
