using System.Globalization;
using System.Text;
using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite;

/// <summary>
/// An anchor in a small text file beside the store, one line a tenant: <c>streams events hash tenant</c>; then what is kept of its rows beside the events,
/// one line a part: <c>rows part entries marks tenant</c>.
/// </summary>
/// <remarks>
/// <para>Concurrency: safe for threads and for processes, which take turns on an empty file <c>.lock</c> beside it. Idempotency: the same head twice is
/// one.</para>
/// <para>Failure: a new file is written whole, flushed and renamed over the old one, so a
/// cut of power leaves the old or the new one. Proof: anchor tests of this package.</para>
/// </remarks>
public sealed class FileAnchor : IAnchor
{
    private const int TriesMax = 200;

    private const string RowsWord = "rows ";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly object _gate = new();

    /// <summary>An anchor at a path of its own, on another disk for instance.</summary>
    /// <param name="path">The anchor's file; its folder must exist.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public FileAnchor(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>The anchor's file.</summary>
    public string Path { get; }

    /// <summary>The anchor that lies beside a store file as <c>.anchor</c>.</summary>
    /// <param name="storePath">The store's file.</param>
    public static FileAnchor Beside(string storePath) => new(storePath + ".anchor");

    /// <inheritdoc/>
    /// <exception cref="StoreUnusableException">The file is damaged or cannot be written.</exception>
    public async ValueTask KeepAsync(PartitionHead head, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(head);
        using var turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            var (heads, rows) = Load();
            if (heads.TryGetValue(head.Tenant, out var kept))
            {
                if (kept == head || kept.Events > head.Events) return;
                if (kept.Events == head.Events)
                    throw new InvalidOperationException($"The heads of {head.Tenant} at {head.Events} events are not those that were anchored.");
            }

            heads[head.Tenant] = head;
            Save(heads.Values, rows);
        }
    }

    /// <summary>
    /// Keeps how many rows a tenant has beside its events, and what their marks add up to; of a part with as many as are kept, or fewer, nothing.
    /// </summary>
    /// <param name="store">The store beside which the anchor lies.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <remarks>A commit without events is in no head: that a damaged log lost it is told by these rows alone.</remarks>
    /// <exception cref="StoreUnusableException">The file is damaged or cannot be written, or the store cannot be read.</exception>
    public async ValueTask KeepRowsAsync(SqliteOrderStore store, TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        await WriteRowsAsync(tenant, await store.RowSumsAsync(tenant, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps of a tenant's rows what another anchor keeps, for a copy of its store.</summary>
    /// <param name="from">The anchor of the store that was copied, as it was before.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="StoreUnusableException">A file is damaged, or this one cannot be written.</exception>
    public ValueTask BringRowsAsync(FileAnchor from, TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        return WriteRowsAsync(tenant, from.RowsOf(tenant).ToValueList(), cancellationToken);
    }

    internal IReadOnlyList<RowSum> RowsOf(TenantId tenant)
    {
        lock (_gate) return [.. Load().Rows.Where(r => r.Key.Tenant == tenant).Select(r => r.Value)];
    }

    private async ValueTask WriteRowsAsync(TenantId tenant, ValueList<RowSum> sums, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            var (heads, rows) = Load();
            var isNew = false;
            foreach (var sum in sums)
            {
                if (rows.TryGetValue((tenant, sum.Part), out var kept) && kept.Entries >= sum.Entries) continue;
                rows[(tenant, sum.Part)] = sum;
                isNew = true;
            }

            if (isNew) Save(heads.Values, rows);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="StoreUnusableException">The file is damaged or cannot be read.</exception>
    public ValueTask<PartitionHead?> LastAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) return new(Load().Heads.TryGetValue(tenant, out var head) ? head : null);
    }

    // The operating system gives the turn back when a process is killed.
    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (tries == TriesMax || e is not IOException) throw new StoreUnusableException(SqliteCodes.CannotOpen, Path, e.Message.TrimEnd('.'), e);
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private (SortedDictionary<TenantId, PartitionHead> Heads, SortedDictionary<(TenantId Tenant, string Part), RowSum> Rows) Load()
    {
        var heads = new SortedDictionary<TenantId, PartitionHead>();
        var rows = new SortedDictionary<(TenantId, string), RowSum>();
        try
        {
            if (!File.Exists(Path)) return (heads, rows);
            foreach (var line in File.ReadAllLines(Path, Encoding.UTF8))
            {
                if (line.StartsWith(RowsWord, StringComparison.Ordinal))
                {
                    var (tenant, sum) = ParseRows(line);
                    rows.Add((tenant, sum.Part), sum);
                    continue;
                }

                var head = Parse(line);
                heads.Add(head.Tenant, head);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException or OverflowException)
        {
            throw Damaged(e.Message.TrimEnd('.'), e);
        }

        return (heads, rows);
    }

    private void Save(IEnumerable<PartitionHead> heads, SortedDictionary<(TenantId Tenant, string Part), RowSum> rows)
    {
        var text = new StringBuilder();
        foreach (var head in heads)
            text.Append(string.Format(CultureInfo.InvariantCulture, "{0} {1} {2} {3}\n", head.Streams, head.Events, head.Hash, head.Tenant));
        foreach (var row in rows)
        {
            text.Append(string.Format(CultureInfo.InvariantCulture, "{0}{1} {2} {3} {4}\n", RowsWord, row.Key.Part, row.Value.Entries, row.Value.Sum,
                row.Key.Tenant));
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var fresh = Path + ".new";
        try
        {
            using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(bytes, 0, bytes.Length);
                file.Flush(flushToDisk: true);
            }

#if NET10_0_OR_GREATER
            File.Move(fresh, Path, overwrite: true);
#else
            if (File.Exists(Path)) File.Replace(fresh, Path, null);
            else File.Move(fresh, Path);
#endif
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnusableException(SqliteCodes.CannotOpen, Path, e.Message.TrimEnd('.'), e);
        }
    }

    private PartitionHead Parse(string line)
    {
        var parts = line.Split([' '], 4);
        if (parts.Length != 4 || parts[2].Length != 2 * ChainHash.Length) throw Damaged("A line is not 'streams events hash tenant'");
        var hash = new byte[ChainHash.Length];
        for (var i = 0; i < hash.Length; i++) hash[i] = byte.Parse(parts[2].Substring(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new(TenantId.Of(parts[3]), Number(parts[0]), Number(parts[1]), ChainHash.Of(hash));
    }

    private (TenantId Tenant, RowSum Sum) ParseRows(string line)
    {
        var parts = line.Split([' '], 5);
        if (parts.Length != 5) throw Damaged("A line is not 'rows part entries marks tenant'");
        return (TenantId.Of(parts[4]), new(parts[1], Number(parts[2]), Number(parts[3])));
    }

    private StoreUnusableException Damaged(string detail, Exception? inner = null) => new(SqliteCodes.AnchorDamaged, Path, detail, inner);

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
