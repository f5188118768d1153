using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// Which texts are amounts. Fails when a text that is nearly one is read (groups of two, two points, an exponent without digits), when one that is an amount
/// parks, or when either is another sum than a pattern and whole numbers without limits give; what does not fit is told as such, and never rounded.
/// </summary>
public sealed class AmountTextLaws
{
    private static readonly ProfileReader Reader = new(Made.Profile($"{Made.Order},{Made.Amounts}"), SkuMap.Same, Records.Shop);

    private static readonly string[] Forms =
    [
        "1,994.50", "-0.05", "12", "1e3", "1.5E-1", "2.50e+2", "1,234,567", "0.10", "00012.30", "900000000000000.99", "92233720368547758.07", "1e16", "0e99", "1,000",
    ];

    [Law(4_000, 200_000)]
    public void A_text_is_an_amount_exactly_where_its_form_is(Seed seed)
    {
        var random = new Random(seed);
        var text = Edited(random, Forms[random.Next(Forms.Length)]);
        if (text.Length == 0) return;
        var reading = Reader.Read(Encoding.UTF8.GetBytes($$"""{"no":"1","at":"2026-02-09 10:00:00","total":"{{text}}"}"""));
        var codes = reading.Refusal?.Reasons.Items.Select(r => r.Code).ToList() ?? [];
        var (expected, code) = Expected(text, out var isLong);
        var told = $"{text}: {reading.Claim?.Amounts?.Due} {string.Join(" ", codes)}, expected {expected} {code}";
        // More digits than 64 bits are sure to hold may be refused, whatever comes after them.
        if (isLong && codes is [ChannelsCodes.AmountOutOfRange]) return;
        if (code is null) Assert.True(reading.Claim?.Amounts?.Due.MinorUnits == expected, told);
        else Assert.True(codes is [var only] && (only == code || (code == ChannelsCodes.AmountInvalid && only == ChannelsCodes.CurrencyMixed)), told);
    }

    private static string Edited(Random random, string text)
    {
        const string Alphabet = "0123456789.,eE+-";
        for (var edits = random.Next(3); edits > 0 && text.Length > 0; edits--)
        {
            var at = random.Next(text.Length);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, text[at].ToString()),
                2 => text[..at],
                _ => text[..at] + Alphabet[random.Next(Alphabet.Length)] + text[(at + 1)..],
            };
        }

        return text;
    }

    private static (BigInteger Minor, string? Code) Expected(string text, out bool isLong)
    {
        isLong = false;
        var match = Amount.Match(text);
        if (!match.Success) return (0, ChannelsCodes.AmountInvalid);
        var (fraction, exponent) = (match.Groups["fraction"].Value, match.Groups["exponent"].Value);
        var digits = match.Groups["whole"].Value.Replace(",", "", StringComparison.Ordinal) + fraction;
        isLong = digits.Length > 18;
        var mantissa = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        if (mantissa.IsZero) return (0, null);
        var power = exponent.Length == 0 ? 0 : (int)BigInteger.Min(10_000, BigInteger.Parse(exponent, CultureInfo.InvariantCulture));
        if (match.Groups["sign"].Value == "-") power = -power;
        var places = power - fraction.Length + 2;
        var scaled = mantissa * BigInteger.Pow(10, Math.Max(0, places));
        var minor = BigInteger.DivRem(scaled, BigInteger.Pow(10, Math.Max(0, -places)), out var rest);
        if (!rest.IsZero) return (0, ChannelsCodes.AmountInexact);
        if (minor > long.MaxValue) return (0, ChannelsCodes.AmountOutOfRange);
        return match.Groups["minus"].Success ? (0, ChannelsCodes.AmountNegative) : (minor, null);
    }

    // Groups of three go with no exponent, unless a fraction stands between.
    private static readonly Regex Amount = new(
        @"^(?<minus>-)?((?<whole>\d{1,3}(,\d{3})+)(\.(?<fraction>\d+))?|(?<whole>\d{1,3}(,\d{3})+)\.(?<fraction>\d*)[eE](?<sign>[-+])?(?<exponent>\d+)|(?<whole>\d+)(\.(?<fraction>\d+))?|(?<whole>\d+)(\.(?<fraction>\d*))?[eE](?<sign>[-+])?(?<exponent>\d+))$",
        RegexOptions.ExplicitCapture);
}
