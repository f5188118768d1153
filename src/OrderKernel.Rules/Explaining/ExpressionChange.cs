namespace OrderKernel.Rules;

/// <summary>
/// One value that, were it another, would decide a comparison the other way. Together with the others of its explanation it turns the verdict.
/// </summary>
/// <param name="Comparison">The part that is decided the other way.</param>
/// <param name="Position">The character of the text where it stands, from 1.</param>
/// <param name="Subject">What would have to change: a fact's path, or a part of the expression that has one value; the comparison itself where no value of
/// a part is the nearest that decides it otherwise.</param>
/// <param name="From">What the subject is; absent where it is not there or errs.</param>
/// <param name="To">
/// The nearest value that decides the comparison the other way: the bound, or the next value beyond it; absent where the fact would have to be absent.
/// Where any other value does, such as for an inequality, it is one of them.
/// </param>
public sealed record ExpressionChange(string Comparison, int Position, string Subject, ExpressionValue From, ExpressionValue To)
{
    /// <summary>True when the subject reads what is personal: texts show neither value.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>The change as a reason with its text's arguments, masked where personal.</summary>
    public Reason ToReason() => Reason.Of(RulesCodes.WouldTurn, ("expression", Comparison), ("subject", Subject), ("from", Shown(From)), ("to", Shown(To)),
        ("position", Position));

    /// <summary>Such as <c>order.total: CNY 49.90 → CNY 50.00</c>, masked where personal.</summary>
    public override string ToString() => $"{Subject}: {Shown(From)} → {Shown(To)}";

    private string Shown(in ExpressionValue value) => IsPersonal ? Explaining.Mask.Hidden : value.ToString();
}
