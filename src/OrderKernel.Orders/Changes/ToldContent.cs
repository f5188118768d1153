namespace OrderKernel.Orders;

/// <summary>What a channel says that an order consists of.</summary>
/// <param name="Amounts">The amounts, in the order's currency.</param>
/// <param name="Lines">The channel's lines, not empty.</param>
public sealed record ToldContent(OrderAmounts Amounts, ValueList<OrderedLine> Lines)
{
    /// <summary>True when the channel never tells whether it shipped.</summary>
    public bool IsShippingNeverTold { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{string.Join(", ", Lines.Items.Select(l => $"{l.Line}: {l.Quantity} × {Goods(l)} {l.Total}"))}; {Amounts.Due}";

    private static string Goods(OrderedLine line) =>
        line.Goods.IsEmpty ? "?" : string.Join(" + ", line.Goods.Items.Select(g => g.Quantity.Units == 1 ? g.Sku.Value : $"{g.Quantity} {g.Sku}"));
}

/// <summary>The channel tells anew what the order consists of (a fact); a policy says whether that is done at once, held, or a conflict.</summary>
/// <param name="Proposal">The id under which the change goes on the trail.</param>
/// <param name="Content">The content as it is now, whole.</param>
public sealed record TellContent(ChangeId Proposal, ToldContent Content) : OrderCommand
{
    /// <summary>What the channel says was paid in all, refunds not taken off; null when it says nothing.</summary>
    public Money? Paid { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("proposal", Proposal)
        ?? Required.Each("content.lines", Content.Lines,
            static l => Required.Id("line", l.Line) ?? Required.Each("goods", l.Goods, static g => Required.Id("sku", g.Sku)));
}

/// <summary>The channel tells another address of the recipient (a fact).</summary>
/// <param name="Proposal">The id under which the change goes on the trail.</param>
/// <param name="Address">The token under which the vault keeps the recipient.</param>
public sealed record TellAddress(ChangeId Proposal, PersonToken Address) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("proposal", Proposal) ?? Required.Id("address", Address);
}
