using NodaTime;

namespace OrderKernel.Storage.Sqlite;

/// <summary>
/// Rows that no hash chain covers: answers, timers and clear values bear a <see cref="Mark"/>, and a tenant's marks are summed, so that a row which changed,
/// went or came by another hand is told. What a transaction adds and takes is written at its end.
/// </summary>
internal sealed class Marks(Database database)
{
    public const string Inbox = "inbox", Timers = "timers", Vault = "vault";

    private readonly Dictionary<(long Tenant, string Part), (long Entries, long Sum)> _changed = [];

    public static long OfAnswer(long tenant, string message, ReadOnlySpan<byte> content, ReadOnlySpan<byte> stored) =>
        Mark.Of(tenant).With(message).With(content).With(stored).Value;

    public static long OfTimer(long tenant, string key, StreamId stream, string trigger, Instant due) =>
        Mark.Of(tenant).With(key).With(stream.Kind).With(stream.Key).With(trigger).With(due.ToUnixTimeSeconds())
            .With((due - Instant.FromUnixTimeSeconds(due.ToUnixTimeSeconds())).SubsecondNanoseconds).Value;

    public static long OfPerson(long tenant, string token, ReadOnlySpan<byte> bytes) => Mark.Of(tenant).With(token).With(bytes).Value;

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
