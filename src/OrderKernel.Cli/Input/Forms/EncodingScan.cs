using System.Buffers;
using System.Text;

namespace OrderKernel.Cli.Input;

/// <summary>Finds out from all bytes of a text file what they are written in: one pass where it is UTF-8, two more where it is not.</summary>
internal static class EncodingScan
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>A strict decoder of GB18030, which has GBK and GB2312 inside.</summary>
    public static Encoding Chinese { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>What a text is written in.</summary>
    /// <param name="file">The file, at its start; it is read more than once.</param>
    /// <param name="head">Its first bytes.</param>
    /// <returns>The form, and of UTF-8 with broken places how many and where the first is.</returns>
    /// <exception cref="FileFormException">The bytes fit no encoding that is read.</exception>
    public static (FileForm Form, long Broken, long FirstBroken) Of(Stream file, ReadOnlySpan<byte> head)
    {
        if (WideOf(head) is { } isBigEndian)
        {
            var wide = new UnicodeEncoding(isBigEndian, byteOrderMark: false, throwOnInvalidBytes: true);
            return (new DecodedForm(wide, isBigEndian ? "UTF-16BE" : "UTF-16LE"), 0, 0);
        }

        if (DeclaredOf(head) is { } declared) return (declared, 0, 0);
        var (good, broken, first) = Utf8(file);
        if (broken == 0) return (PlainForm.Utf8, 0, 0);

        // Chinese text of two bytes a character is UTF-8 of three by chance here and there, never for the most part.
        if (good > broken) return (PlainForm.Utf8, broken, first);
        file.Position = 0;
        if (IsChinese(file)) return (new DecodedForm(Chinese, "GB18030"), 0, 0);
        throw new FileFormException(CliCodes.FileEncodingUnknown, ("encoding", "UTF-8"), ("byte", first));
    }

    /// <summary>UTF-16 by its mark, or by the zeros that every other byte of delimiters, digits and names is; true for the high byte first.</summary>
    private static bool? WideOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return false;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return true;
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0) _ = i % 2 == 0 ? even++ : odd++;
        }

        if ((even + odd) * 10 < head.Length || head.Length < 4) return null;
        return even > odd * 4 ? true : odd > even * 4 ? false : null;
    }

    /// <summary>What XML says of itself; null where it says nothing or UTF-8.</summary>
    private static DecodedForm? DeclaredOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8) || !head.StartsWith("<?xml"u8)) return null;
        var end = head.IndexOf("?>"u8);
        if (end < 0) return null;
        var declaration = Encoding.ASCII.GetString(head[..end]);
        var at = declaration.IndexOf("encoding=", StringComparison.Ordinal);
        var name = at < 0 ? "" : declaration[(at + 9)..].Split('"', '\'').ElementAtOrDefault(1) ?? "";
        if (name.Length == 0 || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return null;
        if (name.ToUpperInvariant() is "GBK" or "GB2312" or "GB18030") return new DecodedForm(Chinese, "GB18030");
        throw new FileFormException(CliCodes.FileEncodingUnknown, ("encoding", name), ("byte", at));
    }

    /// <summary>How many characters of three bytes and more are whole, how many places are broken, and where the first is.</summary>
    private static (long Good, long Broken, long First) Utf8(Stream file)
    {
        var (bytes, kept, at) = (new byte[ChunkBytes], 0, 0L);
        long good = 0, broken = 0, first = 0;
        while (true)
        {
            var read = file.ReadAtLeast(bytes.AsSpan(kept), bytes.Length - kept, throwOnEndOfStream: false);
            ReadOnlySpan<byte> rest = bytes.AsSpan(0, kept + read);
            var isEnd = kept + read < bytes.Length;
            kept = 0;
            while (!rest.IsEmpty)
            {
                var plain = rest.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
                if (plain != 0)
                {
                    at += plain < 0 ? rest.Length : plain;
                    rest = plain < 0 ? default : rest[plain..];
                    continue;
                }

                var status = Rune.DecodeFromUtf8(rest, out _, out var length);
                if (status == OperationStatus.NeedMoreData && !isEnd) break;
                if (status != OperationStatus.Done && broken++ == 0) first = at;
                if (status == OperationStatus.Done && length > 2) good++;
                rest = rest[length..];
                at += length;
            }

            if (isEnd) return (good, broken, first);
            kept = rest.Length;
            rest.CopyTo(bytes);
        }
    }

    /// <summary>
    /// True for bytes that are GB18030 without a fault, most of whose pairs are everyday characters: letters with accents of another code page, each with a
    /// letter behind it, make pairs that are none.
    /// </summary>
    private static bool IsChinese(Stream file)
    {
        var (decoder, bytes, chars) = (Chinese.GetDecoder(), new byte[ChunkBytes], new char[ChunkBytes + 4]);
        long pairs = 0, everyday = 0;
        var lead = (byte)0;
        try
        {
            for (var isEnd = false; !isEnd;)
            {
                var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                isEnd = read < bytes.Length;
                decoder.GetChars(bytes, 0, read, chars, 0, isEnd);
                foreach (var b in bytes.AsSpan(0, read))
                {
                    if (lead == 0)
                    {
                        lead = b > 0x80 ? b : (byte)0;
                        continue;
                    }

                    pairs++;
                    if (b >= 0xA1 && lead is >= 0xA1 and <= 0xF7) everyday++;
                    lead = 0;
                }
            }
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        return everyday * 2 > pairs;
    }
}
