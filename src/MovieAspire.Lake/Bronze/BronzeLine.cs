using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace MovieAspire.Lake.Bronze;

/// <summary>
/// One line of a bronze file. The body is a JSON string, not embedded JSON: a string restores the exact bytes, white
/// space, number forms and broken JSON included, and any reader can parse it in turn. Bytes that are not UTF-8 cannot be
/// a string; they go to body_base64 instead.
/// </summary>
public sealed record BronzeLine(Guid RunId, string ContentHash, BronzeBody Body)
{
    // The lines are read by programs, never put into HTML; the relaxed encoder keeps titles readable and files small.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public static string Hash(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>Writes the line with its line feed.</summary>
    public static void Write(IBufferWriter<byte> output, Guid runId, BronzeBody body)
    {
        using (var json = new Utf8JsonWriter(output, Compact))
        {
            json.WriteStartObject();
            json.WriteString("run_id", runId);
            json.WriteString("ingested_at", body.IngestedAt.ToUniversalTime());
            json.WriteString("request", RequestRedaction.WithoutSecrets(body.Request));
            if (body.Status is { } status)
                json.WriteNumber("status", status);
            else
                json.WriteNull("status");
            json.WriteString("content_hash", Hash(body.Body.Span));
            if (Utf8.IsValid(body.Body.Span))
                json.WriteString("body", body.Body.Span);
            else
                json.WriteBase64String("body_base64", body.Body.Span);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <exception cref="InvalidDataException">The body is not the one that was written.</exception>
    public static BronzeLine Parse(string provider, string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var bytes = root.TryGetProperty("body", out var text)
            ? Encoding.UTF8.GetBytes(text.GetString()!)
            : root.GetProperty("body_base64").GetBytesFromBase64();
        var hash = root.GetProperty("content_hash").GetString()!;
        if (Hash(bytes) != hash)
            throw new InvalidDataException($"The body does not match its content_hash {hash}.");

        var status = root.GetProperty("status");
        return new(root.GetProperty("run_id").GetGuid(), hash, new(
            provider,
            root.GetProperty("request").GetString()!,
            status.ValueKind == JsonValueKind.Null ? null : status.GetInt32(),
            root.GetProperty("ingested_at").GetDateTimeOffset(),
            bytes));
    }
}
