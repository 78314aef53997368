namespace MovieAspire.Libraries.Exports;

/// <summary>
/// A file whose beginning can be looked at before it is read, and which tells how much was read, because what an archive
/// says about itself need not be true.
/// </summary>
internal sealed class ExportStream : Stream
{
    private const int HeadBytes = 64 * 1024;

    private readonly Stream _inner;
    private readonly Action<int> _count;
    private readonly byte[] _head = new byte[HeadBytes];
    private readonly int _headLength;
    private int _position;

    /// <param name="inner">Read from where it stands.</param>
    /// <param name="count">Told of every part that was read, in bytes; may throw.</param>
    public ExportStream(Stream inner, Action<int> count)
    {
        (_inner, _count) = (inner, count);
        while (_headLength < HeadBytes && ReadInner(_head.AsSpan(_headLength)) is > 0 and var read)
            _headLength += read;
    }

    /// <summary>The first 64 KB, or all of a smaller file.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _headLength);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position == _headLength)
            return ReadInner(buffer);
        var count = Math.Min(buffer.Length, _headLength - _position);
        _head.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int ReadInner(Span<byte> buffer)
    {
        try
        {
            var read = _inner.Read(buffer);
            _count(read);
            return read;
        }
        catch (InvalidDataException)
        {
            throw new ExportException("The archive is broken.");
        }
    }
}
