using System.Collections.Concurrent;

namespace OrderKernel.Storage.Sqlite;

/// <summary>Connections that only read, each lent to one call at a time; a few are kept.</summary>
internal sealed class ReaderPool(string path, SqliteStoreOptions options) : IDisposable
{
    private const int KeptMax = 4;
    private readonly ConcurrentBag<Database> _idle = [];
    private volatile bool _isDisposed;

    /// <summary>
    /// Lends a connection. Each statement sees one state of the file; several see the same only inside a transaction, which the loan's end closes.
    /// </summary>
    public Loan Borrow()
    {
        if (_isDisposed) throw new ObjectDisposedException(nameof(SqliteOrderStore));
        return new(this, _idle.TryTake(out var database) ? database : Open());
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out var database)) database.Dispose();
    }

    private Database Open()
    {
        var database = Database.Open(path, options);
        try
        {
            Schema.Configure(database, options, isWriter: false);
            database.Tenants = [];
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private void Return(Database database)
    {
        database.RollBack();
        if (_isDisposed || _idle.Count >= KeptMax) database.Dispose();
        else _idle.Add(database);
        if (_isDisposed) Dispose();
    }

    /// <summary>A borrowed connection; disposing gives it back.</summary>
    public readonly struct Loan(ReaderPool pool, Database database) : IDisposable
    {
        public Database Database => database;

        public void Dispose() => pool.Return(database);
    }
}
