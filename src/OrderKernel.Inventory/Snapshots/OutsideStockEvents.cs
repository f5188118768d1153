using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What happened to an outside master's numbers of a location.</summary>
public abstract record OutsideStockEvent;

/// <summary><c>inventory.snapshot-merged</c>: a snapshot was compared with the book; what could be taken over is a count of its own.</summary>
/// <param name="Source">Who told it.</param>
/// <param name="TakenAt">The instant of the numbers.</param>
/// <param name="IsComplete">True when cells that it did not name were empty.</param>
/// <param name="By">Who brought it.</param>
/// <param name="Agreed">The cells without any difference, in their order.</param>
/// <param name="Lines">The others, in the order of the cells.</param>
public sealed record SnapshotMerged(ActorId Source, Instant TakenAt, bool IsComplete, ActorId By, ValueList<StockUnits> Agreed, ValueList<SnapshotLine> Lines)
    : OutsideStockEvent;

/// <summary><c>inventory.difference-taken-over</c>: somebody else took differences over; each is a count of its own.</summary>
/// <param name="Cells">The cells, in their order.</param>
/// <param name="Why">Why.</param>
public sealed record DifferenceTakenOver(ValueList<StockCell> Cells, string Why) : OutsideStockEvent;

/// <summary><c>inventory.difference-dismissed</c>: the book stays as it is.</summary>
/// <param name="Cells">The cells, in their order.</param>
/// <param name="Why">Why.</param>
public sealed record DifferenceDismissed(ValueList<StockCell> Cells, string Why) : OutsideStockEvent;

/// <summary><c>inventory.outside-stock-carried</c>: all that is known of a location so far, so that nobody has to read what came before.</summary>
/// <param name="Seen">What was told last of each cell, in the order of the cells.</param>
/// <param name="Open">The differences that wait for a person, in the order of the cells.</param>
public sealed record OutsideStockCarried(ValueList<SeenUnits> Seen, ValueList<OpenDifference> Open) : OutsideStockEvent;

/// <summary>The stable names of these events, and their canonical bytes.</summary>
public static class OutsideStockEvents
{
    internal static OutsideStockJsonContext Json { get; } = new(CanonicalJson.Options(
        CanonicalJson.WordOf<SnapshotPartKind>(), CanonicalJson.WordOf<SnapshotOutcome>(), CanonicalJson.ListOf<StockUnits>(),
        CanonicalJson.ListOf<StockCell>(), CanonicalJson.ListOf<SnapshotPart>(), CanonicalJson.ListOf<SnapshotLine>(), CanonicalJson.ListOf<string>(),
        CanonicalJson.ListOf<SeenUnits>(), CanonicalJson.ListOf<OpenDifference>()));

    /// <summary>The events of a location's stream.</summary>
    public static EventCodec<OutsideStockEvent> Codec { get; } = new EventCodec<OutsideStockEvent>()
        .With("inventory.snapshot-merged", () => Json.SnapshotMerged)
        .With("inventory.difference-taken-over", () => Json.DifferenceTakenOver)
        .With("inventory.difference-dismissed", () => Json.DifferenceDismissed)
        .With("inventory.outside-stock-carried", () => Json.OutsideStockCarried);
}

[JsonSerializable(typeof(MergeSnapshot))]
[JsonSerializable(typeof(TakeOverDifference))]
[JsonSerializable(typeof(DismissDifference))]
[JsonSerializable(typeof(SnapshotMerged))]
[JsonSerializable(typeof(DifferenceTakenOver))]
[JsonSerializable(typeof(DifferenceDismissed))]
[JsonSerializable(typeof(OutsideStockCarried))]
[JsonSerializable(typeof(SeenUnits))]
[JsonSerializable(typeof(OpenDifference))]
[JsonSerializable(typeof(StockUnits))]
[JsonSerializable(typeof(StockCell))]
[JsonSerializable(typeof(SnapshotPart))]
[JsonSerializable(typeof(SnapshotLine))]
internal sealed partial class OutsideStockJsonContext : JsonSerializerContext;
