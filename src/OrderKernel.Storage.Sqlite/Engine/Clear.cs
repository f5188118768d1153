namespace OrderKernel.Storage.Sqlite;

/// <summary>
/// Personal data in clear. Rows are added at the end of a table of their own and are overwritten where they lie; none is moved, shortened or deleted.
/// </summary>
/// <remarks>
/// SQLite zeroes what is deleted (<c>secure_delete</c>), but not the copies that it left in a page whose rows it moved to another when the page was full: in a
/// table by key a value that was erased stood in the file still, now and then. A row that is added last moves none (the full page keeps what it has), and one
/// that is overwritten by as many bytes stays where it is, its overflow pages too. What is erased keeps its room, filled with zeros.
/// </remarks>
internal static class Clear
{
    /// <summary>Adds a value; inside a transaction.</summary>
    /// <returns>Its number.</returns>
    public static long Add(Database database, ReadOnlySpan<byte> bytes)
    {
        database["INSERT INTO clear(bytes) VALUES(?)"].Bind(bytes).Run();
        return database.Number("SELECT last_insert_rowid()");
    }

    /// <summary>Overwrites a value; inside a transaction.</summary>
    /// <param name="database">The database.</param>
    /// <param name="id">Its number; 0 for none.</param>
    public static void Overwrite(Database database, long id)
    {
        if (id != 0) database["UPDATE clear SET bytes = zeroblob(length(bytes)) WHERE id = ?"].Bind(id).Run();
    }
}
