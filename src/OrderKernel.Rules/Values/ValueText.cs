using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Rules.Evaluation;

namespace OrderKernel.Rules;

/// <summary>Writes values as literals.</summary>
internal static class ValueText
{
    internal static string Of(ExpressionValue value) => value.Kind switch
    {
        0 => "absent",
        ValueKind.Null => "null",
        ValueKind.Bool => value.IsTrue ? "true" : "false",
        ValueKind.Int => value.Bits.ToString(CultureInfo.InvariantCulture),
        ValueKind.Uint => unchecked((ulong)value.Bits).ToString(CultureInfo.InvariantCulture) + "u",
        ValueKind.Double => Number(value.Number),
        ValueKind.String => Quoted(value.Characters),
        ValueKind.Bytes => Quoted(value.Octets),
        ValueKind.Money => Amount(value),
        ValueKind.Instant => InstantPattern.ExtendedIso.Format(value.AsInstant()),
        ValueKind.Duration => DurationPattern.Roundtrip.Format(value.AsDuration()),
        ValueKind.Type => TypeNames.Of(value.AsType()),
        ValueKind.List => $"[{string.Join(", ", value.Elements.Select(Of))}]",
        ValueKind.Map => $"{{{string.Join(", ", value.Map.Entries.Select(e => $"{Of(e.Key)}: {Of(e.Value)}"))}}}",
        _ => "error",
    };

    internal static string Decimal(long value, int scale)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture).TrimStart('-').PadLeft(scale + 1, '0');
        var point = digits.Length - scale;
        return (value < 0 ? "-" : "") + digits.Substring(0, point) + (scale == 0 ? "" : "." + digits.Substring(point));
    }

    private static string Amount(ExpressionValue value) =>
        value.Reference is string code ? $"{code} {Decimal(value.Bits, value.Extra)}" : $"money(\"{Decimal(value.Bits, value.Extra)}\")";

    private static string Number(double value)
    {
        if (value == 0) return 1 / value < 0 ? "-0.0" : "0.0";
        if (double.IsNaN(value) || double.IsInfinity(value)) return value.ToString(CultureInfo.InvariantCulture);
        var text = NumberTexts.Literal(value);
        return text.IndexOfAny(['.', 'e']) >= 0 ? text : text + ".0";
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c == '\n') quoted.Append("\\n");
            else if (c < ' ' || c is '\u007f' or '\u0085' or '\u2028' or '\u2029')
                quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    private static string Quoted(byte[] octets)
    {
        var quoted = new StringBuilder(octets.Length + 3).Append("b\"");
        foreach (var octet in octets)
        {
            if (octet is >= 32 and < 127 && octet is not ((byte)'"' or (byte)'\\')) quoted.Append((char)octet);
            else quoted.Append("\\x").Append(octet.ToString("x2", CultureInfo.InvariantCulture));
        }

        return quoted.Append('"').ToString();
    }
}
