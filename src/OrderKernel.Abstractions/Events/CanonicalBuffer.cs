using System.Buffers;

namespace OrderKernel;

/// <summary>A growing byte buffer for a writer; netstandard2.0 has none.</summary>
internal sealed class CanonicalBuffer : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[512];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsSpan(0, _length).ToArray();

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_bytes.Length - _length < Math.Max(sizeHint, 1)) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + sizeHint));
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
