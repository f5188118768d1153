namespace OrderKernel.Channels;

/// <summary>Growing bytes that survive the chunk they came in.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> more)
    {
        if (_bytes.Length - Length < more.Length) Array.Resize(ref _bytes, Math.Max(Length + more.Length, _bytes.Length * 2));
        more.CopyTo(_bytes.AsSpan(Length));
        Length += more.Length;
    }

    public void Append(byte one)
    {
        if (_bytes.Length == Length) Array.Resize(ref _bytes, Math.Max(64, _bytes.Length * 2));
        _bytes[Length++] = one;
    }

    public void Clear() => Length = 0;
}
