namespace OrderKernel.Storage.Sqlite;

/// <summary>Drops the content of old events; runs inside a transaction.</summary>
internal static class Retention
{
    public static int Drop(Database database, StreamId stream, ValueList<long> versions, NodaTime.LocalDate on)
    {
        var find = database["SELECT id, version FROM streams WHERE tenant = ? AND kind = ? AND key = ?"].Bind(Queries.Tenant(database, stream.Tenant))
            .Bind(stream.Kind).Bind(stream.Key);
        if (!find.Step()) return 0;
        var (id, last) = (find.Long(0), find.Long(1));
        find.Reset();
        var dropped = 0;
        foreach (var version in versions)
        {
            if (version < 1 || version > last) continue;
            var position = (id * Schema.VersionsPerStream) + version;
            var row = database["SELECT bytes FROM events WHERE position = ?"].Bind(position);
            if (!row.Step()) continue;
            var bytes = row.Unpacked(0);
            row.Reset();
            if (DroppedDetail.IsDropped(bytes.Span)) continue;
            database["UPDATE events SET bytes = ? WHERE position = ?"].Bind(DroppedDetail.Of(bytes, on).Span).Bind(position).Run();
            dropped++;
        }

        return dropped;
    }
}
