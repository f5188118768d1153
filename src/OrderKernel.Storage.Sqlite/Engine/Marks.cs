using NodaTime;

namespace OrderKernel.Storage.Sqlite;

/// <summary>
/// Rows that no hash chain covers bear a <see cref="Mark"/>, and a tenant's marks are summed, so that a row which changed, went or came by another hand is
/// told. Postings bear none, their sum stands for them. What a transaction adds and takes is written at its end.
/// </summary>
internal sealed class Marks(Database database)
{
    public const string Inbox = "inbox", Timers = "timers", Vault = "vault", Outbox = "outbox", Quarantine = "quarantine", Clues = "clues", Cells = "cells",
        Postings = "postings", Types = "types", Zones = "zones";

    /// <summary>Of no tenant: what all share.</summary>
    public const long Shared = 0;

    /// <summary>After a part's name: rows of it without mark, which an earlier version wrote.</summary>
    public const string Before = "-before";

    private readonly Dictionary<(long Tenant, string Part), (long Entries, long Sum)> _changed = [];

    public static long OfAnswer(long tenant, string message, ReadOnlySpan<byte> content, ReadOnlySpan<byte> stored) =>
        Mark.Of(tenant).With(message).With(content).With(stored).Value;

    public static long OfTimer(long tenant, string key, StreamId stream, string trigger, Instant due) =>
        Mark.Of(tenant).With(key).With(stream.Kind).With(stream.Key).With(trigger).With(due).Value;

    public static long OfPerson(long tenant, string token, ReadOnlySpan<byte> bytes) => Mark.Of(tenant).With(token).With(bytes).Value;

    public static long OfEffect(long tenant, string key, string kind, Instant due, ReadOnlySpan<byte> body, bool isSettled) =>
        Mark.Of(tenant).With(key).With(kind).With(due).With(body).With(isSettled ? 1 : 0).Value;

    public static long OfClue(long tenant, string clue, StreamId stream) => Mark.Of(tenant).With(clue).With(stream.Kind).With(stream.Key).Value;

    public static long OfCell(long tenant, StockCell cell, long id) =>
        Mark.Of(tenant).With(cell.Sku.Value).With(cell.Location.Value).With(cell.Pool.Value ?? "").With(cell.Batch.Value ?? "").With(id).Value;

    public static long OfPosting(long tenant, long cell, long account, long delta) => Mark.Of(tenant).With(cell).With(account).With(delta).Value;

    public static long OfTenant(long id, string name, long epoch, long events) => Mark.Of(id).With(name).With(epoch).With(events).Value;

    public static long OfName(long id, string name) => Mark.Of(id).With(name).Value;

    public static long OfZone(string tenant, string zone) => Mark.Of(Shared).With(tenant).With(zone).Value;

    /// <summary>A row was added.</summary>
    public long Add(long tenant, string part, long mark)
    {
        Change(tenant, part, 1, mark);
        return mark;
    }

    /// <summary>A row is taken away; one of an earlier version has no mark.</summary>
    public void Take(long tenant, string part, long? mark)
    {
        if (mark is { } known) Change(tenant, part, -1, -known);
        else Change(tenant, part + Before, -1, 0);
    }

    /// <summary>Writes the sums, inside the transaction that changed them.</summary>
    public void Write()
    {
        foreach (var (key, change) in _changed.Select(c => (c.Key, c.Value)))
        {
            database["""
                INSERT INTO sums(tenant, part, entries, marks) VALUES(?1, ?2, ?3, ?4)
                ON CONFLICT(tenant, part) DO UPDATE SET entries = entries + ?3, marks = marks + ?4
                """].Bind(key.Tenant).Bind(key.Part).Bind(change.Entries).Bind(change.Sum).Run();
        }

        _changed.Clear();
    }

    /// <summary>What a transaction changed that was taken back.</summary>
    public void Forget() => _changed.Clear();

    private void Change(long tenant, string part, long entries, long sum)
    {
        _changed.TryGetValue((tenant, part), out var known);
        _changed[(tenant, part)] = (known.Entries + entries, known.Sum + sum);
    }
}
