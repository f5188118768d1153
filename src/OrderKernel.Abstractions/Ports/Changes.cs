using NodaTime;

namespace OrderKernel.Ports;

/// <summary>Everything one decision changes, as a value: applied whole or not at all.</summary>
/// <param name="Tenant">The tenant; nothing in the value may belong to another.</param>
/// <param name="Message">The idempotency key; it becomes an inbox entry with <paramref name="Answer"/>.</param>
/// <param name="Content">A hash or other fingerprint of the request's content: the same message with other content is refused.</param>
/// <param name="Answer">What every repeat of the message gets.</param>
/// <param name="Epoch">The fencing epoch of the writer within the tenant, not negative; once a value was applied, lower ones are refused.</param>
public sealed record Changes(TenantId Tenant, MessageId Message, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Answer, long Epoch)
{
    /// <summary>Events to append, at most one entry a stream.</summary>
    public ValueList<StreamAppend> Appends { get; init; }

    /// <summary>Stock postings.</summary>
    public ValueList<Posting> Postings { get; init; }

    /// <summary>What must hold on the balances after all postings.</summary>
    public ValueList<StockFloor> Floors { get; init; }

    /// <summary>Timers to set or clear.</summary>
    public ValueList<TimerEntry> Timers { get; init; }

    /// <summary>Effects to send, at least once each.</summary>
    public ValueList<OutboxMessage> Outbox { get; init; }

    /// <summary>Records to keep raw for a person.</summary>
    public ValueList<QuarantineEntry> Quarantine { get; init; }

    /// <summary>Records that were put away and need nobody any more; they are settled after <see cref="Quarantine"/> is kept.</summary>
    public ValueList<RecordSettlement> Settled { get; init; }

    /// <summary>Clues under which streams are found.</summary>
    public ValueList<IndexEntry> Index { get; init; }
}

/// <summary>Events for one stream, with the version that the writer saw.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="ExpectedVersion">The number of events that the stream must have now; 0 for a new one.</param>
/// <param name="Events">The events, versions following without gap, hashes chained; none only asserts the version.</param>
public sealed record StreamAppend(StreamId Stream, long ExpectedVersion, ValueList<EventEnvelope> Events)
{
    /// <summary>The link that the writer saw after the expected version: a stream that has as many events and another link has moved too. Null compares
    /// versions alone; so does a new stream.</summary>
    public ChainHash? After { get; init; }
}

/// <summary>A deadline as data. The same key replaces the earlier entry.</summary>
/// <param name="Key">The timer's key within the tenant: stream and trigger.</param>
/// <param name="Stream">The stream that it concerns.</param>
/// <param name="Trigger">What it fires.</param>
/// <param name="DueAt">When; null clears the timer.</param>
public sealed record TimerEntry(string Key, StreamId Stream, string Trigger, Instant? DueAt);

/// <summary>An effect to send at least once; the receiver drops repeats by the key.</summary>
/// <param name="Key">The effect's key within the tenant; the same key is the same effect.</param>
/// <param name="Kind">What kind of effect, such as <c>refund</c> or <c>write-back</c>.</param>
/// <param name="NotBefore">Not to be sent before this business instant.</param>
/// <param name="Body">The message, canonical JSON without personal data in clear.</param>
public sealed record OutboxMessage(string Key, string Kind, Instant NotBefore, ReadOnlyMemory<byte> Body);

/// <summary>A clue under which a stream is found.</summary>
/// <param name="Clue">The clue, such as an order number or waybill; never personal data in clear.</param>
/// <param name="Stream">The stream.</param>
public sealed record IndexEntry(string Clue, StreamId Stream);

/// <summary>An answered message.</summary>
/// <param name="Message">The message.</param>
/// <param name="Answer">The first answer.</param>
public sealed record InboxEntry(MessageId Message, ReadOnlyMemory<byte> Answer);

/// <summary>A claim on due work for a while.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Owner">Who claims; whoever claims again under the same name gets its own entries again, so two workers need two names.</param>
/// <param name="Now">The business instant: what is due at or before it is handed out.</param>
/// <param name="Until">Until when nobody else gets the same entries.</param>
public sealed record Lease(TenantId Tenant, string Owner, Instant Now, Instant Until);
