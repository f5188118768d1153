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
        NodeOp.Matches => Of(node.Pattern!, a),
        _ => Plus(a, b) / 16,
    };

    // A search follows at most the whole pattern at each character.
    internal static long Of(Pattern pattern, long text) => Times(text, 1 + (long)pattern.Size);

    // A pattern that is computed is made each time. A few of its characters can stand for some hundred ranges.
    internal static long OfMaking(Pattern pattern, long weight) => Math.Min(pattern.Making, OfMakingMax(weight));

    internal static long OfMakingMax(long weight) => Plus(Times(weight, 4_096), PatternProgram.StepsMax);

    // At most, for a pattern that is not known yet.
    internal static long OfComputed(long text, long pattern) =>
        Plus(Plus(pattern, OfMakingMax(pattern)), Times(text, 1 + PatternProgram.StepsMax));

    // A sum or product that does not fit is as much as there is.
    internal static long Plus(long a, long b) => Integers.TryAdd(a, b, out var sum) ? sum : long.MaxValue;

    internal static long Times(long a, long b) => Integers.TryMultiply(a, b, out var product) ? product : long.MaxValue;
}
