using System.Text.Json;

namespace OrderKernel;

/// <summary>A JSON writer with the growing buffer that it writes to; netstandard2.0 has none. Each thread keeps one for the next that asks.</summary>
internal sealed class CanonicalBuffer : System.Buffers.IBufferWriter<byte>
{
    private const int Small = 2048;
    private const int Large = 1 << 16;
    private static readonly JsonWriterOptions Options = new() { Encoder = CanonicalJson.Encoder, SkipValidation = true };

    [ThreadStatic]
    private static CanonicalBuffer? _spare;

    private byte[] _bytes = new byte[Small];
    private int _length;

    private CanonicalBuffer() => Writer = new Utf8JsonWriter(this, Options);

    public Utf8JsonWriter Writer { get; }

    /// <summary>An empty one. It goes back with <see cref="Take"/>; one that is not taken is collected.</summary>
    public static CanonicalBuffer Borrow()
    {
        var buffer = _spare ?? new();
        _spare = null;
        return buffer;
    }

    /// <summary>A copy of what was written, once and at the end.</summary>
    public byte[] Take()
    {
        Writer.Flush();
        var written = _bytes.AsSpan(0, _length).ToArray();
        if (_bytes.Length > Large) _bytes = new byte[Small];
        _length = 0;
        Writer.Reset();
        _spare = this;
        return written;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = _length + Math.Max(sizeHint, 1);
        if (_bytes.Length < needed) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, needed));
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
