using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MovieAspire.Lake.Charts;

/// <summary>A PNG could not be made; the message says why.</summary>
public sealed class RasterizerException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Turns SVG into PNG by librsvg's rsvg-convert (Debian librsvg2-bin), with a font of Debian's fonts-dejavu-core.</summary>
public static class Rasterizer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <param name="svg">The drawing.</param>
    /// <param name="width">The picture's width in pixels.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RasterizerException">rsvg-convert is not installed, or refuses the drawing.</exception>
    public static async Task<byte[]> PngAsync(string svg, int width, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        using var process = Start(width);
        try
        {
            var output = new MemoryStream();
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var reading = process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token);
            await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(svg), limit.Token);
            process.StandardInput.Close();
            await reading;
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? output.ToArray()
                : throw new RasterizerException($"rsvg-convert ended with {process.ExitCode}: {(await errors).Trim()}");
        }
        catch (IOException broken)
        {
            throw new RasterizerException($"rsvg-convert did not take the drawing: {broken.Message}", broken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RasterizerException(string.Create(CultureInfo.InvariantCulture, $"rsvg-convert took longer than {Timeout.TotalSeconds} s."));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static Process Start(int width)
    {
        var start = new ProcessStartInfo("rsvg-convert", ["--format", "png", "--width", width.ToString(CultureInfo.InvariantCulture), "--keep-aspect-ratio"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new RasterizerException("PNG needs rsvg-convert, of Debian's librsvg2-bin.", missing);
        }
    }
}
