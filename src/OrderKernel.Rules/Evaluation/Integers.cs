namespace OrderKernel.Rules.Evaluation;

/// <summary>64-bit arithmetic that says when a result does not fit.</summary>
internal static class Integers
{
    internal static bool TryAdd(long a, long b, out long sum)
    {
        sum = unchecked(a + b);
        return ((a ^ sum) & (b ^ sum)) >= 0;
    }

    internal static bool TrySubtract(long a, long b, out long difference)
    {
        difference = unchecked(a - b);
        return ((a ^ b) & (a ^ difference)) >= 0;
    }

    internal static bool TryMultiply(long a, long b, out long product)
    {
        product = unchecked(a * b);
        if (a == 0) return true;
        if (a == -1) return b != long.MinValue;
        return product / a == b;
    }

    internal static bool TryMultiply(ulong a, ulong b, out ulong product)
    {
        product = unchecked(a * b);
        return a == 0 || product / a == b;
    }
}
