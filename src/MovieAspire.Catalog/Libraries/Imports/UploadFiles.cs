using Grpc.Core;
using MovieAspire.Contracts.Libraries.V1;
using MovieAspire.ServiceDefaults.Errors;

namespace MovieAspire.Catalog.Libraries.Imports;

/// <summary>
/// The files of an upload, kept on disk while they are read: an archive is read from its end, and memory does not grow with the
/// upload. They go with this object, and with the process.
/// </summary>
internal sealed class UploadFiles : IAsyncDisposable
{
    private const int MaxFiles = 100;
    private const int MaxNameLength = 200;

    private readonly List<(string Name, FileStream Content)> _files = [];

    public IReadOnlyList<(string Name, FileStream Content)> Files => _files;

    /// <summary>Receives a stream of parts, of which the first one was read already.</summary>
    /// <exception cref="ServiceException">INVALID_ARGUMENT: larger than allowed, or parts out of order.</exception>
    public static async Task<UploadFiles> ReceiveAsync(
        IAsyncStreamReader<UploadRequest> parts, long maxBytes, CancellationToken cancellationToken)
    {
        var upload = new UploadFiles();
        try
        {
            long bytes = 0;
            while (await parts.MoveNext(cancellationToken))
            {
                switch (parts.Current.PartCase)
                {
                    case UploadRequest.PartOneofCase.File:
                        upload.Begin(parts.Current.File.Name);
                        break;
                    case UploadRequest.PartOneofCase.Content when upload._files is [.., var file]:
                        bytes += parts.Current.Content.Length;
                        if (bytes > maxBytes)
                            throw ServiceError.InvalidField("files", $"must have at most {maxBytes >> 20} MB together");
                        await file.Content.WriteAsync(parts.Current.Content.Memory, cancellationToken);
                        break;
                    default:
                        throw ServiceError.InvalidField("file", "must come before its content, and the target only once");
                }
            }

            if (upload._files.Count == 0)
                throw ServiceError.InvalidField("files", "is required: the CSV files or the ZIP of a Letterboxd export");
            foreach (var (_, content) in upload._files)
                content.Position = 0;
            return upload;
        }
        catch
        {
            await upload.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, content) in _files)
            await content.DisposeAsync();
    }

    private void Begin(string name)
    {
        if (name.Length is 0 or > MaxNameLength || name.AsSpan().ContainsAnyInRange('\0', '\x1f'))
            throw ServiceError.InvalidField("files", $"must each have a name of at most {MaxNameLength} characters");
        if (_files.Count == MaxFiles)
            throw ServiceError.InvalidField("files", $"must be at most {MaxFiles}");
        // The person's name may be in the file's: on disk it has another.
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        _files.Add((Path.GetFileName(name.Replace('\\', '/')), new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 64 * 1024,
        })));
    }
}
