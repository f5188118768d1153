using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite;

/// <summary>Hands out timers and effects under leases; runs inside a writing transaction.</summary>
internal static class WorkQueues
{
    private const string IsDue =
        "tenant = ?1 AND (due, due_nano) <= (?2, ?3) AND (owner IS NULL OR owner = ?4 OR (until, until_nano) <= (?2, ?3)) ORDER BY due, due_nano, key LIMIT ?5";

    /// <summary>Timers that are due, read along their index from the earliest on.</summary>
    public const string DueTimers = "SELECT key, kind, stream, trigger, due, due_nano FROM timers WHERE " + IsDue;

    /// <summary>Effects that are due and not settled, read along their index from the oldest on.</summary>
    public const string DueEffects = "SELECT key, kind, due, due_nano, body FROM outbox WHERE settled = 0 AND " + IsDue;

    public static ImmutableArray<TimerEntry> ClaimTimers(Database database, Lease lease, int max)
    {
        var tenant = Queries.Tenant(database, lease.Tenant);
        var rows = database[DueTimers].Bind(tenant).Bind(lease.Now).Bind(lease.Owner).Bind(max);
        var timers = ImmutableArray.CreateBuilder<TimerEntry>();
        while (rows.Step()) timers.Add(new(rows.Text(0), Queries.Stream(rows, 1, lease.Tenant), rows.Text(3), rows.At(4)));
        foreach (var timer in timers)
            database["UPDATE timers SET owner = ?, until = ?, until_nano = ? WHERE tenant = ? AND key = ?"].Bind(lease.Owner).Bind(lease.Until).Bind(tenant)
                .Bind(timer.Key).Run();
        return timers.ToImmutable();
    }

    public static ImmutableArray<OutboxMessage> ClaimOutbox(Database database, Lease lease, int max)
    {
        var tenant = Queries.Tenant(database, lease.Tenant);
        var rows = database[DueEffects].Bind(tenant).Bind(lease.Now).Bind(lease.Owner).Bind(max);
        var messages = ImmutableArray.CreateBuilder<OutboxMessage>();
        while (rows.Step()) messages.Add(new(rows.Text(0), rows.Text(1), rows.At(2), rows.Bytes(4)));
        foreach (var message in messages)
            database["UPDATE outbox SET owner = ?, until = ?, until_nano = ? WHERE tenant = ? AND key = ?"].Bind(lease.Owner).Bind(lease.Until).Bind(tenant)
                .Bind(message.Key).Run();
        return messages.ToImmutable();
    }

    public static bool Settle(Database database, TenantId tenant, string key)
    {
        var id = Queries.Tenant(database, tenant);
        var row = database["SELECT mark, kind, due, due_nano FROM outbox WHERE tenant = ? AND key = ? AND settled = 0"].Bind(id).Bind(key);
        if (!row.Step()) return true;
        database.Marks.Take(id, Marks.Outbox, row.Number(0));
        var mark = database.Marks.Add(id, Marks.Outbox, Marks.OfEffect(id, key, row.Text(1), row.At(2), default, isSettled: true));
        row.Reset();
        database["UPDATE outbox SET settled = 1, body = x'', owner = NULL, until = NULL, until_nano = NULL, mark = ? WHERE tenant = ? AND key = ?"]
            .Bind(mark).Bind(id).Bind(key).Run();
        return true;
    }
}
