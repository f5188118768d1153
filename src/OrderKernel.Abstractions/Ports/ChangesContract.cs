using System.Collections.Immutable;

namespace OrderKernel.Ports;

/// <summary>What a unit of work must be in itself, whatever the store holds; every store asks it first.</summary>
public static class ChangesContract
{
    /// <summary>Passes when the value keeps its own contract.</summary>
    /// <param name="changes">What one decision changes.</param>
    /// <exception cref="ArgumentException">An id is unset, something belongs to another tenant, versions have a gap, a stream stands there twice, a posting
    /// is zero, a sign is not ±1, a record is settled without a reason, or the epoch is negative.</exception>
    public static void Check(Changes changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Tenant.Value is null) throw Broken("A tenant is required.");
        if (changes.Message.Value is null) throw Broken("A message id is required.");
        if (changes.Epoch < 0) throw Broken("An epoch is not negative.");
        CheckAppends(changes);
        CheckStock(changes);
        foreach (var timer in changes.Timers)
        {
            if (string.IsNullOrEmpty(timer.Key) || timer.Trigger is null) throw Broken("A timer needs a key and a trigger.");
            CheckTenant(changes, timer.Stream);
        }

        foreach (var message in changes.Outbox)
        {
            if (string.IsNullOrEmpty(message.Key) || string.IsNullOrEmpty(message.Kind)) throw Broken("An effect needs a key and a kind.");
        }

        CheckRecords(changes);
        foreach (var entry in changes.Index)
        {
            if (string.IsNullOrEmpty(entry.Clue)) throw Broken("An index entry needs a clue.");
            CheckTenant(changes, entry.Stream);
        }
    }

    /// <summary>Passes when every value of a batch keeps its own contract.</summary>
    /// <param name="batch">The values in the order of their commits; it may be empty, not <c>default</c>.</param>
    /// <exception cref="ArgumentException">One does not; its place in the batch is in the message.</exception>
    public static void Check(ImmutableArray<Changes> batch)
    {
        if (batch.IsDefault) throw new ArgumentException("A batch is required.", nameof(batch));
        for (var i = 0; i < batch.Length; i++)
        {
            try { Check(batch[i]); }
            catch (ArgumentException e) { throw new ArgumentException($"Value {i} of the batch: {e.Message}", nameof(batch), e); }
        }
    }

    private static void CheckRecords(Changes changes)
    {
        foreach (var entry in changes.Quarantine)
        {
            if (string.IsNullOrEmpty(entry.Key) || string.IsNullOrEmpty(entry.Code) || entry.Source is null || entry.Detail is null
                || entry.Door is null || entry.Fingerprint is null) throw Broken("A quarantine entry needs key, code, source, detail, door and fingerprint.");
            if (entry.Settlement is not null) throw Broken($"Record '{entry.Key}' is put away as settled.");
        }

        foreach (var settled in changes.Settled)
        {
            if (string.IsNullOrEmpty(settled.Key) || settled.As == 0 || settled.By.Value is null || string.IsNullOrEmpty(settled.Why))
                throw Broken("A settlement needs key, kind, actor and reason.");
        }
    }

    private static void CheckAppends(Changes changes)
    {
        var seen = changes.Appends.Count > 8 ? new HashSet<StreamId>() : null;
        for (var i = 0; i < changes.Appends.Count; i++)
        {
            var append = changes.Appends[i];
            CheckTenant(changes, append.Stream);
            if (append.ExpectedVersion < 0) throw Broken($"{append.Stream}: an expected version is not negative.");
            var isTwice = seen is not null && !seen.Add(append.Stream);
            for (var j = 0; seen is null && !isTwice && j < i; j++) isTwice = changes.Appends[j].Stream == append.Stream;
            if (isTwice) throw Broken($"{append.Stream} stands in the value twice.");
            var version = append.ExpectedVersion;
            foreach (var envelope in append.Events)
            {
                if (envelope.Stream != append.Stream) throw Broken($"{append.Stream}: an event belongs to {envelope.Stream}.");
                if (envelope.Version != ++version) throw Broken($"{append.Stream}: version {version} should follow, not {envelope.Version}.");
                if (string.IsNullOrEmpty(envelope.Type) || envelope.Hash.Bytes.IsEmpty)
                    throw Broken($"{append.Stream}: version {version} has no type or no hash.");
            }
        }
    }

    private static void CheckStock(Changes changes)
    {
        foreach (var posting in changes.Postings)
        {
            CheckCell(posting.Cell);
            if (posting.Account <= 0 || posting.Delta.Units == 0) throw Broken("A posting needs an account and a change.");
        }

        foreach (var floor in changes.Floors)
        {
            CheckCell(floor.Cell);
            foreach (var term in floor.Terms)
            {
                if (term.Account <= 0 || term.Sign is not (1 or -1)) throw Broken("A floor's term needs an account and a sign of +1 or -1.");
            }
        }
    }

    private static void CheckCell(StockCell cell)
    {
        if (cell.Location.Value is null || cell.Sku.Value is null) throw Broken("A stock cell needs a location and a SKU.");
    }

    private static void CheckTenant(Changes changes, StreamId stream)
    {
        if (stream.Tenant != changes.Tenant) throw Broken($"'{stream}' is not of tenant {changes.Tenant}.");
    }

    private static ArgumentException Broken(string message) => new(message, "changes");
}
