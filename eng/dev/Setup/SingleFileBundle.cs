using System.Text;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Setup;

/// <summary>
/// Reads assemblies out of a .NET single-file program, version 6 of the host's bundle format: the header's
/// offset stands before a signature in the host; the header lists offset, size and name of each file.
/// </summary>
internal static class SingleFileBundle
{
    // SHA-256 of ".net core bundle" and a line feed, by which the host finds its header.
    private static readonly byte[] Signature =
    [
        0x8b, 0x12, 0x02, 0xb9, 0x6a, 0x61, 0x20, 0x38, 0x72, 0x7b, 0x93, 0x02, 0x14, 0xd7, 0xa0, 0x32,
        0x13, 0xf5, 0xb9, 0xe6, 0xef, 0xae, 0x33, 0x18, 0xee, 0x3b, 0x2d, 0xce, 0x24, 0xb3, 0x6a, 0xae,
    ];

    /// <summary>Writes the named files into the folder; an absent or compressed one is an error.</summary>
    internal static void Extract(string program, IReadOnlyCollection<string> names, string folder)
    {
        var bytes = File.ReadAllBytes(program);
        var signature = bytes.AsSpan().IndexOf(Signature);
        if (signature < sizeof(long))
            throw new DevException($"{program} is no .NET single-file program.");

        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        reader.BaseStream.Position = BitConverter.ToInt64(bytes, signature - sizeof(long));
        var version = reader.ReadUInt32();
        if (version != 6)
            throw new DevException($"{program} has bundle format {version}; only 6 is known.");

        reader.ReadUInt32();
        var count = reader.ReadInt32();
        reader.ReadString();
        // Offsets and sizes of deps.json and runtimeconfig.json, then flags.
        reader.BaseStream.Position += (4 * sizeof(long)) + sizeof(ulong);

        Directory.CreateDirectory(folder);
        var missing = names.ToHashSet();
        for (var i = 0; i < count; i++)
        {
            var (offset, size, compressed) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            reader.ReadByte();
            var name = reader.ReadString();
            if (compressed == 0 && missing.Remove(name))
                File.WriteAllBytes(Path.Combine(folder, name), bytes.AsSpan((int)offset, (int)size));
        }

        if (missing.Count > 0)
            throw new DevException($"{program} lacks {string.Join(", ", missing)}.");
    }
}
