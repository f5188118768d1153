namespace OrderKernel;

/// <summary>The one rule for the text of ids: 1 to 128 UTF-16 units, no control characters or lone surrogates, no blank at either end.</summary>
internal static class IdText
{
    public const int LengthMax = 128;

    public static bool IsValid(string? text)
    {
        if (text is null || text.Length is 0 or > LengthMax || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[text.Length - 1])) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is > ' ' and < '\x7f') continue;
            if (char.IsControl(text[i])) return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])) return false;
        }

        return true;
    }

    public static string Checked(string? text) => IsValid(text)
        ? text!
        : throw new ArgumentException($"An id has 1 to {LengthMax} characters, no control characters and no blank at its ends.", nameof(text));
}
