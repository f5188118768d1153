using System.Buffers;
using System.Text.Json;

namespace OrderKernel;

/// <summary>A JSON writer with the growing buffer that it writes to; netstandard2.0 has none. One a thread is kept and used again, for one text at a time.</summary>
internal sealed class CanonicalBuffer : IBufferWriter<byte>
{
    // What one huge text needed is not kept for the many small ones.
    private const int KeptMax = 1 << 16;

    [ThreadStatic]
    private static CanonicalBuffer? t_spare;

    private byte[] _bytes = new byte[4096];
    private int _length;

    private CanonicalBuffer() => Writer = new Utf8JsonWriter(this, new JsonWriterOptions { Encoder = CanonicalJson.Encoder, SkipValidation = true });

    public Utf8JsonWriter Writer { get; }

    /// <summary>This thread's buffer, empty. Give it back with <see cref="Take"/>; one that is not given back is another's no more.</summary>
    public static CanonicalBuffer Rent()
    {
        var rented = t_spare ?? new();
        t_spare = null;
        return rented;
    }

    /// <summary>A copy of what was written; the buffer goes back.</summary>
    public byte[] Take()
    {
        Writer.Flush();
        var written = _bytes.AsSpan(0, _length).ToArray();
        _length = 0;
        Writer.Reset();
        if (_bytes.Length <= KeptMax) t_spare = this;
        return written;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_bytes.Length - _length < Math.Max(sizeHint, 1)) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + sizeHint));
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
