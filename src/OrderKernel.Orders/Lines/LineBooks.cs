namespace OrderKernel.Orders;

/// <summary>The money side of a line: what is due, asked back, given back, and for which sent units. Most lines never touch it after placing.</summary>
internal sealed record LineBooks
{
    public required Money Total { get; init; }

    public required LineMoney Money { get; init; }

    public Quantity Undelivered { get; init; }

    public SentUnits Owed { get; init; }

    public SentUnits Settled { get; init; }

    public required Money Refunded { get; init; }

    public required Money RefundOwed { get; init; }

    public required Money CancelledMoney { get; init; }

    public Quantity WrittenOff { get; init; }

    public required Money WrittenOffMoney { get; init; }

    public required Money WithheldMoney { get; init; }

    public static LineBooks Of(Money total, Quantity units)
    {
        var zero = OrderKernel.Money.Zero(total.Currency);
        return new()
        {
            Total = total, Money = LineMoney.Of(total, units), Refunded = zero, RefundOwed = zero, CancelledMoney = zero, WrittenOffMoney = zero,
            WithheldMoney = zero,
        };
    }
}
