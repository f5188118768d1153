using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What can be said of goods that a supplier is to bring.</summary>
/// <param name="Id">Which goods.</param>
public abstract record InboundCommand(InboundId Id) : ICommand
{
    /// <inheritdoc/>
    public virtual Refusal? Missing() => Required.Id("id", Id);
}

/// <summary>Goods are expected.</summary>
/// <param name="Id">Their id; a repeat with the same content changes nothing.</param>
/// <param name="Cell">Where they are to come.</param>
/// <param name="Units">How many, not zero.</param>
/// <param name="ExpectedAt">When.</param>
public sealed record ExpectGoods(InboundId Id, StockCell Cell, Quantity Units, Instant ExpectedAt) : InboundCommand(Id)
{
    /// <inheritdoc/>
    public override Refusal? Missing() => base.Missing() ?? StockUnits.Missing("cell", Cell);
}

/// <summary>More or fewer are to come than was said.</summary>
/// <param name="Id">Which goods.</param>
/// <param name="Units">How many are to come in all, with those that came; not zero.</param>
/// <param name="Why">Why, as a code or word of the host's; never personal data.</param>
public sealed record ChangeInbound(InboundId Id, Quantity Units, string Why) : InboundCommand(Id)
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => base.Missing() ?? Required.Reason("why", Why);
}

/// <summary>They come at another time than was said, later or earlier.</summary>
/// <param name="Id">Which goods.</param>
/// <param name="ExpectedAt">When.</param>
/// <param name="Why">Why, as a code or word of the host's; never personal data.</param>
public sealed record PutOffInbound(InboundId Id, Instant ExpectedAt, string Why) : InboundCommand(Id)
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => base.Missing() ?? Required.Reason("why", Why);
}

/// <summary>What is still to come will not.</summary>
/// <param name="Id">Which goods.</param>
/// <param name="Why">Why, as a code or word of the host's; never personal data.</param>
public sealed record CancelInbound(InboundId Id, string Why) : InboundCommand(Id)
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => base.Missing() ?? Required.Reason("why", Why);
}

/// <summary>Their instant passed.</summary>
/// <param name="Id">Which goods.</param>
public sealed record MarkOverdue(InboundId Id) : InboundCommand(Id);

/// <summary>
/// Some of them came: what a <see cref="ReceiveStock"/> that names them says. Nobody says it alone, for goods would be here that no movement booked.
/// </summary>
/// <param name="Id">Which goods.</param>
/// <param name="Movement">The movement that booked them.</param>
/// <param name="Units">What came, all of it; what is of another SKU or location counts for nothing.</param>
public sealed record TakeReceipt(InboundId Id, MessageId Movement, ValueList<StockUnits> Units) : InboundCommand(Id)
{
    /// <inheritdoc/>
    public override Refusal? Missing() => base.Missing() ?? Required.Id("movement", Movement) ?? StockUnits.Missing("units", Units);
}
