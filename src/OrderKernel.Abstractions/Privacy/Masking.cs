namespace OrderKernel;

/// <summary>The one rule of masking: at least one character of a name, six digits of a phone, the room number of an address.</summary>
internal static class Masking
{
    public static string Name(string name)
    {
        var elements = System.Globalization.StringInfo.ParseCombiningCharacters(name);
        return elements.Length <= 1 ? "*" : name.Substring(0, elements[1]) + new string('*', elements.Length - 1);
    }

    public static string Phone(string phone)
    {
        var digits = phone.Count(char.IsDigit);
        if (digits < 11) return new string('*', Math.Max(phone.Length, 6));
        var (seen, masked) = (0, phone.ToCharArray());
        for (var i = 0; i < masked.Length; i++)
        {
            // A name before the number is nobody's business either.
            if (char.IsLetter(masked[i])) masked[i] = '*';
            if (!char.IsDigit(masked[i])) continue;
            seen++;
            if (seen > 3 && seen <= digits - 2) masked[i] = '*';
        }

        return new string(masked);
    }
}
