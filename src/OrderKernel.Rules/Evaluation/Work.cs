using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>
/// What an operation costs beside the one unit that every part costs: by the weights of its operands. The one measure of what an evaluation spends and of
/// what it can spend at most; it never falls when a weight grows.
/// </summary>
internal static class Work
{
    // A pattern may follow each of its characters at each of the text's, a computed one is read first.
    private const long PatternFactor = 64;

    internal static long Of(NodeOp op, long operand) =>
        op is NodeOp.ToBytes or NodeOp.ToText or NodeOp.ToDouble ? operand : operand / 16;

    // A search may look at each pair of characters.
    internal static long Of(NodeOp op, long a, long b) => op switch
    {
        NodeOp.Contains => Times(a, b),
        NodeOp.Matches => Times(Times(a, b), PatternFactor),
        _ => Plus(a, b) / 16,
    };

    // A sum or product that does not fit is as much as there is.
    internal static long Plus(long a, long b) => Integers.TryAdd(a, b, out var sum) ? sum : long.MaxValue;

    internal static long Times(long a, long b) => Integers.TryMultiply(a, b, out var product) ? product : long.MaxValue;
}
