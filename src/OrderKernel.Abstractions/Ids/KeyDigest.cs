using System.Security.Cryptography;
using System.Text;

namespace OrderKernel;

/// <summary>A text of ids as a short word for keys: the first 80 bits of its SHA-256, in lower-case Crockford base 32 (16 characters).</summary>
internal static class KeyDigest
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <param name="text">At most four ids, with a character between them.</param>
    public static string Of(string text)
    {
#if NET10_0_OR_GREATER
        Span<byte> hash = stackalloc byte[32];
        Span<byte> utf8 = stackalloc byte[4 * (3 * IdText.LengthMax + 1)];
        SHA256.HashData(utf8.Slice(0, Encoding.UTF8.GetBytes(text, utf8)), hash);
#else
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
#endif
        Span<char> digits = stackalloc char[16];
        for (var i = 0; i < 16; i++)
        {
            var bit = i * 5;
            var window = (hash[bit >> 3] << 8) | hash[(bit >> 3) + 1];
            digits[i] = Alphabet[(window >> (11 - (bit & 7))) & 31];
        }

        return digits.ToString();
    }
}
