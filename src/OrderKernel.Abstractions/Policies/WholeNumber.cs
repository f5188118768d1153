using System.Globalization;
using System.Text.Json;

namespace OrderKernel;

/// <summary>Whole numbers as JSON means them: what counts is the value, so 7, 7.0 and 70e-1 are one number.</summary>
internal static class WholeNumber
{
    /// <summary>Reads a whole number.</summary>
    /// <param name="element">A number.</param>
    /// <param name="number">The number; null when it is whole and does not fit 64 bits.</param>
    /// <returns>False when the number is not whole.</returns>
    public static bool TryRead(JsonElement element, out long? number)
    {
        number = element.TryGetInt64(out var plain) ? plain : null;
        if (number is not null) return true;

        // No arithmetic of floating points or decimals: what they round off decides here.
        var text = element.GetRawText();
        var e = text.IndexOfAny(['e', 'E']);
        var mantissa = e < 0 ? text : text.Substring(0, e);
        var dot = mantissa.IndexOf('.');
        var fraction = dot < 0 ? 0 : mantissa.Length - dot - 1;
        var digits = mantissa.Replace(".", "").Replace("-", "").TrimStart('0');
        if (digits.Length == 0)
        {
            number = 0;
            return true;
        }

        var significant = digits.TrimEnd('0');
        // An exponent that fits no int is beyond all digits that a document has.
        var exponent = e < 0 ? 0 : int.TryParse(text.Substring(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
            ? power
            : text[e + 1] == '-' ? int.MinValue : int.MaxValue;
        var zeros = (long)digits.Length - significant.Length + exponent - fraction;
        if (zeros < 0) return false;
        if (significant.Length + zeros > 19) return true;
        var written = (text[0] == '-' ? "-" : "") + significant + new string('0', (int)zeros);
        if (long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) number = whole;
        return true;
    }
}
