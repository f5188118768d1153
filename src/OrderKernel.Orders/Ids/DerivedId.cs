using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrderKernel.Orders;

/// <summary>
/// Texts of ids that are made of another id, such as a hold of a shipment. Those that would be too long end in their hash, so that two never become one.
/// </summary>
internal static class DerivedId
{
    private const int LengthMax = 128;
    private const int HashBytes = 16;

    public static string Of(string text)
    {
        if (text.Length <= LengthMax) return text;
        using var sha = SHA256.Create();
        var hash = string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(HashBytes).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
        var kept = LengthMax - hash.Length - 1;
        // Half of a pair is no text.
        if (char.IsHighSurrogate(text[kept - 1])) kept--;
        return $"{text.Substring(0, kept)}:{hash}";
    }
}
