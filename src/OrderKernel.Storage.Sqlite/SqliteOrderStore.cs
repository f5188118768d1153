using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite;

/// <summary>The embedded default store: every facet in one SQLite file; one unit of work is one transaction.</summary>
/// <remarks>
/// <para>Concurrency: safe for any number of threads, and of processes on one file. One
/// connection writes, others read beside it; a reader sees one state of the file. What is
/// no enumeration is read on the connection that writes while nobody writes: a commit that comes meanwhile waits for it.</para>
/// <para>Idempotency: as the ports say. Work that a killed process left unfinished is gone as a whole when the file is opened again.</para>
/// <para>Failure: <see cref="StoreUnusableException"/>; a commit's outcome is then unknown until the same value is sent again.</para>
/// <para>Cost: SQLite works synchronously, so calls finish before they return and honour cancellation
/// before they start. Commits that wait for each other share one flush to disk.</para>
/// <para>Proof: store conformance kit of OrderKernel.Testing, crash, cut and bit-flip tests.</para>
/// </remarks>
public sealed partial class SqliteOrderStore : IOrderStore, IDetailRetention, IAsyncDisposable, IDisposable
{
    private readonly WritingTurn _turn;
    private readonly ReaderPool _readers;

    private SqliteOrderStore(Database database, SqliteStoreOptions options) =>
        (Path, _turn, _readers) = (database.Path, new(database), new(database.Path, options));

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Opens a store file, and makes it when it is not there.</summary>
    /// <param name="path">The file; its folder must exist. The write-ahead log lies beside it as <c>-wal</c> and <c>-shm</c>.</param>
    /// <param name="options">How; null for the durable profile.</param>
    /// <exception cref="StoreUnusableException">The file is no store, newer, read-only, locked, damaged, or cannot keep the profile.</exception>
    /// <exception cref="ArgumentException">The path is empty, or an option is out of its range.</exception>
    /// <example>
    /// <code>
    /// await using var store = SqliteOrderStore.Open(path);                         // durable: write-ahead log, synchronous FULL
    /// var kernel = new Kernel(store);                                              // any number of callers
    /// var anchor = FileAnchor.Beside(path);                                        // heads outside the file, so that damage is noticed
    /// var found = await StoreVerifier.VerifyAsync(store, anchor, tenant, default); // every chain, every head
    /// </code>
    /// </example>
    public static SqliteOrderStore Open(string path, SqliteStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        options.Check();
        var database = Database.Open(System.IO.Path.GetFullPath(path), options);
        try
        {
            if (database.IsReadOnly) throw new StoreUnusableException(SqliteCodes.ReadOnly, database.Path, "the file or its folder is write-protected");
            Schema.Prepare(database);
            Schema.Configure(database, options, isWriter: true);
            return new(database, options);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ChangesContract.Check(changes);
        return _turn.CommitAsync(changes);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ChangesContract.Check(batch);
        return batch.IsEmpty ? new([]) : _turn.CommitManyAsync(batch, cancellationToken);
    }

    /// <summary>The tenants that anything was ever stored for, in ordinal order.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    public IAsyncEnumerable<TenantId> TenantsAsync(CancellationToken cancellationToken) => Enumerate(Queries.Tenants, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        return Read(stream.Tenant, cancellationToken, d => Queries.Stream(d, stream, afterVersion));
    }

    /// <inheritdoc/>
    public ValueTask<long> VersionAsync(StreamId stream, CancellationToken cancellationToken) =>
        Read(stream.Tenant, cancellationToken, d => Queries.Version(d, stream));

