using System.Collections.Concurrent;

namespace OrderKernel.Storage.Sqlite;

/// <summary>Connections that only read, each lent to one call at a time; a few are kept.</summary>
internal sealed class ReaderPool(string path, SqliteStoreOptions options) : IDisposable
{
    private const int KeptMax = 4;
    private readonly ConcurrentBag<Database> _idle = [];
    private volatile bool _isDisposed;

    /// <summary>Lends a connection inside a read transaction: one state of the file until it is given back.</summary>
    public Loan Borrow()
    {
        if (_isDisposed) throw new ObjectDisposedException(nameof(SqliteOrderStore));
        if (!_idle.TryTake(out var database)) database = Open();
        try
        {
            database.Execute("BEGIN");
            return new(this, database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
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
