namespace OrderKernel;

/// <summary>What stands in place of an event's bytes when retention dropped them: one zero byte and their SHA-256, so that the chain can still be followed.</summary>
/// <remarks>An event's bytes are JSON and never begin with zero. Law: the link over the dropped form is the link over the bytes.</remarks>
public static class DroppedDetail
{
    /// <summary>The length of the dropped form in bytes.</summary>
    public const int Length = 1 + ChainHash.Length;

    /// <summary>True when the bytes are a dropped form.</summary>
    public static bool IsDropped(ReadOnlySpan<byte> bytes) => bytes.Length == Length && bytes[0] == 0;

    /// <summary>The dropped form of an event's bytes; a dropped form stays as it is.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> bytes)
    {
        if (IsDropped(bytes.Span)) return bytes;
        var form = new byte[Length];
        ChainHash.Hash(bytes.Span).CopyTo(form, 1);
        return form;
    }

    /// <summary>The SHA-256 of an event's bytes, also of those that were dropped.</summary>
    public static ReadOnlyMemory<byte> Digest(ReadOnlyMemory<byte> bytes) => IsDropped(bytes.Span) ? bytes.Slice(1) : ChainHash.Hash(bytes.Span);
}
