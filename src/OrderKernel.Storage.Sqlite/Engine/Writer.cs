using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite;

/// <summary>Decides and writes units of work inside one transaction. Used by one thread at a time.</summary>
internal sealed class Writer(Database database)
{
    private readonly StockPage _stock = new(database);
    private readonly Packer _packer = new();
    private readonly List<Head> _heads = [];
    private readonly Dictionary<TenantId, Tenant> _tenants = [];
    private long _lastStream;
    private bool _isUpgraded;

    /// <summary>Commits a batch in one transaction: each value is decided on what stands before it and then written whole, or not at all.</summary>
    public CommitOutcome[] Commit(IReadOnlyList<Changes> batch) => Transact(_ =>
    {
        var outcomes = new CommitOutcome[batch.Count];
        _tenants.Clear();
        _lastStream = database.Number("SELECT max(position) FROM events") / Schema.VersionsPerStream;
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] = Commit(batch[i]);
        foreach (var tenant in _tenants.Values) Write(tenant);
        return outcomes;
    });

    /// <summary>Runs something inside one transaction.</summary>
    public T Transact<T>(Func<Database, T> action)
    {
        database["BEGIN IMMEDIATE"].Run();
        try
        {
            if (!_isUpgraded) Schema.Upgrade(database);
            var result = action(database);
            database.Marks.Write();
            database["COMMIT"].Run();
            _isUpgraded = true;
            return result;
        }
        catch
        {
            database.Types.Forget();
            database.Marks.Forget();
            throw;
        }
        finally
        {
            database.RollBack();
        }
    }

    /// <summary>The number of a tenant, which is made when it is not there yet.</summary>
    public static long TenantOf(Database database, TenantId tenant) => LoadTenant(database, tenant).Id;

    private static Tenant LoadTenant(Database database, TenantId name)
    {
        for (; ; )
        {
            var find = database["SELECT id, epoch, events FROM tenants WHERE name = ?"].Bind(name.Value);
            if (find.Step())
            {
                var tenant = new Tenant(find.Long(0), name) { Epoch = find.Long(1), Events = find.Long(2) };
                find.Reset();
                return tenant;
            }

            var id = database.Number("SELECT max(id) FROM tenants") + 1;
            database["INSERT INTO tenants(id, name, epoch, events, mark) VALUES(?, ?, 0, 0, ?)"].Bind(id).Bind(name.Value)
                .Bind(Marks.OfTenant(id, name.Value, 0, 0)).Run();
        }
    }

    private void Write(Tenant tenant)
    {
        if (!tenant.IsChanged) return;
        database["UPDATE tenants SET epoch = ?, events = ?, mark = ? WHERE id = ?"].Bind(tenant.Epoch).Bind(tenant.Events)
            .Bind(Marks.OfTenant(tenant.Id, tenant.Name.Value, tenant.Epoch, tenant.Events)).Bind(tenant.Id).Run();
    }

    private CommitOutcome Commit(Changes changes)
    {
        if (!_tenants.TryGetValue(changes.Tenant, out var tenant)) _tenants.Add(changes.Tenant, tenant = LoadTenant(database, changes.Tenant));
        if (Decide(tenant, changes) is { } refused) return refused;
        var answer = _packer.Pack(changes.Answer.Span);
        var mark = database.Marks.Add(tenant.Id, Marks.Inbox, Marks.OfAnswer(tenant.Id, changes.Message.Value, changes.Content.Span, answer));
        database["INSERT INTO inbox(tenant, message, content, answer, mark) VALUES(?, ?, ?, ?, ?)"]
            .Bind(tenant.Id).Bind(changes.Message.Value).Bind(changes.Content.Span).Bind(answer).Bind(mark).Run();
        var events = tenant.Events;
        for (var i = 0; i < changes.Appends.Count; i++) events = Append(tenant.Id, events, changes.Appends[i], _heads[i]);
        tenant.IsChanged |= events != tenant.Events || changes.Epoch != tenant.Epoch;
        (tenant.Epoch, tenant.Events) = (changes.Epoch, events);
        if (!changes.Postings.IsEmpty) _stock.Write(tenant.Id, changes.Postings);
        WriteWork(tenant.Id, changes);
        Quarantine.Write(database, tenant.Id, changes);
        foreach (var entry in changes.Index)
        {
            var clue = Marks.OfClue(tenant.Id, entry.Clue, entry.Stream);
            var fresh = database["INSERT INTO clues(tenant, clue, kind, key, mark) VALUES(?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1"]
                .Bind(tenant.Id).Bind(entry.Clue).Bind(entry.Stream.Kind).Bind(entry.Stream.Key).Bind(clue);
            while (fresh.Step()) database.Marks.Add(tenant.Id, Marks.Clues, clue);
        }

        return CommitOutcome.Done.Instance;
    }

    private CommitOutcome? Decide(Tenant tenant, Changes changes)
    {
        var inbox = database["SELECT content, answer FROM inbox WHERE tenant = ? AND message = ?"].Bind(tenant.Id).Bind(changes.Message.Value);
        if (inbox.Step())
        {
            CommitOutcome repeated = inbox.Span(0).SequenceEqual(changes.Content.Span)
                ? new CommitOutcome.Repeated(inbox.Unpacked(1))
                : CommitOutcome.OtherContent.Instance;
            inbox.Reset();
            return repeated;
        }

        if (changes.Epoch < tenant.Epoch) return new CommitOutcome.Fenced(tenant.Epoch);
        _heads.Clear();
        foreach (var append in changes.Appends)
        {
            var head = LoadHead(tenant.Id, append.Stream);
            var isMoved = head.Version > 0 && append.After is { } after && !head.Hash.AsSpan().SequenceEqual(after.Bytes.Span);
            if (isMoved || head.Version != append.ExpectedVersion) return new CommitOutcome.VersionMoved(append.Stream, head.Version);
            if (head.Version + append.Events.Count >= Schema.VersionsPerStream)
                throw new InvalidOperationException($"{append.Stream} would have more than {Schema.VersionsPerStream - 1} events.");
            _heads.Add(head);
        }

        return changes.Postings.IsEmpty && changes.Floors.IsEmpty ? null : _stock.Decide(tenant.Id, changes);
    }

    private Head LoadHead(long tenant, StreamId stream)
    {
        var find = database["SELECT id, version, hash FROM streams WHERE tenant = ? AND kind = ? AND key = ?"].Bind(tenant).Bind(stream.Kind).Bind(stream.Key);
        if (!find.Step()) return default;
        var head = new Head(find.Long(0), find.Long(1), find.Span(2).ToArray());
        find.Reset();
        return head;
    }

    private long Append(long tenant, long ordinal, StreamAppend append, Head head)
    {
        if (append.Events.IsEmpty) return ordinal;
        var stream = head.Version == 0 ? ++_lastStream : head.Id;
        foreach (var envelope in append.Events)
        {
            database["INSERT INTO events(position, ordinal, type, at, at_nano, bytes, hash) VALUES(?, ?, ?, ?, ?, ?, ?)"]
                .Bind((stream * Schema.VersionsPerStream) + envelope.Version).Bind(++ordinal)
                .Bind(database.Types.NumberOf(envelope.Type)).Bind(envelope.At)
                .Bind(_packer.Pack(envelope.Bytes.Span)).Bind(envelope.Hash.Bytes.Span).Run();
        }

        var last = append.Events[append.Events.Count - 1];
        if (head.Version == 0)
        {
            database["INSERT INTO streams(tenant, kind, key, id, version, hash) VALUES(?, ?, ?, ?, ?, ?)"]
                .Bind(tenant).Bind(append.Stream.Kind).Bind(append.Stream.Key).Bind(stream).Bind(last.Version).Bind(last.Hash.Bytes.Span).Run();
        }
        else
        {
            database["UPDATE streams SET version = ?, hash = ? WHERE tenant = ? AND kind = ? AND key = ?"]
                .Bind(last.Version).Bind(last.Hash.Bytes.Span).Bind(tenant).Bind(append.Stream.Kind).Bind(append.Stream.Key).Run();
        }

        return ordinal;
    }

    private void WriteWork(long tenant, Changes changes)
    {
        foreach (var timer in changes.Timers)
        {
            var before = database["DELETE FROM timers WHERE tenant = ? AND key = ? RETURNING mark"].Bind(tenant).Bind(timer.Key);
            while (before.Step()) database.Marks.Take(tenant, Marks.Timers, before.Number(0));
            if (timer.DueAt is not { } dueAt) continue;
            var mark = database.Marks.Add(tenant, Marks.Timers, Marks.OfTimer(tenant, timer.Key, timer.Stream, timer.Trigger, dueAt));
            database["INSERT INTO timers(tenant, key, kind, stream, trigger, due, due_nano, mark) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"]
                .Bind(tenant).Bind(timer.Key).Bind(timer.Stream.Kind).Bind(timer.Stream.Key).Bind(timer.Trigger).Bind(dueAt).Bind(mark).Run();
        }

        foreach (var message in changes.Outbox)
        {
            var mark = Marks.OfEffect(tenant, message.Key, message.Kind, message.NotBefore, message.Body.Span, isSettled: false);
            var fresh = database["""
                INSERT INTO outbox(tenant, key, kind, due, due_nano, body, settled, mark) VALUES(?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING RETURNING 1
                """].Bind(tenant).Bind(message.Key).Bind(message.Kind).Bind(message.NotBefore).Bind(message.Body.Span).Bind(mark);
            while (fresh.Step()) database.Marks.Add(tenant, Marks.Outbox, mark);
        }
    }

    private sealed class Tenant(long id, TenantId name)
    {
        public long Id => id;

        public TenantId Name => name;

        public long Epoch { get; set; }

        public long Events { get; set; }

        public bool IsChanged { get; set; }
    }

    private readonly record struct Head(long Id, long Version, byte[] Hash);
}
