namespace OrderKernel;

/// <summary>Words of people: a phone number in them is personal data and has no place on the trail.</summary>
public static class FreeText
{
    private const int DigitsMin = 7;

    /// <summary>
    /// The text with each run of seven or more digits masked but for three at its front and two at its end; blanks and hyphens do not break a run.
    /// </summary>
    /// <param name="text">What somebody wrote.</param>
    /// <returns>The masked text, which masked again is the same; null for null.</returns>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static string? Masked(string? text)
    {
        if (text is null) return null;
        var (letters, start, digits) = (text.ToCharArray(), -1, 0);
        for (var i = 0; i <= letters.Length; i++)
        {
            if (i < letters.Length && char.IsDigit(letters[i]))
            {
                if (digits++ == 0) start = i;
            }
            else if (i == letters.Length || letters[i] is not (' ' or '-' or '\u00A0' or '\uFF0D') || digits == 0)
            {
                if (digits >= DigitsMin) Mask(letters, start, i, digits);
                digits = 0;
            }
        }

        return new(letters);
    }

    private static void Mask(char[] letters, int from, int to, int digits)
    {
        // Six digits at least are masked, as everywhere: a short number is masked from its front.
        var (seen, front) = (0, Math.Min(3, Math.Max(0, digits - 8)));
        var end = digits - Math.Min(2, Math.Max(0, digits - 6));
        for (var i = from; i < to; i++)
        {
            if (!char.IsDigit(letters[i])) continue;
            seen++;
            if (seen > front && seen <= end) letters[i] = '*';
        }
    }
}
