namespace OrderKernel.Rules.Evaluation;

/// <summary>Exact arithmetic on amounts. An amount is <c>Bits / 10^Extra</c>; one without a currency takes that of its counterpart.</summary>
internal static class Amounts
{
    private const int ScaleMax = 18;

    // Plain decimal text; surplus zeros are dropped. Absent when it is none or does not fit.
    internal static ExpressionValue Parse(string text)
    {
        var isNegative = text.Length > 0 && text[0] == '-';
        long value = 0;
        int digits = 0, scale = -1;
        for (var i = isNegative ? 1 : 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '.' && scale < 0 && digits > 0)
            {
                scale = 0;
                continue;
            }

            if (c is < '0' or > '9' || value > (long.MaxValue - (c - '0')) / 10) return default;
            value = (value * 10) + (c - '0');
            digits++;
            if (scale >= 0) scale++;
        }

        return digits == 0 || scale is 0 or > ScaleMax ? default : Plain(isNegative ? -value : value, Math.Max(scale, 0));
    }

    // False when both have a currency and they differ.
    internal static bool Order(in ExpressionValue a, in ExpressionValue b, out int order)
    {
        order = 0;
        if (a.Reference is not null && b.Reference is not null && !SameCurrency(a, b)) return false;
        order = a.Extra == b.Extra ? a.Bits.CompareTo(b.Bits) : a.Extra < b.Extra ? OrderScaled(a, b) : -OrderScaled(b, a);
        return true;
    }

    internal static ExpressionValue Add(in ExpressionValue a, in ExpressionValue b, bool subtract, out Fault fault)
    {
        if (a.Reference is not null && b.Reference is not null && !SameCurrency(a, b))
        {
            fault = Fault.CurrencyMismatch;
            return default;
        }

        var currency = a.Reference ?? b.Reference;
        var scale = a.Reference is not null ? a.Extra : b.Reference is not null ? b.Extra : Math.Max(a.Extra, b.Extra);
        fault = TryRescale(a.Bits, a.Extra, scale, out var left);
        if (fault != Fault.None) return default;
        fault = TryRescale(b.Bits, b.Extra, scale, out var right);
        if (fault != Fault.None) return default;
        if (!(subtract ? Integers.TrySubtract(left, right, out var sum) : Integers.TryAdd(left, right, out sum)))
        {
            fault = Fault.Overflow;
            return default;
        }

        return currency is null ? Plain(sum, scale) : new(ValueKind.Money, sum, scale, currency);
    }

    internal static ExpressionValue Multiply(in ExpressionValue amount, long factor, out Fault fault)
    {
        fault = Integers.TryMultiply(amount.Bits, factor, out var product) ? Fault.None : Fault.Overflow;
        if (fault != Fault.None) return default;
        return amount.Reference is null ? Plain(product, amount.Extra) : new(ValueKind.Money, product, amount.Extra, amount.Reference);
    }

    internal static Fault TryRescale(long value, int from, int to, out long rescaled)
    {
        rescaled = value;
        for (; from < to; from++)
        {
            if (!Integers.TryMultiply(rescaled, 10, out rescaled)) return Fault.Overflow;
        }

        for (; from > to; from--)
        {
            if (rescaled % 10 != 0) return Fault.AmountInexact;
            rescaled /= 10;
        }

        return Fault.None;
    }

    private static bool SameCurrency(in ExpressionValue a, in ExpressionValue b) =>
        ReferenceEquals(a.Reference, b.Reference) || string.Equals((string)a.Reference!, (string)b.Reference!, StringComparison.Ordinal);

    private static ExpressionValue Plain(long value, int scale)
    {
        for (; scale > 0 && value % 10 == 0; scale--) value /= 10;
        return new(ValueKind.Money, value, scale);
    }

    // Beyond 64 bits the coarser side is the larger in magnitude.
    private static int OrderScaled(in ExpressionValue coarse, in ExpressionValue fine) =>
        TryRescale(coarse.Bits, coarse.Extra, fine.Extra, out var scaled) == Fault.None ? scaled.CompareTo(fine.Bits) : Math.Sign(coarse.Bits);
}
