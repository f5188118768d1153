using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite;

/// <summary>What is read, as rows of one state of the file.</summary>
internal static class Queries
{
    private const string EventColumns = "e.position, e.type, e.at, e.at_nano, e.bytes, e.hash";

    // One statement, so that all is of one state without a transaction around it.
    private static readonly string OneStream = $"""
        SELECT {EventColumns} FROM streams s CROSS JOIN events e ON e.position > s.id * {Schema.VersionsPerStream} + ? AND e.position < (s.id + 1) * {Schema.VersionsPerStream}
        WHERE s.tenant = ? AND s.kind = ? AND s.key = ? ORDER BY e.position
        """;

    /// <summary>The number of a tenant; 0 when it has nothing yet.</summary>
    /// <remarks>A number once committed stays, so a connection that reads may remember it.</remarks>
    public static long Tenant(Database database, TenantId tenant)
    {
        if (database.Tenants is { } known && known.TryGetValue(tenant, out var id)) return id;
        var find = database["SELECT id FROM tenants WHERE name = ?"].Bind(tenant.Value);
        if (!find.Step()) return 0;
        id = find.Long(0);
        find.Reset();
        database.Tenants?.Add(tenant, id);
        return id;
    }

    public static ImmutableArray<EventEnvelope> Stream(Database database, StreamId stream, long afterVersion)
    {
        if (afterVersion >= Schema.VersionsPerStream) return [];
        var rows = database[OneStream].Bind(afterVersion).Bind(Tenant(database, stream.Tenant)).Bind(stream.Kind).Bind(stream.Key);
        if (!rows.Step()) return [];
        var events = ImmutableArray.CreateBuilder<EventEnvelope>();
        do events.Add(Envelope(rows, stream));
        while (rows.Step());
        return events.ToImmutable();
    }

    public static long Version(Database database, StreamId stream)
    {
        var find = database["SELECT version FROM streams WHERE tenant = ? AND kind = ? AND key = ?"]
            .Bind(Tenant(database, stream.Tenant)).Bind(stream.Kind).Bind(stream.Key);
        if (!find.Step()) return 0;
        var version = find.Long(0);
        find.Reset();
        return version;
    }

    public static IEnumerable<EventEnvelope> All(Database database, TenantId tenant, string kind)
    {
        var rows = database[$"""
            SELECT {EventColumns}, s.key FROM streams s CROSS JOIN events e ON e.position > s.id * {Schema.VersionsPerStream} AND e.position < (s.id + 1) * {Schema.VersionsPerStream}
            WHERE s.tenant = ? AND s.kind = ? ORDER BY s.key, e.position
            """].Bind(Tenant(database, tenant)).Bind(kind);
        StreamId stream = default;
        long number = -1;
        while (rows.Step())
        {
            if (number != rows.Long(0) / Schema.VersionsPerStream)
            {
                number = rows.Long(0) / Schema.VersionsPerStream;
                stream = rows.Id(6, key => StreamId.Of(tenant, kind, key));
            }

            yield return Envelope(rows, stream);
        }
    }

    public static IEnumerable<TenantId> Tenants(Database database)
    {
        var rows = database["SELECT name FROM tenants ORDER BY name"];
        while (rows.Step()) yield return TenantId.Of(rows.Text(0));
    }

    public static IEnumerable<StreamHead> Heads(Database database, TenantId tenant)
    {
        var rows = database["SELECT kind, key, version, hash FROM streams WHERE tenant = ? ORDER BY kind, key"].Bind(Tenant(database, tenant));
        while (rows.Step()) yield return new(Stream(rows, 0, tenant), rows.Long(2), rows.Hash(3));
    }

    public static IEnumerable<StreamHead> HeadsAt(Database database, TenantId tenant, long events)
    {
        var rows = database[$"""
            SELECT s.kind, s.key, e.position, e.hash FROM streams s CROSS JOIN events e ON e.position = (SELECT max(x.position) FROM events x
              WHERE x.position > s.id * {Schema.VersionsPerStream} AND x.position < (s.id + 1) * {Schema.VersionsPerStream} AND x.ordinal <= ?)
            WHERE s.tenant = ? ORDER BY s.kind, s.key
            """].Bind(events).Bind(Tenant(database, tenant));
        while (rows.Step()) yield return new(Stream(rows, 0, tenant), rows.Long(2) % Schema.VersionsPerStream, rows.Hash(3));
    }

