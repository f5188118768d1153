namespace OrderKernel.Rules.Evaluation;

/// <summary>The neighbours of floating-point numbers.</summary>
internal static class Numbers
{
    // The next larger number; the largest and what is none stay.
    internal static double Next(double value)
    {
        if (double.IsNaN(value) || double.IsPositiveInfinity(value)) return value;
        if (value == 0) return double.Epsilon;
        var bits = BitConverter.DoubleToInt64Bits(value);
        return BitConverter.Int64BitsToDouble(value > 0 ? bits + 1 : bits - 1);
    }
}
