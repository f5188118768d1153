using System.Buffers.Binary;
using NodaTime;

namespace OrderKernel;

/// <summary>
/// What stands in place of an event's bytes when retention dropped them: one zero byte,
/// their SHA-256 so that the chain can still be followed, and the day on which they went.
/// </summary>
/// <remarks>
/// An event's bytes are JSON and never begin with zero. The day is outside the chain: it says
/// when, it proves nothing. Law: the link over the dropped form is the link over the bytes.
/// </remarks>
public static class DroppedDetail
{
    /// <summary>The length of the dropped form in bytes.</summary>
    public const int Length = UndatedLength + sizeof(int);

    // Stores written by 0.1.0 have no day.
    private const int UndatedLength = 1 + ChainHash.Length;

    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>True when the bytes are a dropped form.</summary>
    /// <param name="bytes">What a store holds of one event.</param>
    public static bool IsDropped(ReadOnlySpan<byte> bytes) => bytes.Length is Length or UndatedLength && bytes[0] == 0;

    /// <summary>The dropped form of an event's bytes; a dropped form stays as it is.</summary>
    /// <param name="bytes">The event's bytes.</param>
    /// <param name="on">The day on which they are dropped.</param>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> bytes, LocalDate on)
    {
        if (IsDropped(bytes.Span)) return bytes;
        var form = new byte[Length];
        ChainHash.Hash(bytes.Span).CopyTo(form, 1);
        BinaryPrimitives.WriteInt32BigEndian(form.AsSpan(UndatedLength), Period.DaysBetween(Epoch, on));
        return form;
    }

    /// <summary>The day on which the bytes were dropped; null when they were not, or by a store that did not note it.</summary>
    /// <param name="bytes">The bytes of an event as they are stored.</param>
    public static LocalDate? On(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length && bytes[0] == 0 && BinaryPrimitives.ReadInt32BigEndian(bytes.Slice(UndatedLength)) is >= 0 and < 2_932_897 and var day
            ? Epoch.PlusDays(day)
            : null;

    /// <summary>The SHA-256 of an event's bytes, also of those that were dropped.</summary>
    /// <param name="bytes">The bytes of an event as they are stored.</param>
    public static ReadOnlyMemory<byte> Digest(ReadOnlyMemory<byte> bytes) =>
        IsDropped(bytes.Span) ? bytes.Slice(1, ChainHash.Length) : ChainHash.Hash(bytes.Span);
}