    public static ImmutableArray<StockBalance> Balances(Database database, TenantId tenant, ImmutableArray<StockCell> cells)
    {
        database["BEGIN"].Run();
        var id = Tenant(database, tenant);
        var balances = ImmutableArray.CreateBuilder<StockBalance>(cells.Length * 2);
        foreach (var cell in cells)
        {
            var rows = StockPage.BindCell(
                database["SELECT b.account, b.units FROM cells c JOIN balances b ON b.cell = c.id WHERE c.tenant = ? AND c.sku = ? AND c.location = ? AND c.pool = ? AND c.batch = ? ORDER BY b.account"].Bind(id),
                cell);
            while (rows.Step()) balances.Add(new(cell, (StockAccount)rows.Int(0), rows.Long(1)));
        }

        return balances.ToImmutable();
    }

    public static ImmutableArray<StockBalance> Balances(Database database, TenantId tenant, SkuId sku)
    {
        var rows = database["""
            SELECT c.location, c.pool, c.batch, b.account, b.units FROM cells c JOIN balances b ON b.cell = c.id WHERE c.tenant = ? AND c.sku = ?
            ORDER BY c.location, c.pool, c.batch, b.account
            """].Bind(Tenant(database, tenant)).Bind(sku.Value);
        var balances = ImmutableArray.CreateBuilder<StockBalance>();
        while (rows.Step())
        {
            var pool = rows.Text(1).Length == 0 ? default : rows.Id(1, PoolId.Of);
            var batch = rows.Text(2).Length == 0 ? default : rows.Id(2, BatchId.Of);
            balances.Add(new(new(rows.Id(0, LocationId.Of), sku, pool, batch), (StockAccount)rows.Int(3), rows.Long(4)));
        }

        return balances.ToImmutable();
    }

    public static ImmutableArray<SkuId> Skus(Database database, TenantId tenant, SkuId after, int max)
    {
        var rows = database["SELECT DISTINCT sku FROM cells WHERE tenant = ? AND sku > ? ORDER BY sku LIMIT ?"]
            .Bind(Tenant(database, tenant)).Bind(after.Value ?? "").Bind(max);
        var skus = ImmutableArray.CreateBuilder<SkuId>();
        while (rows.Step()) skus.Add(rows.Id(0, SkuId.Of));
        return skus.ToImmutable();
    }

    public static StoredBytes? Answer(Database database, TenantId tenant, MessageId message) =>
        Single(database["SELECT answer FROM inbox WHERE tenant = ? AND message = ?"].Bind(Tenant(database, tenant)).Bind(message.Value), isPacked: true);

    public static IEnumerable<InboxEntry> Inbox(Database database, TenantId tenant)
    {
        var rows = database["SELECT message, answer FROM inbox WHERE tenant = ? ORDER BY message"].Bind(Tenant(database, tenant));
        while (rows.Step()) yield return new(rows.Id(0, MessageId.Of), rows.Unpacked(1));
    }

    public static IEnumerable<StreamId> Find(Database database, TenantId tenant, string clue)
    {
        var rows = database["SELECT kind, key FROM clues WHERE tenant = ? AND clue = ? ORDER BY kind, key"].Bind(Tenant(database, tenant)).Bind(clue);
        while (rows.Step()) yield return Stream(rows, 0, tenant);
    }

    public static StoredBytes? Person(Database database, TenantId tenant, PersonToken token) =>
        Single(database[Schema.VersionOf(database) < Schema.ClearVersion
            ? "SELECT value FROM vault WHERE tenant = ? AND token = ?"
            : "SELECT coalesce(c.bytes, v.value) FROM vault v LEFT JOIN clear c ON c.id = v.clear WHERE v.tenant = ? AND v.token = ?"]
            .Bind(Tenant(database, tenant)).Bind(token.Value), isPacked: false);

    public static StreamId Stream(Statement rows, int column, TenantId tenant)
    {
        var kind = rows.Text(column);
        return rows.Id(column + 1, key => StreamId.Of(tenant, kind, key));
    }

    private static StoredBytes? Single(Statement rows, bool isPacked)
    {
        if (!rows.Step()) return null;
        var bytes = isPacked ? rows.Unpacked(0) : rows.Bytes(0);
        rows.Reset();
        return new(bytes);
    }

    private static EventEnvelope Envelope(Statement rows, StreamId stream) =>
        new(stream, rows.Long(0) % Schema.VersionsPerStream, rows.Type(1), rows.At(2), rows.Event(4), rows.Hash(5));
}
