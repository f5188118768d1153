namespace OrderKernel;

/// <summary>Tells texts about persons that a channel concealed: they say nothing of the person, and are judged and compared by nobody.</summary>
public static class Concealment
{
    private const int CipherMin = 24;

    /// <summary>
    /// True when a phone number or a part of an address is masked (has a <c>*</c>), or is a cipher: at least 24 ASCII letters, digits and signs of base 64 or
    /// of the marks around it (<c>~ # $ : .</c>) without a blank, small and capital letters and digits among them.
    /// </summary>
    /// <param name="text">The text in clear; null and empty conceal nothing.</param>
    /// <remarks>A cipher differs from order to order for the same person, and names and ids of buyers may look like one: do not ask for those.</remarks>
    public static bool IsConcealed(string? text) => text is not null && (text.IndexOf('*') >= 0 || IsCipher(text.Trim()));

    private static bool IsCipher(string text)
    {
        if (text.Length < CipherMin) return false;
        bool small = false, capital = false, digit = false;
        foreach (var c in text)
        {
            if (c is >= 'a' and <= 'z') small = true;
            else if (c is >= 'A' and <= 'Z') capital = true;
            else if (c is >= '0' and <= '9') digit = true;
            else if (c is not ('+' or '/' or '=' or '-' or '_' or '~' or '#' or '$' or ':' or '.')) return false;
        }

        return small && capital && digit;
    }
}
