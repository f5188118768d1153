namespace OrderKernel.Orders;

/// <summary>Global trade item numbers: eight, twelve, thirteen or fourteen digits, the last of which checks the others.</summary>
/// <remarks>
/// <para>Formula: digits before the last, weighted 3, 1, 3, … from the right; the last makes the sum a multiple of ten.</para>
/// <para>Source: GS1 General Specifications, 7.9 (check digit calculations).</para>
/// </remarks>
internal static class Gtin
{
    /// <summary>True for text that has the form of one, whatever its last digit.</summary>
    public static bool LooksLike(string text)
    {
        if (text.Length is not (8 or 12 or 13 or 14)) return false;
        foreach (var c in text)
        {
            if (c is < '0' or > '9') return false;
        }

        return true;
    }

    /// <summary>What the last digit should be, where it is another one; null for a sound number and for text that is none.</summary>
    public static int? MissingDigit(string text)
    {
        if (!LooksLike(text)) return null;
        var sum = 0;
        for (var i = 0; i < text.Length - 1; i++) sum += (text[text.Length - 2 - i] - '0') * (i % 2 == 0 ? 3 : 1);
        var digit = (10 - (sum % 10)) % 10;
        return digit == text[text.Length - 1] - '0' ? null : digit;
    }

    /// <summary>Fourteen digits for a sound number, so that the same item is found however its code was printed; other text as it is.</summary>
    public static string Normal(string text) => LooksLike(text) && MissingDigit(text) is null ? text.PadLeft(14, '0') : text;
}
