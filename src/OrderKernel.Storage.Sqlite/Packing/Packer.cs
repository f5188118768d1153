using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace OrderKernel.Storage.Sqlite;

/// <summary>
/// Brings an event's bytes into their stored form (see <see cref="Packed"/>): at each
/// place the longest match with the dictionary or with what came before in the event.
/// </summary>
/// <remarks>
/// Used by one thread at a time; what a call returns is good until the next. Nothing is
/// allocated once the buffer has its size. The same bytes always give the same form.
/// </remarks>
internal sealed class Packer
{
    private const int ChainMax = 16;
    private const int SeenBits = 10;
    private const int MatchMin = 4;
    private const int FarMatchMin = 8;
    private const int Far = 1 << 14;
    private const int DigitsMin = 6;
    private const int StepMax = 64;

    private readonly PackingDictionary _dictionary = PackingDictionary.One;

    // Places in the events of all calls, one after another: those below the present event's start are of others and count as empty.
    private readonly int[] _seen = new int[1 << SeenBits];
    private int _start = 1;
    private byte[] _packed = new byte[1024];
    private int _length;

    /// <summary>The stored form: the bytes themselves where packing gains nothing.</summary>
    public ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> bytes)
    {
        var isPlain = Packed.IsPlain(bytes);
        if (isPlain && bytes.Length < PackingDictionary.LookAhead) return bytes;
        if (DroppedDetail.IsDropped(bytes)) return bytes;
        Begin(bytes.Length);
        Match(bytes);
        if (isPlain && _length >= bytes.Length) return bytes;
        if (bytes.Length > (long)_length * Packed.RatioMax)
        {
            if (isPlain) return bytes;
            Begin(bytes.Length);
            Literals(bytes);
        }

        return _packed.AsSpan(0, _length);
    }

    private void Begin(int length)
    {
        // No step costs more than the bytes that it stands for, but for one byte every 64.
        var most = 1 + Packed.NumberMax + length + (length / StepMax) + 1;
        if (_packed.Length < most) _packed = new byte[Math.Max(most, _packed.Length * 2)];
        _packed[0] = Packed.FormOne;
        _length = 1;
        Number(length);
    }

    // A run of seconds ends before a loop of this size is compiled well by counting its calls.
    [MethodImpl(Packed.CompiledWell)]
    private void Match(ReadOnlySpan<byte> bytes)
    {
        if (_start > int.MaxValue - bytes.Length - 1)
        {
            Array.Clear(_seen, 0, _seen.Length);
            _start = 1;
        }

        int place = 0, literals = 0;
        var last = bytes.Length - PackingDictionary.LookAhead;
        while (place <= last)
        {
            var count = FromDictionary(bytes, place, out var from);
            var seen = FromEvent(bytes, place, count, out var back);
            if (seen == 0 && count == 0)
            {
                place++;
                continue;
            }

            Literals(bytes.Slice(literals, place - literals));
            if (seen > 0) Back(count = seen, back);
            else Phrase(count, from);
            literals = place += count;
        }

        Literals(bytes.Slice(literals));
        _start += bytes.Length;
    }

    /// <summary>The longest phrase of the dictionary that stands at a place; 0 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FromDictionary(ReadOnlySpan<byte> bytes, int place, out int from)
    {
        var text = _dictionary.Text;
        var rest = bytes.Slice(place);
        var best = 0;
        from = 0;
        var chain = ChainMax;
        for (var next = _dictionary.First(rest); next != 0 && chain-- > 0; next = _dictionary.Next(next))
        {
            var candidate = text.Slice(next - 1);
            // A longer match has to go on where the best one ended.
            if (best >= candidate.Length || best >= rest.Length || candidate[best] != rest[best]) continue;
            var count = Common(candidate, rest);
            if (count <= best) continue;
            (best, from) = (count, next - 1);
        }

        return best < PackingDictionary.Shortest ? 0 : best;
    }

    /// <summary>The bytes at a place that stood in the event before, if more than a phrase gives; the place is remembered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FromEvent(ReadOnlySpan<byte> bytes, int place, int atLeast, out int back)
    {
        var four = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(place));
        ref var slot = ref _seen[(int)((four * 2_654_435_761u) >> (32 - SeenBits))];
        var earlier = slot - _start;
        slot = _start + place;
        back = place - earlier;
        if (earlier < 0 || BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(earlier)) != four) return 0;
        // Never over its own end: what is copied back was there before.
        var count = Common(bytes.Slice(earlier, back), bytes.Slice(place));
        return count > atLeast && count >= (back < Far ? MatchMin : FarMatchMin) ? count : 0;
    }

    private void Phrase(int count, int from)
    {
        Step(0x80, count);
        _packed[_length++] = (byte)from;
        _packed[_length++] = (byte)(from >> 8);
    }

    private void Back(int count, int back)
    {
        Step(0xC0, count);
        Number(back);
    }

    private void Step(int what, int count)
    {
        var n = Math.Min(count - MatchMin, 0x3F);
        _packed[_length++] = (byte)(what | n);
        if (n == 0x3F) Number(count - MatchMin - 0x3F);
    }

    private void Literals(ReadOnlySpan<byte> bytes)
    {
        int done = 0, at = 0;
        while (at < bytes.Length)
        {
            var digits = 0;
            while (digits < 2 * StepMax && at + digits < bytes.Length && IsDigit(bytes[at + digits])) digits++;
            digits &= ~1;
            if (digits >= DigitsMin)
            {
                Plain(bytes.Slice(done, at - done));
                Digits(bytes.Slice(at, digits));
                done = at += digits;
            }
            else
            {
                at += digits + 1;
            }
        }

        Plain(bytes.Slice(done));
    }

    private void Plain(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, StepMax);
            _packed[_length++] = (byte)(count - 1);
            bytes.Slice(0, count).CopyTo(_packed.AsSpan(_length));
            _length += count;
            bytes = bytes.Slice(count);
        }
    }

    private void Digits(ReadOnlySpan<byte> digits)
    {
        _packed[_length++] = (byte)(0x40 | ((digits.Length / 2) - 1));
        for (var i = 0; i < digits.Length; i += 2) _packed[_length++] = (byte)((Value(digits[i]) << 4) | Value(digits[i + 1]));
    }

    private void Number(int value)
    {
        for (; value >= 0x80; value >>= 7) _packed[_length++] = (byte)(value | 0x80);
        _packed[_length++] = (byte)value;
    }

    private static bool IsDigit(byte b) => (uint)(b - '0') < 10 || (uint)(b - 'a') < 6;

    private static int Value(byte digit) => digit <= '9' ? digit - '0' : digit - 'a' + 10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Common(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
#if NET10_0_OR_GREATER
        return a.CommonPrefixLength(b);
#else
        var count = 0;
        var most = Math.Min(a.Length, b.Length);
        while (count < most && a[count] == b[count]) count++;
        return count;
#endif
    }
}
