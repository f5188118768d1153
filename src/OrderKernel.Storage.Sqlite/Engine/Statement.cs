using NodaTime;
using SQLitePCL;

namespace OrderKernel.Storage.Sqlite;

/// <summary>A prepared statement that is kept. Parameters count from 1, columns from 0. Used by one thread at a time.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    private int _next = 1;
    private bool _isUnderWay;

    public Statement Bind(long value) => Checked(raw.sqlite3_bind_int64(handle, Next(), value));

    public Statement Bind(string? text)
    {
        if (text is null) return Checked(raw.sqlite3_bind_null(handle, Next()));
        var buffer = database.Buffer(OrdinalText.BytesMax(text));
        return Checked(raw.sqlite3_bind_text(handle, Next(), buffer.AsSpan(0, OrdinalText.Encode(text, buffer))));
    }

    public Statement Bind(ReadOnlySpan<byte> bytes) => Checked(bytes.IsEmpty
        ? raw.sqlite3_bind_zeroblob(handle, Next(), 0)
        : raw.sqlite3_bind_blob(handle, Next(), bytes));

    /// <summary>Seconds and nanoseconds since 1970 as two parameters, so that they sort and nothing is rounded.</summary>
    public Statement Bind(Instant at)
    {
        var seconds = at.ToUnixTimeSeconds();
        return Bind(seconds).Bind((at - Instant.FromUnixTimeSeconds(seconds)).SubsecondNanoseconds);
    }

    /// <summary>Moves to the next row; at the end the statement is ready for new parameters.</summary>
    public bool Step()
    {
        Start();
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) return true;
        Reset();
        return code == raw.SQLITE_DONE ? false : throw database.Failure(code);
    }

    /// <summary>Runs a statement that returns no row.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    public void Reset()
    {
        _next = 1;
        if (_isUnderWay) database.UnderWay--;
        _isUnderWay = false;
        raw.sqlite3_reset(handle);
    }

    /// <summary>Resets a statement that was left before its end, or with parameters.</summary>
    public void End()
    {
        if (_isUnderWay) Reset();
    }

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    /// <summary>A number that may be null.</summary>
    public long? Number(int column) => IsNull(column) ? null : Long(column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public string Text(int column)
    {
        try { return OrdinalText.Decode(raw.sqlite3_column_blob(handle, column)); }
        catch (FormatException e) { throw database.Damage(e.Message, e); }
    }

    public ReadOnlySpan<byte> Span(int column) => raw.sqlite3_column_blob(handle, column);

    public ReadOnlyMemory<byte> Bytes(int column) => Span(column).ToArray();

    /// <summary>The bytes that a stored form stands for (see <see cref="Packed"/>).</summary>
    public ReadOnlyMemory<byte> Unpacked(int column)
    {
        try { return Packed.Unpack(Span(column)); }
        catch (FormatException e) { throw database.Damage(e.Message, e); }
    }

    /// <summary>
    /// An event's bytes. Where they cannot be unpacked it is the stored form: no codec
    /// reads that and no hash fits, so whoever reads or verifies the event names it.
    /// </summary>
    public ReadOnlyMemory<byte> Event(int column)
    {
        try { return Packed.Unpack(Span(column)); }
        catch (FormatException) { return Bytes(column); }
    }

    /// <summary>An event's type (see <see cref="EventTypes"/>).</summary>
    public string Type(int column)
    {
        try { return database.Types.NameOf(Span(column)); }
        catch (FormatException e) { throw database.Damage(e.Message, e); }
    }

    public ChainHash Hash(int column)
    {
        var bytes = Span(column);
        return bytes.Length == ChainHash.Length ? ChainHash.Of(bytes) : throw database.Damage($"a hash has {bytes.Length} bytes");
    }

    public Instant At(int column)
    {
        try { return Instant.FromUnixTimeSeconds(Long(column)).PlusNanoseconds(Long(column + 1)); }
        catch (Exception e) when (e is ArgumentException or OverflowException) { throw database.Damage("an instant is out of range", e); }
    }

    /// <summary>An id from stored text; a text that is none means damage.</summary>
    public T Id<T>(int column, Func<string, T> of)
    {
        try { return of(Text(column)); }
        catch (ArgumentException e) { throw database.Damage("an id is damaged", e); }
    }

    public void Dispose() => handle.Dispose();

    private int Next()
    {
        Start();
        return _next++;
    }

    private void Start()
    {
        if (_isUnderWay) return;
        _isUnderWay = true;
        database.UnderWay++;
    }

    private Statement Checked(int code) => code == raw.SQLITE_OK ? this : throw database.Failure(code);
}
