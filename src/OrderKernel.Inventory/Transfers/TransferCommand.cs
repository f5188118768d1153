using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What can be said of a transfer.</summary>
public abstract record TransferCommand : ICommand
{
    /// <inheritdoc/>
    public abstract Refusal? Missing();
}

/// <summary>Goods are to go to another location of ours 新建调拨: they are held where they are, and expected there.</summary>
/// <param name="Units">The units by the cells where they are; a cell named twice is summed, one without a batch means whatever expires first.</param>
/// <param name="To">Where they go.</param>
/// <param name="ExpectedAt">When they are expected there.</param>
public sealed record PlanTransfer(ValueList<StockUnits> Units, LocationId To, Instant ExpectedAt) : TransferCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => StockUnits.Missing("units", Units) ?? Required.Id("to", To);
}

/// <summary>A parcel left 调出. From another cell than was planned, the hold moves there first.</summary>
/// <param name="Units">What left, by the cells where it lay; empty for all that is still to leave.</param>
public sealed record ShipTransfer([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<StockUnits> Units = default)
    : TransferCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => StockUnits.Missing("units", Units);
}

/// <summary>They come at another time than was said 改期.</summary>
/// <param name="ExpectedAt">When.</param>
/// <param name="Why">Why, as a code or word of the host's; never personal data.</param>
public sealed record PutOffTransfer(Instant ExpectedAt, string Why) : TransferCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Reason("why", Why);
}

/// <summary>What has not left will not 取消调拨: its hold ends.</summary>
/// <param name="Why">Why, as a code or word of the host's; never personal data.</param>
public sealed record CancelTransfer(string Why) : TransferCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Reason("why", Why);
}

/// <summary>What is on the way will not come 确认丢失: it is written off.</summary>
/// <param name="Why">Why, as a code or word of the host's; never personal data.</param>
public sealed record GiveUpTransfer(string Why) : TransferCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Reason("why", Why);
}

/// <summary>
/// Some of it came: what a <see cref="ReceiveTransfer"/> that names the transfer says. Nobody says it alone, for goods would be here that no movement booked.
/// </summary>
/// <param name="Movement">The movement that books it.</param>
/// <param name="Units">What came in good order.</param>
/// <param name="Damaged">What came damaged.</param>
/// <param name="Lost">What will not come.</param>
public sealed record TakeArrival(MessageId Movement, ValueList<StockUnits> Units, ValueList<StockUnits> Damaged, ValueList<StockUnits> Lost) : TransferCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("movement", Movement) ?? StockUnits.Missing("units", Units)
        ?? StockUnits.Missing("damaged", Damaged) ?? StockUnits.Missing("lost", Lost);
}

/// <summary>The stable names of these commands and their canonical bytes; arrivals are said of stock.</summary>
public static class TransferCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<TransferCommand> Codec { get; } = new CommandCodec<TransferCommand>()
        .With("inventory.plan-transfer", () => TransferEvents.Json.PlanTransfer)
        .With("inventory.ship-transfer", () => TransferEvents.Json.ShipTransfer)
        .With("inventory.put-off-transfer", () => TransferEvents.Json.PutOffTransfer)
        .With("inventory.cancel-transfer", () => TransferEvents.Json.CancelTransfer)
        .With("inventory.give-up-transfer", () => TransferEvents.Json.GiveUpTransfer);
}
