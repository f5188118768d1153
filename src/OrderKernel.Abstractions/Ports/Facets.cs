using System.Collections.Immutable;

namespace OrderKernel.Ports;

/// <summary>Reads event streams.</summary>
/// <remarks>
/// <para>Concurrency: any number of readers beside writers; each call, an enumeration as a whole too, sees one state between two units of work.</para>
/// <para>Idempotency: reading changes nothing. Failure: an exception means that nothing is known. Proof: store conformance kit.</para>
/// </remarks>
public interface IEventStreams
{
    /// <summary>The events of one stream after a version, in order.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="afterVersion">0 for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken);

    /// <summary>The version of a stream's last event; 0 for a stream that was never written. Of a long stream the kernel reads the end alone.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<long> VersionAsync(StreamId stream, CancellationToken cancellationToken);

    /// <summary>All events of one kind of stream, ordered by stream and version.</summary>
    /// <param name="tenant">Whose streams.</param>
    /// <param name="kind">One of <see cref="StreamKinds"/>, or a host's own.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    IAsyncEnumerable<EventEnvelope> ReadAllAsync(TenantId tenant, string kind, CancellationToken cancellationToken);

    /// <summary>The heads of all streams of a tenant that have events, in ordinal order.</summary>
    /// <param name="tenant">Whose streams.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    IAsyncEnumerable<StreamHead> HeadsAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>
    /// The heads as they were when the tenant had its first <paramref name="events"/>
    /// events in the order of their commits: what an anchor that lags is compared with.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="events">How many events the tenant had, not negative; more than there are means all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    IAsyncEnumerable<StreamHead> HeadsAtAsync(TenantId tenant, long events, CancellationToken cancellationToken);
}

/// <summary>Reads stock balances: sums of postings.</summary>
/// <remarks>
/// <para>Concurrency: a balance may be old when it is used; floors of the unit of work have the last word.</para>
/// <para>Idempotency: reading changes nothing. Failure: an exception means that nothing is known. Proof: store conformance kit.</para>
/// </remarks>
public interface IStockBook
{
    /// <summary>The balances of cells in the order asked, accounts ascending; accounts without postings are left out.</summary>
    /// <param name="tenant">Whose stock.</param>
    /// <param name="cells">Which cells; none answers nothing.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, ImmutableArray<StockCell> cells, CancellationToken cancellationToken);

    /// <summary>The balances of one SKU at all locations, in the order of cells, accounts ascending; accounts without postings are left out.</summary>
    /// <param name="tenant">Whose stock.</param>
    /// <param name="sku">What is counted.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken);

    /// <summary>A page of the SKUs that have balances, zero ones too, in ordinal order: with the balances of each that is all of the book.</summary>
    /// <param name="tenant">Whose stock.</param>
    /// <param name="after">The last SKU of the page before; <c>default</c> for the first page.</param>
    /// <param name="max">How many at most, not negative; fewer are the last page.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<ImmutableArray<SkuId>> SkusAsync(TenantId tenant, SkuId after, int max, CancellationToken cancellationToken);
}

/// <summary>Reads which messages were answered.</summary>
/// <remarks>
/// <para>Concurrency: any number of readers. Idempotency: the first answer is the answer.
/// Failure: an exception means that nothing is known. Proof: store conformance kit.</para>
/// </remarks>
public interface IInbox
{
    /// <summary>The first answer to a message; null when it was never answered.</summary>
    /// <param name="tenant">Who received it.</param>
    /// <param name="message">The id under which it came.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<StoredBytes?> AnswerAsync(TenantId tenant, MessageId message, CancellationToken cancellationToken);

    /// <summary>All answered messages of a tenant, in ordinal order.</summary>
    /// <param name="tenant">Whose messages.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    IAsyncEnumerable<InboxEntry> ListAsync(TenantId tenant, CancellationToken cancellationToken);
}

/// <summary>Hands out due timers. A fired timer is cleared by the unit of work that it causes.</summary>
/// <remarks>
/// <para>Concurrency: an entry is leased to one owner at a time. Idempotency: a lease that ran out hands the entry out again, and an owner that claims
/// again (after a restart) gets its own.</para>
/// <para>Setting a timer again under its key makes a new entry, free of leases.</para>
/// <para>Failure: an exception may leave leases behind; they run out. Proof: store conformance kit.</para>
/// </remarks>
public interface ITimers
{
    /// <summary>Leases timers that are due, earliest first, ties by key.</summary>
    /// <param name="lease">Who takes them, as of when, and until when they are his.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<ImmutableArray<TimerEntry>> ClaimDueAsync(Lease lease, int max, CancellationToken cancellationToken);
}

/// <summary>Hands out effects to send and forgets those that are settled.</summary>
/// <remarks>
/// <para>Concurrency: an entry is leased to one owner at a time. Idempotency: at least once; receivers drop repeats by key.</para>
/// <para>The first body put under a key stays; a settled key is remembered, so putting it again sends nothing.</para>
/// <para>Failure: an effect whose settling is unknown is handed out again. Proof: store conformance kit.</para>
/// </remarks>
public interface IOutbox
{
    /// <summary>Leases unsettled effects whose time has come, oldest first, ties by key.</summary>
    /// <param name="lease">Who takes them, as of when, and until when they are his.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<ImmutableArray<OutboxMessage>> ClaimAsync(Lease lease, int max, CancellationToken cancellationToken);

