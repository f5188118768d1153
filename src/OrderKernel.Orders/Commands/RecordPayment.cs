using NodaTime;

namespace OrderKernel.Orders;

/// <summary>The buyer paid (a fact).</summary>
/// <param name="Payment">The payment's id.</param>
/// <param name="Tender">With what.</param>
/// <param name="Amount">How much, positive.</param>
/// <param name="PaidAt">When.</param>
public sealed record RecordPayment(PaymentId Payment, Tender Tender, Money Amount, Instant PaidAt) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("payment", Payment);
}

/// <summary>A payment was taken back without being a refund (a fact): to pay with another tender, or by the bank. What is due is due still.</summary>
/// <param name="Payment">The payment.</param>
/// <param name="ReversedAt">When.</param>
/// <param name="Why">Why, in a code or a person's words; phone numbers in it are masked.</param>
public sealed record ReversePayment(PaymentId Payment, Instant ReversedAt, string Why) : OrderCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("payment", Payment) ?? Required.Reason("why", Why);
}

/// <summary>A payment was announced, authorised or let go (a fact).</summary>
/// <param name="Status">PendingConfirmation, Authorized, Voided, or Unpaid for none of them.</param>
public sealed record NotePayment(PaymentStatus Status) : OrderCommand;

/// <summary>Owe a refund: for units, parts, or an amount that the order spreads itself (goods first, then freight, then the rest).</summary>
/// <param name="Refund">The refund's id.</param>
/// <param name="Amount">The whole amount; null for what items and freight come to, or, without both, for all that can be asked back.</param>
/// <param name="Items">Lines, units, money; empty when only an amount is known.</param>
public sealed record OweRefund(RefundId Refund, Money? Amount, ValueList<RefundItem> Items) : OrderCommand
{
    /// <summary>Freight to give back; null for none.</summary>
    public Money? Freight { get; init; }

    /// <summary>Who bears it.</summary>
    public Bearer Bearer { get; init; } = Bearer.Seller;

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("refund", Refund) ?? Required.Each("items", Items, static i => Required.Id("line", i.Line));
}

/// <summary>One line of a refund.</summary>
/// <param name="Line">The line.</param>
/// <param name="Units">The units; zero for a part of the goods' money without units.</param>
/// <param name="Money">The money; null for all money of the units.</param>
/// <param name="Place">Where the sent units are; null to take those that came back first, then unshipped ones (which it cancels), then the rest.</param>
public sealed record RefundItem(LineId Line, Quantity Units, Money? Money = null, SentPlace? Place = null);

/// <summary>Money went back to the buyer (a fact). An unknown refund is owed and paid in one decision.</summary>
/// <param name="Refund">The refund's id.</param>
/// <param name="Amount">How much, positive.</param>
/// <param name="RefundedAt">When.</param>
public sealed record RecordRefund(RefundId Refund, Money Amount, Instant RefundedAt) : OrderCommand
{
    /// <summary>What it was for, where told.</summary>
    public ValueList<RefundItem> Items { get; init; }

    /// <summary>Who bears it.</summary>
    public Bearer Bearer { get; init; } = Bearer.Seller;

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("refund", Refund) ?? Required.Each("items", Items, static i => Required.Id("line", i.Line));
}

/// <summary>A refund failed (a fact); it stays owed.</summary>
/// <param name="Refund">The refund.</param>
/// <param name="Why">The executor's code.</param>
public sealed record FailRefund(RefundId Refund, string Why) : OrderCommand
{
    /// <summary>The executor's code, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("refund", Refund) ?? Required.Reason("why", Why);
}

/// <summary>Withdraw an owed refund: its money is kept again, or, where it was owed anyway, owed without a refund.</summary>
/// <param name="Refund">The refund.</param>
public sealed record WithdrawRefund(RefundId Refund) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("refund", Refund);
}

/// <summary>A refund was taken back (a fact).</summary>
/// <param name="Refund">The refund.</param>
public sealed record ReverseRefund(RefundId Refund) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("refund", Refund);
}

/// <summary>Keep money by decision although nothing is due for it: forfeited deposit, retained freight, wear.</summary>
/// <param name="Amount">The amount; null for the money of the items, or, without any, for all that is owed back without a refund.</param>
/// <param name="Items">Sent units whose money is kept; empty to take it from what is owed back without a refund.</param>
/// <param name="Why">Why, in a person's words; phone numbers in it are masked.</param>
public sealed record WithholdMoney(Money? Amount, ValueList<RefundItem> Items, string Why) : OrderCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Each("items", Items, static i => Required.Id("line", i.Line)) ?? Required.Reason("why", Why);
}

/// <summary>Give back, by decision, what was withheld: it is owed to the buyer again, and a refund can name it.</summary>
/// <param name="Amount">The amount; null for all that is withheld.</param>
/// <param name="Why">Why, in a person's words; phone numbers in it are masked.</param>
public sealed record ReleaseWithheld(Money? Amount, string Why) : OrderCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Reason("why", Why);
}