    /// <inheritdoc/>
    public IAsyncEnumerable<EventEnvelope> ReadAllAsync(TenantId tenant, string kind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Rows(tenant, d => Queries.All(d, tenant, kind), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamHead> HeadsAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Rows(tenant, d => Queries.Heads(d, tenant), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamHead> HeadsAtAsync(TenantId tenant, long events, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        return Rows(tenant, d => Queries.HeadsAt(d, tenant, events), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredBytes?> AnswerAsync(TenantId tenant, MessageId message, CancellationToken cancellationToken)
    {
        if (message.Value is null) throw new ArgumentException("A message id is required.", nameof(message));
        return Read(tenant, cancellationToken, d => Queries.Answer(d, tenant, message));
    }

    /// <inheritdoc/>
    IAsyncEnumerable<InboxEntry> IInbox.ListAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Rows(tenant, d => Queries.Inbox(d, tenant), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<TimerEntry>> ClaimDueAsync(Lease lease, int max, CancellationToken cancellationToken)
    {
        CheckLease(lease, max);
        return Write(lease.Tenant, cancellationToken, d => WorkQueues.ClaimTimers(d, lease, max));
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<OutboxMessage>> ClaimAsync(Lease lease, int max, CancellationToken cancellationToken)
    {
        CheckLease(lease, max);
        return Write(lease.Tenant, cancellationToken, d => WorkQueues.ClaimOutbox(d, lease, max));
    }

    /// <inheritdoc/>
    public async ValueTask SettleAsync(TenantId tenant, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        await Write(tenant, cancellationToken, d => WorkQueues.Settle(d, tenant, key)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    IAsyncEnumerable<QuarantineEntry> IQuarantine.ListAsync(TenantId tenant, string? code, CancellationToken cancellationToken) =>
        Rows(tenant, d => Quarantine.Waiting(d, tenant, code), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<QuarantineEntry> ListSettledAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Rows(tenant, d => Quarantine.Settled(d, tenant), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<QuarantineEntry?> EntryAsync(TenantId tenant, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Read(tenant, cancellationToken, d => Quarantine.Entry(d, tenant, key));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The bytes are overwritten in the file, and the write-ahead log is emptied into it where no reader is in the way; else by the next checkpoint.
    /// </remarks>
    public async ValueTask EraseAsync(TenantId tenant, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        await Write(tenant, cancellationToken, d => Quarantine.Forget(d, tenant, key), static d => Vault.EmptyLog(d)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StreamId> FindAsync(TenantId tenant, string clue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clue);
        return Rows(tenant, d => Queries.Find(d, tenant, clue), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask PutAsync(TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries,
        CancellationToken cancellationToken)
    {
        if (entries.IsDefault) throw new ArgumentException("Entries are required.", nameof(entries));
        foreach (var entry in entries) CheckToken(entry.Key);
        await Write(tenant, cancellationToken, d => Vault.Put(d, tenant, entries)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<StoredBytes?> OpenAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken)
    {
        CheckToken(token);
        return Read(tenant, cancellationToken, d => Queries.Person(d, tenant, token));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The bytes are overwritten in the file, and the write-ahead log is emptied into it where no reader is in the way; else by the next checkpoint.
    /// </remarks>
    public async ValueTask EraseAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken)
    {
        CheckToken(token);
        await Write(tenant, cancellationToken, d => Vault.Erase(d, tenant, token), static d => Vault.EmptyLog(d)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The bytes are overwritten in the file, and the write-ahead log is emptied into it where no reader is in the way; else by the next checkpoint.
    /// </remarks>
    public ValueTask<int> DropAsync(StreamId stream, ValueList<long> versions, NodaTime.LocalDate on, CancellationToken cancellationToken) =>
        Write(stream.Tenant, cancellationToken, d => Retention.Drop(d, stream, versions, on), static d => Vault.EmptyLog(d));

    /// <summary>The zone that a tenant's times are told in; null where none was kept.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>An IANA name such as <c>Asia/Shanghai</c>, as it was kept.</returns>
    /// <exception cref="ArgumentException">The tenant is unset.</exception>
    public ValueTask<string?> ZoneAsync(TenantId tenant, CancellationToken cancellationToken) => Read(tenant, cancellationToken, d => Zones.Of(d, tenant));

    /// <summary>Keeps the zone that a tenant's times are told in; the one that is kept already is written again by nobody.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="zone">An IANA name such as <c>Asia/Shanghai</c>; whoever reads it says what it means.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The tenant is unset, or the zone is empty.</exception>
    public async ValueTask KeepZoneAsync(TenantId tenant, string zone, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(zone);
        if (await ZoneAsync(tenant, cancellationToken).ConfigureAwait(false) == zone) return;
        await Write(tenant, cancellationToken, d => Zones.Keep(d, tenant, zone)).ConfigureAwait(false);
    }

    /// <summary>Closes the file when running calls are done; the write-ahead log goes into it.</summary>
    public void Dispose()
    {
        _readers.Dispose();
        _turn.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private ValueTask<T> Read<T>(TenantId tenant, CancellationToken cancellationToken, Func<Database, T> query)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CheckTenant(tenant);
        if (_turn.TryRead(query, out var result)) return new(result);
        using var loan = _readers.Borrow();
        return new(query(loan.Database));
    }

    private IAsyncEnumerable<T> Rows<T>(TenantId tenant, Func<Database, IEnumerable<T>> query, CancellationToken cancellationToken)
    {
        CheckTenant(tenant);
        return Enumerate(query, cancellationToken);
    }

    private async IAsyncEnumerable<T> Enumerate<T>(Func<Database, IEnumerable<T>> query, CancellationToken callerToken,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        callerToken.ThrowIfCancellationRequested();
        using var loan = await new ValueTask<ReaderPool.Loan>(_readers.Borrow()).ConfigureAwait(false);
        foreach (var row in query(loan.Database))
        {
            callerToken.ThrowIfCancellationRequested();
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    private ValueTask<T> Write<T>(TenantId tenant, CancellationToken cancellationToken, Func<Database, T> action, Action<Database>? after = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CheckTenant(tenant);
        return _turn.RunAsync(action, after, cancellationToken);
    }

    private static void CheckTenant(TenantId tenant)
    {
        if (tenant.Value is null) throw new ArgumentException("A tenant is required.", nameof(tenant));
    }

    private static void CheckToken(PersonToken token)
    {
        if (token.Value is null) throw new ArgumentException("A token is required.", nameof(token));
    }

    private static void CheckLease(Lease lease, int max)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentException.ThrowIfNullOrEmpty(lease.Owner);
        ArgumentOutOfRangeException.ThrowIfNegative(max);
    }
}
