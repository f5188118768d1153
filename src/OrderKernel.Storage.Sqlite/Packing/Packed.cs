using System.Runtime.CompilerServices;

namespace OrderKernel.Storage.Sqlite;

/// <summary>The stored form of an event's bytes, or of an answer's: as they are, or packed.</summary>
/// <remarks>
/// <para>Bytes that begin with 0x20 or more stand for themselves, and so does <see cref="DroppedDetail"/>.
/// 0x01 begins form 1: the length, then steps until that length is reached.</para>
/// <para>A step's upper two bits say what, its lower six are n: 0, n + 1 bytes follow; 1, n + 1 bytes follow, each two lower-case hexadecimal digits;
/// 2, n + 4 bytes from a place of the dictionary (two bytes, low first); 3, n + 4 bytes from so far
/// back, at least as far as they are long. With n = 63 in 2 and 3 a number follows that is added.
/// Numbers have seven bits a byte, low first, the high bit set where more follow.</para>
/// <para>Bytes are at most <see cref="RatioMax"/> times as long as their packed form, so that a damaged form costs bounded memory.</para>
/// <para>Laws: unpacking gives what was packed; any other bytes give a <see cref="FormatException"/> or some bytes, never another exception.</para>
/// </remarks>
internal static class Packed
{
    public const byte FormOne = 1;
    public const int RatioMax = 255;
    public const int NumberMax = 5;

    /// <summary>Compiled well at its first call, not after thirty (netstandard2.0 has no name for it; .NET Framework ignores it).</summary>
    public const MethodImplOptions CompiledWell = (MethodImplOptions)512;

    private const byte FirstPlain = 0x20;

    /// <summary>True when stored bytes stand for themselves.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> stored) => stored.IsEmpty || stored[0] >= FirstPlain || DroppedDetail.IsDropped(stored);

    /// <summary>The bytes that a stored form stands for, as a copy.</summary>
    /// <exception cref="FormatException">The form is damaged.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> stored)
    {
        if (IsPlain(stored)) return stored.ToArray();
        if (stored[0] != FormOne) throw Damaged();
        var at = 1;
        var length = Number(stored, ref at);
        if (length > (long)stored.Length * RatioMax) throw Damaged();
        var bytes = new byte[length];
        if (Fill(bytes, stored.Slice(at)) != length) throw Damaged();
        return bytes;
    }

    [MethodImpl(CompiledWell)]
    private static int Fill(Span<byte> bytes, ReadOnlySpan<byte> steps)
    {
        var dictionary = PackingDictionary.One.Text;
        int at = 0, filled = 0;
        while (at < steps.Length)
        {
            int step = steps[at++], count = step & 0x3F;
            switch (step >> 6)
            {
                case 0:
                    count++;
                    Check(count <= steps.Length - at && count <= bytes.Length - filled);
                    steps.Slice(at, count).CopyTo(bytes.Slice(filled));
                    at += count;
                    break;
                case 1:
                    count = (count + 1) * 2;
                    Check(count / 2 <= steps.Length - at && count <= bytes.Length - filled);
                    Digits(steps.Slice(at, count / 2), bytes.Slice(filled, count));
                    at += count / 2;
                    break;
                case 2:
                    count = Count(count, steps, ref at);
                    Check(at + 2 <= steps.Length && count <= bytes.Length - filled);
                    var place = steps[at] | (steps[at + 1] << 8);
                    at += 2;
                    Check(count <= dictionary.Length - place);
                    dictionary.Slice(place, count).CopyTo(bytes.Slice(filled));
                    break;
                default:
                    count = Count(count, steps, ref at);
                    var back = Number(steps, ref at);
                    Check(back >= count && back <= filled && count <= bytes.Length - filled);
                    bytes.Slice(filled - back, count).CopyTo(bytes.Slice(filled));
                    break;
            }

            filled += count;
        }

        return filled;
    }

    private static void Digits(ReadOnlySpan<byte> pairs, Span<byte> digits)
    {
        for (var i = 0; i < pairs.Length; i++) (digits[2 * i], digits[(2 * i) + 1]) = (Digit(pairs[i] >> 4), Digit(pairs[i] & 0xF));
    }

    private static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    private static int Count(int n, ReadOnlySpan<byte> steps, ref int at)
    {
        if (n == 0x3F)
        {
            var more = Number(steps, ref at);
            Check(more <= int.MaxValue - 0x3F - 4);
            n += more;
        }

        return n + 4;
    }

    private static int Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        long number = 0;
        for (var shift = 0; shift < NumberMax * 7; shift += 7)
        {
            Check(at < bytes.Length);
            var next = bytes[at++];
            number |= (long)(next & 0x7F) << shift;
            if (next >= 0x80) continue;
            Check(number <= int.MaxValue);
            return (int)number;
        }

        throw Damaged();
    }

    private static void Check(bool isSound)
    {
        if (!isSound) throw Damaged();
    }

    private static FormatException Damaged() => new("Packed bytes are damaged.");
}
