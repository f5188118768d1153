using System.Buffers;
using System.Text.Json;

namespace OrderKernel;

/// <summary>A JSON writer with the growing buffer that it writes to; netstandard2.0 has none. Its memory is borrowed and goes back with <see cref="Take"/>.</summary>
internal sealed class CanonicalBuffer : IBufferWriter<byte>
{
    private static readonly JsonWriterOptions Options = new() { Encoder = CanonicalJson.Encoder, SkipValidation = true };

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(2048);
    private int _length;

    public CanonicalBuffer() => Writer = new Utf8JsonWriter(this, Options);

    public Utf8JsonWriter Writer { get; }

    /// <summary>A copy of what was written, once and at the end.</summary>
    public byte[] Take()
    {
        Writer.Dispose();
        var written = _bytes.AsSpan(0, _length).ToArray();
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        return written;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_bytes.Length - _length < Math.Max(sizeHint, 1)) Grow(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void Grow(int sizeHint)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + sizeHint));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
