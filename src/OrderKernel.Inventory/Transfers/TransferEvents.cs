using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What happened to a transfer.</summary>
public abstract record TransferEvent;

/// <summary><c>inventory.transfer-planned</c>: goods are to go to another location of ours.</summary>
/// <param name="Units">The units, one entry a cell, in the order of the cells.</param>
/// <param name="To">Where they go.</param>
/// <param name="ExpectedAt">When they are expected there.</param>
public sealed record TransferPlanned(ValueList<StockUnits> Units, LocationId To, Instant ExpectedAt) : TransferEvent;

/// <summary><c>inventory.transfer-shipped</c>: some of them left.</summary>
/// <param name="Units">What left, one entry a cell, in the order of the cells.</param>
public sealed record TransferShipped(ValueList<StockUnits> Units) : TransferEvent
{
    /// <summary>Where they were held instead; none where they left from where they were held.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<HoldMove> Moves { get; init; }

    /// <summary>True when nobody said that they left: they came.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsImplied { get; init; }
}

/// <summary><c>inventory.transfer-arrived</c>: some of them came, or will not.</summary>
/// <param name="Movement">The movement that booked it.</param>
/// <param name="Units">What came in good order, one entry a cell.</param>
public sealed record TransferArrived(MessageId Movement, ValueList<StockUnits> Units) : TransferEvent
{
    /// <summary>What came damaged, one entry a cell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<StockUnits> Damaged { get; init; }

    /// <summary>What will not come, one entry a cell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<StockUnits> Lost { get; init; }
}

/// <summary><c>inventory.transfer-put-off</c>: they come at another time.</summary>
/// <param name="ExpectedAt">When.</param>
/// <param name="Why">Why.</param>
public sealed record TransferRescheduled(Instant ExpectedAt, string Why) : TransferEvent;

/// <summary><c>inventory.transfer-cancelled</c>: what had not left will not.</summary>
/// <param name="Why">Why.</param>
public sealed record TransferCancelled(string Why) : TransferEvent;

/// <summary><c>inventory.transfer-given-up</c>: what was on the way will not come.</summary>
/// <param name="Lost">The units, by the cells where they were to come.</param>
/// <param name="Why">Why.</param>
public sealed record TransferGivenUp(ValueList<StockUnits> Lost, string Why) : TransferEvent;

/// <summary>The stable names of these events, and their canonical bytes.</summary>
public static class TransferEvents
{
    internal static TransferJsonContext Json { get; } = new(CanonicalJson.Options(CanonicalJson.ListOf<StockUnits>(), CanonicalJson.ListOf<HoldMove>()));

    /// <summary>The events of a transfer's stream.</summary>
    public static EventCodec<TransferEvent> Codec { get; } = new EventCodec<TransferEvent>()
        .With("inventory.transfer-planned", () => Json.TransferPlanned)
        .With("inventory.transfer-shipped", () => Json.TransferShipped)
        .With("inventory.transfer-arrived", () => Json.TransferArrived)
        .With("inventory.transfer-put-off", () => Json.TransferRescheduled)
        .With("inventory.transfer-cancelled", () => Json.TransferCancelled)
        .With("inventory.transfer-given-up", () => Json.TransferGivenUp);
}

[JsonSerializable(typeof(PlanTransfer))]
[JsonSerializable(typeof(ShipTransfer))]
[JsonSerializable(typeof(PutOffTransfer))]
[JsonSerializable(typeof(CancelTransfer))]
[JsonSerializable(typeof(GiveUpTransfer))]
[JsonSerializable(typeof(TransferPlanned))]
[JsonSerializable(typeof(TransferShipped))]
[JsonSerializable(typeof(TransferArrived))]
[JsonSerializable(typeof(TransferRescheduled))]
[JsonSerializable(typeof(TransferCancelled))]
[JsonSerializable(typeof(TransferGivenUp))]
[JsonSerializable(typeof(StockUnits))]
[JsonSerializable(typeof(HoldMove))]
internal sealed partial class TransferJsonContext : JsonSerializerContext;
