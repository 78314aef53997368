using Aspire.Hosting.ApplicationModel;
using FsCheck;
using FsCheck.Fluent;

namespace Aspire.Hosting.StandIn.Tests;

public class ParameterTests
{
    [Fact]
    public async Task A_generated_password_is_kept_for_the_next_run_in_a_file_that_only_its_owner_reads()
    {
        using var folder = new TemporaryFolder();

        var first = await ReadAsync(folder);
        var second = await ReadAsync(folder);

        Assert.Equal(first, second);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "secrets.json")));
        Assert.Equal(["secrets.json"], Directory.EnumerateFileSystemEntries(folder.Path).Select(p => Path.GetFileName(p)));
    }

    [Fact]
    public async Task A_value_from_the_configuration_wins_over_the_generated_one()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal("given", await ReadAsync(folder, "--Parameters:admin-password=given"));
        Assert.Equal("given", await ReadAsync(folder, "--Parameters:admin_password=given"));
    }

    [Fact]
    public void A_generated_value_has_at_least_its_length_and_its_minimum_of_each_kind() =>
        Prop.ForAll<byte, byte[]>((length, minimums) =>
        {
            var min = minimums.Concat(new byte[4]).ToArray();
            var value = new GenerateParameterDefault
            {
                MinLength = length,
                MinLower = min[0],
                MinUpper = min[1],
                MinNumeric = min[2],
                MinSpecial = min[3],
            }.GetDefaultValue();

            return value.Length >= length
                && value.Count(char.IsAsciiLetterLower) >= min[0]
                && value.Count(char.IsAsciiLetterUpper) >= min[1]
                && value.Count(char.IsAsciiDigit) >= min[2]
                && value.Count(c => !char.IsAsciiLetterOrDigit(c)) >= min[3];
        }).QuickCheckThrowOnFailure();

    private static async Task<string?> ReadAsync(TemporaryFolder folder, params string[] args)
    {
        await using var builder = RunningApp.CreateBuilder([$"--Processes:RunDirectory={folder.Path}", .. args]);
        var parameter = builder.AddParameter("admin-password", new GenerateParameterDefault { MinLength = 24 }, secret: true, persist: true);
        return await parameter.Resource.GetValueAsync(CancellationToken.None);
    }
}
