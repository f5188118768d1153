using SQLitePCL;

namespace OrderKernel.Storage.Sqlite;

/// <summary>One connection with its kept statements. Used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    // The connection is one caller's at a time, so SQLite need not lock it at every step.
    private const int Flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly int _busyMilliseconds;
    private byte[] _buffer = new byte[1024];

    private Database(string path, sqlite3 handle, SqliteStoreOptions options)
    {
        Path = path;
        _busyMilliseconds = (int)options.BusyTimeout.TotalMilliseconds;
        _handle = handle;
        Types = new(this);
        Marks = new(this);
        raw.sqlite3_busy_timeout(_handle, _busyMilliseconds);
        raw.sqlite3_extended_result_codes(_handle, 1);
    }

    public string Path { get; }

    /// <summary>Numbers of tenants that this connection remembers; null where it must not: a number made in a transaction may be taken back.</summary>
    public Dictionary<TenantId, long>? Tenants { get; set; }

    /// <summary>Statements that have parameters or rows and were not reset.</summary>
    public int UnderWay { get; set; }

    public EventTypes Types { get; }

    public Marks Marks { get; }

    public bool IsReadOnly => raw.sqlite3_db_readonly(_handle, "main") != 0;

    /// <summary>True between BEGIN and COMMIT or ROLLBACK.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public static Database Open(string path, SqliteStoreOptions options)
    {
        Batteries_V2.Init();
        var code = raw.sqlite3_open_v2(path, out var handle, Flags, null);
        if (code == raw.SQLITE_OK) return new(path, handle, options);
        handle.Dispose();
        throw new StoreUnusableException(SqliteCodes.CannotOpen, path, raw.sqlite3_errstr(code).utf8_to_string());
    }

    /// <summary>The kept statement of a text, ready for parameters.</summary>
    public Statement this[string sql]
    {
        get
        {
            if (_statements.TryGetValue(sql, out var statement)) return statement;
            var code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle);
            if (code != raw.SQLITE_OK) throw Failure(code);
            _statements.Add(sql, statement = new(this, handle));
            return statement;
        }
    }

    /// <summary>Runs one or more statements without parameters.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_handle, sql);
        if (code != raw.SQLITE_OK) throw Failure(code);
    }

    /// <summary>The first column of the first row as a number; 0 without a row.</summary>
    public long Number(string sql)
    {
        var statement = this[sql];
        var number = statement.Step() ? statement.Long(0) : 0;
        statement.Reset();
        return number;
    }

    /// <summary>The first column of the first row as text; empty without a row.</summary>
    public string Word(string sql)
    {
        var statement = this[sql];
        var word = statement.Step() ? statement.Text(0) : "";
        statement.Reset();
        return word;
    }

    /// <summary>Runs something that gives up at once where it would wait for another connection.</summary>
    public void WithoutWaiting(Action<Database> action)
    {
        raw.sqlite3_busy_timeout(_handle, 0);
        try { action(this); }
        finally { raw.sqlite3_busy_timeout(_handle, _busyMilliseconds); }
    }

    /// <summary>Copies all pages into another connection's file, so many at a time.</summary>
    public void CopyInto(Database target, int pages, CancellationToken cancellationToken)
    {
        using var copy = raw.sqlite3_backup_init(target._handle, "main", _handle, "main");
        if (copy.IsInvalid) throw target.Failure(raw.sqlite3_errcode(target._handle));
        for (var code = raw.SQLITE_OK; code == raw.SQLITE_OK; cancellationToken.ThrowIfCancellationRequested())
        {
            code = raw.sqlite3_backup_step(copy, pages);
            if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE)) throw Failure(code);
        }
    }

    /// <summary>Ends a transaction that did not end by itself, whatever state the statements are in.</summary>
    public void RollBack()
    {
        if (UnderWay > 0)
        {
            foreach (var statement in _statements.Values) statement.End();
        }

        if (IsInTransaction) this["ROLLBACK"].Run();
    }

    public byte[] Buffer(int length) => _buffer.Length >= length ? _buffer : _buffer = new byte[Math.Max(length, _buffer.Length * 2)];

    public StoreUnusableException Damage(string detail, Exception? inner = null) => new(SqliteCodes.Damaged, Path, detail, inner);

    public StoreUnusableException Failure(int code)
    {
        var detail = raw.sqlite3_errmsg(_handle).utf8_to_string();
        var kind = (code & 0xFF) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => SqliteCodes.Locked,
            raw.SQLITE_READONLY or raw.SQLITE_PERM => SqliteCodes.ReadOnly,
            raw.SQLITE_NOTADB => SqliteCodes.NotADatabase,
            raw.SQLITE_CORRUPT => SqliteCodes.Damaged,
            raw.SQLITE_FULL => SqliteCodes.DiskFull,
            raw.SQLITE_CANTOPEN => SqliteCodes.CannotOpen,
            _ => SqliteCodes.Failed,
        };
        return new(kind, Path, detail);
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
        _handle.Dispose();
    }
}
