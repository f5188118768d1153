namespace OrderKernel.Storage.Sqlite;

/// <summary>
/// The zone of a tenant's shops, by its IANA name. The table is there once a zone was kept: files without it, and tools that do not know it, go on.
/// </summary>
internal static class Zones
{
    private const string Table = "CREATE TABLE IF NOT EXISTS zones(tenant TEXT PRIMARY KEY, zone TEXT NOT NULL) STRICT, WITHOUT ROWID;";

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
        database.Execute(Table);
        database["INSERT INTO zones(tenant, zone) VALUES(?1, ?2) ON CONFLICT(tenant) DO UPDATE SET zone = ?2"].Bind(tenant.Value).Bind(zone).Run();
        return true;
    }
}
