using System.Runtime.CompilerServices;

namespace OrderKernel.Channels;

/// <summary>Signatures as text, and whether two are the same.</summary>
internal static class SignatureText
{
    private const string Digits = "0123456789abcdef";

    /// <summary>Reads a signature of exactly as many bytes as there is room for.</summary>
    internal static bool TryRead(string text, SignatureEncoding encoding, Span<byte> bytes) =>
        encoding == SignatureEncoding.Hex ? TryReadHex(text, bytes) : TryReadBase64(text, bytes);

    /// <summary>A signature as text; hexadecimal in small letters.</summary>
    internal static string Write(ReadOnlySpan<byte> bytes, SignatureEncoding encoding)
    {
        if (encoding == SignatureEncoding.Base64) return Convert.ToBase64String(bytes.ToArray());
        var text = new char[bytes.Length * 2];
        for (var i = 0; i < bytes.Length; i++) (text[2 * i], text[(2 * i) + 1]) = (Digits[bytes[i] >> 4], Digits[bytes[i] & 15]);
        return new(text);
    }

    /// <summary>Compares in a time that does not tell where two signatures of the same length differ.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    internal static bool AreSame(ReadOnlySpan<byte> told, ReadOnlySpan<byte> made)
    {
        var different = told.Length ^ made.Length;
        for (var i = 0; i < told.Length && i < made.Length; i++) different |= told[i] ^ made[i];
        return different == 0;
    }

    private static bool TryReadHex(string text, Span<byte> bytes)
    {
        if (text.Length != 2 * bytes.Length) return false;
        for (var i = 0; i < bytes.Length; i++)
        {
            var (high, low) = (Digits.IndexOf(char.ToLowerInvariant(text[2 * i])), Digits.IndexOf(char.ToLowerInvariant(text[(2 * i) + 1])));
            if (high < 0 || low < 0) return false;
            bytes[i] = (byte)((high << 4) | low);
        }

        return true;
    }

    private static bool TryReadBase64(string text, Span<byte> bytes)
    {
        // Four characters for every three bytes begun; nothing else is decoded at all.
        if (text.Length != (bytes.Length + 2) / 3 * 4) return false;
        try
        {
            var read = Convert.FromBase64String(text);
            if (read.Length != bytes.Length) return false;
            read.CopyTo(bytes);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
