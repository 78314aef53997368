using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace MovieAspire.Gateway.Http;

/// <summary>How all bodies are written and read; which bodies there are is each resource's affair.</summary>
internal static class JsonServices
{
    internal static void AddJsonSettings(this IServiceCollection services) => services.ConfigureHttpJsonOptions(options =>
    {
        var json = options.SerializerOptions;
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        // Titles in their own script, yet nothing that HTML could take for markup.
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    });

    /// <summary>Adds the serializers that the compiler wrote for a resource's bodies; the settings above hold for them as well.</summary>
    internal static IServiceCollection AddJson(this IServiceCollection services, JsonSerializerContext bodies) =>
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, bodies));
}
