namespace OrderKernel.Storage.Sqlite;

/// <summary>
/// The zone of a tenant's shops, by its IANA name. Files of earlier schemas have the table once a zone was kept.
/// </summary>
internal static class Zones
{
    public const string Table = "CREATE TABLE IF NOT EXISTS zones(tenant TEXT PRIMARY KEY, zone TEXT NOT NULL) STRICT, WITHOUT ROWID;";

    public static string? Of(Database database, TenantId tenant)
    {
        if (database.Number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'zones'") == 0) return null;
        var rows = database["SELECT zone FROM zones WHERE tenant = ?"].Bind(tenant.Value);
        var zone = rows.Step() ? rows.Text(0) : null;
        rows.Reset();
        return zone;
    }

    public static bool Keep(Database database, TenantId tenant, string zone)
    {
        var before = database["DELETE FROM zones WHERE tenant = ? RETURNING mark"].Bind(tenant.Value);
        while (before.Step()) database.Marks.Take(Marks.Shared, Marks.Zones, before.Number(0));
        var mark = database.Marks.Add(Marks.Shared, Marks.Zones, Marks.OfZone(tenant.Value, zone));
        database["INSERT INTO zones(tenant, zone, mark) VALUES(?, ?, ?)"].Bind(tenant.Value).Bind(zone).Bind(mark).Run();
        return true;
    }
}
