using System.Security.Cryptography;
using System.Text;
using MovieAspire.Dev.Setup;
using MovieAspire.Dev.Shell;

namespace MovieAspire.Dev.Tests;

public sealed class SetupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("movieaspire-setup-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_package_is_used_only_if_it_is_the_one_that_was_recorded()
    {
        var archive = Path.Combine(_folder, "package.tgz");
        await File.WriteAllTextAsync(archive, "content");
        var integrity = Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes("content")));

        await NpmPackage.VerifyAsync("package 1.0", archive, integrity, CancellationToken.None);
        await File.AppendAllTextAsync(archive, "!");

        var error = await Assert.ThrowsAsync<DevException>(() => NpmPackage.VerifyAsync("package 1.0", archive, integrity, CancellationToken.None));
        Assert.StartsWith("package 1.0 is not the package that was recorded", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Assemblies_are_read_out_of_a_program()
    {
        SingleFileBundle.Extract(Bundle(6, ("a.dll", "first", 0), ("b.dll", "second", 0), ("c.dll", "third", 0)), ["a.dll", "c.dll"], Out());

        Assert.Equal(["a.dll", "c.dll"], Directory.EnumerateFiles(Out()).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("third", File.ReadAllText(Path.Combine(Out(), "c.dll")));
    }

    [Theory]
    [InlineData(6, "b.dll", 0, "lacks a.dll")]
    [InlineData(6, "a.dll", 9, "lacks a.dll")]
    [InlineData(5, "a.dll", 0, "has bundle format 5")]
    public void A_program_without_them_is_refused(int version, string name, int compressed, string reason)
    {
        var program = Bundle((uint)version, (name, "text", compressed));

        Assert.Contains(reason, Assert.Throws<DevException>(() => SingleFileBundle.Extract(program, ["a.dll"], Out())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_program_is_refused()
    {
        var program = Path.Combine(_folder, "other");
        File.WriteAllText(program, "no bundle");

        Assert.Throws<DevException>(() => SingleFileBundle.Extract(program, ["a.dll"], Out()));
    }

    private string Out() => Path.Combine(_folder, "out");

    /// <summary>Offset of the header and signature, contents, header.</summary>
    private string Bundle(uint version, params (string Name, string Text, int Compressed)[] files)
    {
        var path = Path.Combine(_folder, "program");
        using var stream = File.Create(path);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(0L);
        writer.Write(SHA256.HashData(".net core bundle\n"u8));
        var offsets = new List<long>();
        foreach (var file in files)
        {
            offsets.Add(stream.Position);
            writer.Write(Encoding.UTF8.GetBytes(file.Text));
        }

        var header = stream.Position;
        writer.Write(version);
        writer.Write(0u);
        writer.Write(files.Length);
        writer.Write("bundle");
        writer.Write(new byte[(4 * sizeof(long)) + sizeof(ulong)]);
        foreach (var (file, offset) in files.Zip(offsets))
        {
            writer.Write(offset);
            writer.Write((long)file.Text.Length);
            writer.Write((long)file.Compressed);
            writer.Write((byte)0);
            writer.Write(file.Name);
        }

        stream.Position = 0;
        writer.Write(header);
        return path;
    }
}