    /// <summary>Marks an effect as sent; settling twice, or a key that is not there, changes nothing.</summary>
    /// <param name="tenant">Whose effect.</param>
    /// <param name="key">The effect's key, under which receivers drop repeats.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask SettleAsync(TenantId tenant, string key, CancellationToken cancellationToken);
}

/// <summary>Reads the records that were put away raw, and forgets what persons they name. Units of work put them away and settle them.</summary>
/// <remarks>
/// <para>Concurrency: any number of callers. Idempotency: the same key is the same entry, the first one stays; so does its first settlement, and a settled
/// key is remembered, so putting it away again lists nothing. Settling a key that is not there changes nothing. An entry erased twice is erased.</para>
/// <para>Failure: an exception means that nothing is known; erase again. Proof: store conformance kit.</para>
/// </remarks>
public interface IQuarantine
{
    /// <summary>The entries of a tenant that wait, in ordinal order of their keys, of one code or of all.</summary>
    /// <param name="tenant">Whose records.</param>
    /// <param name="code">Why they were put away; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    IAsyncEnumerable<QuarantineEntry> ListAsync(TenantId tenant, string? code, CancellationToken cancellationToken);

    /// <summary>The entries of a tenant that were settled, in ordinal order of their keys: without bytes and detail, each with its settlement.</summary>
    /// <param name="tenant">Whose records.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    IAsyncEnumerable<QuarantineEntry> ListSettledAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The entry under a key, waiting or settled; null when nothing was put away under it.</summary>
    /// <param name="tenant">Whose record.</param>
    /// <param name="key">The entry's key.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<QuarantineEntry?> EntryAsync(TenantId tenant, string key, CancellationToken cancellationToken);

    /// <summary>
    /// Erases an entry's raw bytes and detail for good: they may name persons. Key, code, source and instant stay, so that the record is not put away anew.
    /// </summary>
    /// <param name="tenant">Whose record.</param>
    /// <param name="key">The entry's key; one that is not there changes nothing.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask EraseAsync(TenantId tenant, string key, CancellationToken cancellationToken);
}

/// <summary>Finds streams by a clue.</summary>
/// <remarks>
/// <para>Concurrency: any number of readers. Idempotency: the same entry twice is one. Failure: an exception means that nothing is known; the index can be
/// rebuilt. Proof: store conformance kit.</para>
/// </remarks>
public interface IOrderIndex
{
    /// <summary>The streams filed under a clue, in ordinal order.</summary>
    /// <param name="tenant">Whose streams.</param>
    /// <param name="clue">The clue, as it was filed.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    IAsyncEnumerable<StreamId> FindAsync(TenantId tenant, string clue, CancellationToken cancellationToken);
}

/// <summary>Keeps personal data in clear, apart from events.</summary>
/// <remarks>
/// <para>Concurrency: any number of callers. Idempotency: the same token and value is one entry; another value replaces it.</para>
/// <para>Failure: an exception leaves the outcome unknown; send it again. Proof: store conformance kit.</para>
/// </remarks>
public interface IPersonVault
{
    /// <summary>Keeps values under tokens.</summary>
    /// <param name="tenant">Whose vault.</param>
    /// <param name="entries">Tokens with the bytes of their values (see <see cref="PersonEntry"/>).</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask PutAsync(TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries, CancellationToken cancellationToken);

    /// <summary>The value under a token; null when there is none or it was erased.</summary>
    /// <param name="tenant">Whose vault.</param>
    /// <param name="token">The token, as events carry it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<StoredBytes?> OpenAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken);

    /// <summary>Erases a value for good; the audit chain stays whole.</summary>
    /// <param name="tenant">Whose vault.</param>
    /// <param name="token">The token; one that is not there changes nothing.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask EraseAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken);
}

/// <summary>Keeps partition heads outside the store, so that a lost tail or an edited row is noticed.</summary>
/// <remarks>
/// <para>Concurrency: one writer a partition. Idempotency: the same head twice is one.</para>
/// <para>Failure: the anchor is written after the commit: it may lag behind the store, never lead. Proof: anchor checks of the store conformance kit.</para>
/// </remarks>
public interface IAnchor
{
    /// <summary>Keeps the newest head; one with fewer events than the kept one is ignored.</summary>
    /// <param name="head">A tenant's head; its count of events orders it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="InvalidOperationException">The kept head has as many events and another hash: the partition was forked or edited.</exception>
    ValueTask KeepAsync(PartitionHead head, CancellationToken cancellationToken);

    /// <summary>The newest head kept; null when there is none.</summary>
    /// <param name="tenant">Whose head.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<PartitionHead?> LastAsync(TenantId tenant, CancellationToken cancellationToken);
}

/// <summary>A store that has every transactional facet: what a host plugs in as one thing.</summary>
public interface IOrderStore : IUnitOfWork, IEventStreams, IStockBook, IInbox, ITimers, IOutbox, IQuarantine, IOrderIndex, IPersonVault;
