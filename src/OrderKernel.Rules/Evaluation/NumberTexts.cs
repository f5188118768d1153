using System.Globalization;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>Numbers as texts and back. Whole numbers are decimal, with a sign where the type has one; nothing else may stand beside them.</summary>
internal static class NumberTexts
{
    internal static ExpressionValue Int(string text, out Fault fault)
    {
        var isSigned = text.Length > 0 && text[0] is '+' or '-';
        var magnitude = Magnitude(text, isSigned ? 1 : 0, out fault);
        if (fault != Fault.None) return default;
        var isNegative = isSigned && text[0] == '-';
        fault = magnitude > (isNegative ? 1UL << 63 : long.MaxValue) ? Fault.Overflow : Fault.None;
        return fault == Fault.None ? ExpressionValue.Of(isNegative ? unchecked(-(long)magnitude) : (long)magnitude) : default;
    }

    internal static ExpressionValue Uint(string text, out Fault fault)
    {
        var magnitude = Magnitude(text, 0, out fault);
        return fault == Fault.None ? ExpressionValue.Of(magnitude) : default;
    }

    // As literals are, with a sign, and with a point that need not have digits on both sides; or one of the three that have no digits.
    internal static ExpressionValue Double(string text, out Fault fault)
    {
        fault = Fault.ConversionInvalid;
        var from = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var isNegative = from == 1 && text[0] == '-';
        switch (text.Substring(from).ToUpperInvariant())
        {
            case "NAN" when from == 0: return ExpressionValue.Of(double.NaN);
            case "INF" or "INFINITY": return ExpressionValue.Of(isNegative ? double.NegativeInfinity : double.PositiveInfinity);
        }

        if (!IsDecimal(text, from)) return default;
        fault = Fault.Overflow;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || double.IsInfinity(number)) return default;
        // Older platforms lose the sign of zero.
        return ExpressionValue.Of(number == 0 && isNegative ? -0.0 : number);
    }

    // Source: cel-go and cel-cpp print a double as C's %g does, with as many digits as tell it from its neighbours (cel-java as Java does: 1.0E21). So an
    // exponent stands where it is below -4 or above 5, with its sign and at least two digits.
    internal static string Of(double number)
    {
        switch (number)
        {
            case double.PositiveInfinity: return "Infinity";
            case double.NegativeInfinity: return "-Infinity";
            case double.NaN: return "NaN";
            case 0: return BitConverter.DoubleToInt64Bits(number) < 0 ? "-0" : "0";
        }

        return Laid(number, 5);
    }

    /// <summary>A finite double other than zero as a literal, the same on every platform: with an exponent where that is below -4 or above 14.</summary>
    internal static string Literal(double number) => Laid(number, 14);

    private static string Laid(double number, int most)
    {
        // The platform's own form differs in where exponents begin; only its digits are taken.
        var text = Shortest(Math.Abs(number));
        var e = text.IndexOf('E');
        var exponent = e < 0 ? 0 : int.Parse(text.Substring(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var written = e < 0 ? text : text.Substring(0, e);
        var point = written.IndexOf('.');
        var all = written.Replace(".", "");
        var digits = all.TrimStart('0');
        exponent += (point < 0 ? written.Length : point) - 1 - (all.Length - digits.Length);
        return (number < 0 ? "-" : "") + Laid(digits.TrimEnd('0'), exponent, most);
    }

    // .NET Framework's own shortest form has up to two digits too many or loses the number.
    private static string Shortest(double number)
    {
#if NET
        return number.ToString("R", CultureInfo.InvariantCulture);
#else
        for (var digits = 1; digits < 17; digits++)
        {
            var text = number.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read == number) return text;
        }

        return number.ToString("E16", CultureInfo.InvariantCulture);
#endif
    }

    // Digits without zeros at either end; the exponent is that of the first.
    private static string Laid(string digits, int exponent, int most)
    {
        if (exponent < -4 || exponent > most)
        {
            var power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
            return digits.Substring(0, 1) + (digits.Length > 1 ? "." + digits.Substring(1) : "") + (exponent < 0 ? "e-" : "e+") + power;
        }

        if (exponent < 0) return "0." + new string('0', -exponent - 1) + digits;
        return digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0') : digits.Insert(exponent + 1, ".");
    }

    private static bool IsDecimal(string text, int at)
    {
        var digits = Digits(ref at) + (Skip('.', ref at) ? Digits(ref at) : 0);
        if (digits == 0) return false;
        if (Skip('e', ref at) || Skip('E', ref at))
        {
            if (!Skip('+', ref at)) Skip('-', ref at);
            if (Digits(ref at) == 0) return false;
        }

        return at == text.Length;

        int Digits(ref int at)
        {
            var start = at;
            while (at < text.Length && Words.IsDigit(text[at])) at++;
            return at - start;
        }

        bool Skip(char c, ref int at)
        {
            if (at >= text.Length || text[at] != c) return false;
            at++;
            return true;
        }
    }

    private static ulong Magnitude(string text, int from, out Fault fault)
    {
        ulong magnitude = 0;
        fault = from < text.Length ? Fault.None : Fault.ConversionInvalid;
        for (var i = from; i < text.Length; i++)
        {
            if (!Words.IsDigit(text[i]))
            {
                fault = Fault.ConversionInvalid;
                return 0;
            }

            var digit = (ulong)(text[i] - '0');
            if (magnitude > (ulong.MaxValue - digit) / 10) fault = Fault.Overflow;
            else magnitude = (magnitude * 10) + digit;
        }

        return magnitude;
    }
}
