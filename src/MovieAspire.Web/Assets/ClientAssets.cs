using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Net.Http.Headers;

namespace MovieAspire.Web.Assets;

/// <summary>
/// The bundled scripts and styles, out of this assembly, so that they are there wherever it runs. Each file is named after
/// its content and may be kept for ever.
/// </summary>
public sealed class ClientAssets
{
    private const string Folder = "client/";
    private const string Compressed = ".br";

    private readonly FrozenDictionary<string, Asset> _assets;
    private readonly Dictionary<string, string> _manifest;

    public ClientAssets()
    {
        var assembly = typeof(ClientAssets).Assembly;
        var files = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(name => name[Folder.Length..], name => Read(assembly, name));
        _manifest = JsonSerializer.Deserialize<Dictionary<string, string>>(files["manifest.json"])!;
        _assets = files.Where(file => TypeOf(file.Key) is not null).ToFrozenDictionary(
            file => file.Key, file => new Asset(file.Value, files[file.Key + Compressed], TypeOf(file.Key)!));
    }

    /// <summary>The address of an entry point.</summary>
    /// <param name="entry">For example app.css.</param>
    public string this[string entry] => $"/assets/{_manifest[entry]}";

    internal static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/assets/{name}", (string name, HttpContext context, ClientAssets assets) => assets.SendAsync(name, context));

    private Task SendAsync(string name, HttpContext context)
    {
        if (!_assets.TryGetValue(name, out var asset))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        context.Response.ContentType = asset.ContentType;
        var takesCompressed = context.Request.GetTypedHeaders().AcceptEncoding
            .Any(encoding => encoding.Value == "br" && encoding.Quality is not 0);
        if (takesCompressed)
            headers.ContentEncoding = "br";
        var body = takesCompressed ? asset.Brotli : asset.Content;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string? TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => null,
    };

    private sealed record Asset(byte[] Content, byte[] Brotli, string ContentType);
}
