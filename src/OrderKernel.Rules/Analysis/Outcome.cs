namespace OrderKernel.Rules.Analysis;

/// <summary>What a condition may end in: a set of true, false and error.</summary>
[Flags]
internal enum Outcome : byte
{
    True = 1,
    False = 2,
    Error = 4,
    NotTrue = False | Error,
    NotFalse = True | Error,
}

internal static class Outcomes
{
    internal static Outcome Of(in ExpressionValue value) => value.IsTrue ? Outcome.True : value.IsFalse ? Outcome.False : Outcome.Error;

    // What the operand of a negation may end in.
    internal static Outcome Negated(this Outcome outcome) =>
        (outcome & Outcome.Error) | ((outcome & Outcome.True) != 0 ? Outcome.False : 0) | ((outcome & Outcome.False) != 0 ? Outcome.True : 0);

    internal static bool Allows(this Outcome allowed, Outcome one) => (allowed & one) != 0;
}
