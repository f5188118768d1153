using OrderKernel.Rules.Patterns;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>
/// What an operation costs beside the one unit that every part costs: by the weights of its operands. The one measure of what an evaluation spends and of
/// what it can spend at most; it never falls when a weight grows.
/// </summary>
internal static class Work
{
    internal static long Of(NodeOp op, long operand) =>
        op is NodeOp.ToBytes or NodeOp.ToText or NodeOp.ToDouble ? operand : operand / 16;

    // A search may look at each pair of characters.
    internal static long Of(Node node, long a, long b) => node.Op switch
    {
        NodeOp.Contains => Times(a, b),
        NodeOp.Matches => Of(node.Pattern, a),
        _ => Plus(a, b) / 16,
    };

    // A search follows at most the whole pattern at each character. One that is computed may be as large as patterns can be, and is made first.
    internal static long Of(Pattern? pattern, long text) => pattern is null
        ? Times(Plus(text, 1), PatternProgram.StepsMax)
        : Times(text, 1 + (long)pattern.Size);

    // A sum or product that does not fit is as much as there is.
    internal static long Plus(long a, long b) => Integers.TryAdd(a, b, out var sum) ? sum : long.MaxValue;

    internal static long Times(long a, long b) => Integers.TryMultiply(a, b, out var product) ? product : long.MaxValue;
}
