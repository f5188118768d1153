using System.Text.Json.Serialization;

namespace OrderKernel.Channels;

/// <summary>What became of a record. 0 is unset.</summary>
public enum ReadingKind
{
    /// <summary>It is a claim.</summary>
    Claimed = 1,

    /// <summary>Its status word says that it is no order yet (drafts, trash): counted, not parked.</summary>
    Skipped = 2,

    /// <summary>It cannot be used; keep it raw with the reason.</summary>
    Parked = 3,

    /// <summary>It is a record of a warehouse or ERP: goods that left or came back, or a count.</summary>
    Partner = 4,
}

/// <summary>Which record it is: of one order a channel tells one record an instant, whole or broken, so a repaired one is known by it.</summary>
/// <param name="Order">The order.</param>
/// <param name="SourceTime">When the channel told it.</param>
public readonly record struct RecordIdentity(OrderKey Order, NodaTime.Instant SourceTime);

/// <summary>Where a record of a system that keeps orders of several shops says that the order is from, in that system's own words.</summary>
/// <param name="Channel">Its word for the channel; null where it tells none.</param>
/// <param name="Shop">Its word for the shop; null where it tells none.</param>
/// <param name="Document">The number of its own document about the order; null where it tells none.</param>
public readonly record struct RecordSource(string? Channel, string? Shop, string? Document);

/// <summary>What a profile made of one record.</summary>
/// <remarks><c>default</c> is unset.</remarks>
[JsonConverter(typeof(NoJsonConverter<RecordReading>))]
public readonly record struct RecordReading
{
    private RecordReading(ReadingKind kind, Claim? claim, Refusal? refusal) => (Kind, Claim, Refusal) = (kind, claim, refusal);

    private RecordReading(PartnerRecord partner) => (Kind, Partner) = (ReadingKind.Partner, partner);

    /// <summary>What became of the record.</summary>
    public ReadingKind Kind { get; }

    /// <summary>The claim, exactly when it is one.</summary>
    public Claim? Claim { get; }

    /// <summary>The record of a warehouse or ERP, exactly when it is one.</summary>
    public PartnerRecord? Partner { get; }

    /// <summary>Why it is parked or skipped; its reasons list every problem with its path. Null exactly when it is a claim or a partner's record.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Which record it is, also where it cannot be used; null when its order or its time cannot be read.</summary>
    public RecordIdentity? Identity { get; internal init; }

    /// <summary>In which form its fields came; null where nobody asked (<see cref="ProfileReader.TellsShape"/>), or no record kind has these fields.</summary>
    public RecordShape? Shape { get; internal init; }

    /// <summary>The record kind that took the record; null when none did, or it could not be cut or parsed.</summary>
    public string? RecordKind { get; internal init; }

    /// <summary>Where a system that keeps orders of several shops says that the order is from; null where its profile has no place for that.</summary>
    public RecordSource? Source { get; internal init; }

    internal static RecordReading Of(Claim claim) => new(ReadingKind.Claimed, claim, null);

    internal static RecordReading Of(PartnerRecord partner) => new(partner);

    internal static RecordReading Parked(Refusal refusal) => new(ReadingKind.Parked, null, refusal);

    internal static RecordReading Skipped(Refusal refusal) => new(ReadingKind.Skipped, null, refusal);
}
