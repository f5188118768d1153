namespace OrderKernel.Storage.Sqlite;

/// <summary>Copies of a file as one new file, and the database's own check.</summary>
internal static class Copies
{
    private const int FindingsMax = 100;

    // Between two steps the call may be stopped.
    private const int PagesPerStep = 1024;

    /// <summary>Writes a copy under another name and gives it its own when it is whole and flushed.</summary>
    public static void Write(Database database, string path, Action<Database, string> copy)
    {
        var fresh = path + ".new";
        try
        {
            if (File.Exists(path) || Directory.Exists(path)) throw new StoreUnusableException(SqliteCodes.AlreadyThere, path, "");
            File.Delete(fresh);
            try
            {
                copy(database, fresh);
                using (var file = new FileStream(fresh, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) file.Flush(flushToDisk: true);
                File.Move(fresh, path);
            }
            finally
            {
                File.Delete(fresh);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnusableException(SqliteCodes.CannotOpen, path, e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>Copies every page of one state of the file.</summary>
    public static void BackUp(Database database, string fresh, CancellationToken cancellationToken)
    {
        using var target = Database.Open(fresh, new());
        // The transaction holds one state of the file; without it each unit of work of others would make the copy begin anew.
        database["BEGIN"].Run();
        database.Number("SELECT count(*) FROM tenants");
        database.CopyInto(target, PagesPerStep, cancellationToken);
    }

    /// <summary>Writes every row anew.</summary>
    public static void Compact(Database database, string fresh)
    {
        // A connection that only reads may not write into another file either.
        database.Execute("PRAGMA query_only = 0");
        try { database["VACUUM INTO ?"].Bind(fresh).Run(); }
        finally { database.Execute("PRAGMA query_only = 1"); }
    }

    /// <summary>What the database's own check finds.</summary>
    public static IEnumerable<Reason> Check(Database database)
    {
        var rows = database[$"PRAGMA integrity_check({FindingsMax})"];
        while (rows.Step())
        {
            if (rows.Text(0) is not "ok" and var finding) yield return database.Damage(finding).Reason;
        }
    }
}
