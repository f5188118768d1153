namespace OrderKernel.Storage.Sqlite;

/// <summary>How many rows of a part of a tenant bear marks, and what these add up to.</summary>
internal readonly record struct RowSum(string Part, long Entries, long Sum)
{
    /// <summary>Parts whose rows never go: what an anchor knows of them stays true.</summary>
    public static readonly string[] Lasting =
        [Marks.Inbox, Marks.Outbox, Marks.Quarantine, Marks.Clues, Marks.Cells, Marks.Postings];

    /// <summary>True for a part whose rows never change either.</summary>
    public bool IsFixed => Part is not (Marks.Outbox or Marks.Quarantine);

    public static IEnumerable<RowSum> Of(Database database, TenantId tenant)
    {
        if (Schema.VersionOf(database) < Schema.CoverVersion) yield break;
        var rows = database["SELECT part, entries, marks FROM sums WHERE tenant = ? ORDER BY part"].Bind(Queries.Tenant(database, tenant));
        while (rows.Step())
        {
            if (Array.IndexOf(Lasting, rows.Text(0)) >= 0) yield return new(rows.Text(0), rows.Long(1), rows.Long(2));
        }
    }

    /// <summary>Whether what an anchor keeps of a part is still there.</summary>
    public static IEnumerable<Finding> Compare(Database database, TenantId tenant, IReadOnlyList<RowSum> anchored)
    {
        var id = Queries.Tenant(database, tenant);
        var now = Of(database, tenant).ToDictionary(s => s.Part);
        foreach (var kept in anchored)
        {
            now.TryGetValue(kept.Part, out var found);
            var isThere = kept.Part == Marks.Postings
                ? RowChecks.Postings(database, id, kept.Entries) == (kept.Entries, kept.Sum)
                : found.Entries > kept.Entries || (found.Entries == kept.Entries && (!kept.IsFixed || found.Sum == kept.Sum));
            if (!isThere) yield return Finding.Of($"{tenant}/{kept.Part}", SqliteCodes.RowsLost, ("expected", kept.Entries), ("found", found.Entries));
        }
    }
}
