namespace OrderKernel;

/// <summary>A 128-bit product of two non-negative 64-bit counts, for exact comparison and division where <c>Int128</c> is missing.</summary>
internal readonly struct Wide : IComparable<Wide>
{
    private readonly ulong _high;
    private readonly ulong _low;

    private Wide(ulong high, ulong low) => (_high, _low) = (high, low);

    public static Wide Product(ulong a, ulong b)
    {
        ulong a0 = (uint)a, a1 = a >> 32, b0 = (uint)b, b1 = b >> 32;
        var low = a0 * b0;
        var middle = (a1 * b0) + (low >> 32);
        var carry = (a0 * b1) + (uint)middle;
        return new((a1 * b1) + (middle >> 32) + (carry >> 32), (carry << 32) | (uint)low);
    }

    /// <summary>Quotient and remainder; the quotient must fit 64 bits.</summary>
    public (ulong Quotient, ulong Remainder) Divide(ulong divisor)
    {
        if (_high >= divisor) throw new OverflowException("The quotient does not fit 64 bits.");
        if (_high == 0) return (_low / divisor, _low % divisor);
        ulong rest = _high, quotient = 0;
        for (var bit = 63; bit >= 0; bit--)
        {
            var carry = rest >> 63;
            rest = (rest << 1) | ((_low >> bit) & 1);
            if (carry == 1 || rest >= divisor)
            {
                rest -= divisor;
                quotient |= 1UL << bit;
            }
        }

        return (quotient, rest);
    }

    public int CompareTo(Wide other) => _high != other._high ? _high.CompareTo(other._high) : _low.CompareTo(other._low);
}
