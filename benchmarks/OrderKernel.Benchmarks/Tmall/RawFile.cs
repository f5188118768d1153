using System.Text;
using SQLitePCL;

namespace OrderKernel.Benchmarks;

/// <summary>SQLite's own interface with nothing around it: the least that inserting rows from .NET can cost.</summary>
internal sealed class RawFile : IDisposable
{
    private readonly sqlite3 _handle;

    private RawFile(sqlite3 handle) => _handle = handle;

    public static RawFile Open(string path)
    {
        Batteries_V2.Init();
        var code = raw.sqlite3_open(path, out var handle);
        return code == raw.SQLITE_OK ? new(handle) : throw new InvalidOperationException($"{path} cannot be opened: {code}.");
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    public sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        return statement;
    }

    public void Query(string sql, Action<RawRow> row)
    {
        using var statement = Prepare(sql);
        while (raw.sqlite3_step(statement) == raw.SQLITE_ROW) row(new(statement));
    }

    public void Run(sqlite3_stmt statement, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(values[i] switch
            {
                long number => raw.sqlite3_bind_int64(statement, i + 1, number),
                RawText text => raw.sqlite3_bind_text(statement, i + 1, text.Utf8),
                byte[] { Length: > 0 } bytes => raw.sqlite3_bind_blob(statement, i + 1, bytes),
                byte[] => raw.sqlite3_bind_zeroblob(statement, i + 1, 0),
                _ => raw.sqlite3_bind_null(statement, i + 1),
            });
        }

        var code = raw.sqlite3_step(statement);
        if (code != raw.SQLITE_DONE) Check(code);
        raw.sqlite3_reset(statement);
    }

    public void Dispose() => _handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw new InvalidOperationException($"SQLite: {raw.sqlite3_errmsg(_handle).utf8_to_string()}");
    }
}

/// <summary>A text as its stored bytes.</summary>
internal sealed record RawText(byte[] Utf8);

/// <summary>The row on which a query stands.</summary>
internal readonly struct RawRow(sqlite3_stmt statement)
{
    public int Width => raw.sqlite3_column_count(statement);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    public object?[] Values(int width)
    {
        var values = new object?[width];
        for (var i = 0; i < width; i++)
        {
            values[i] = raw.sqlite3_column_type(statement, i) switch
            {
                raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, i),
                raw.SQLITE_TEXT => new RawText(raw.sqlite3_column_blob(statement, i).ToArray()),
                raw.SQLITE_BLOB => raw.sqlite3_column_blob(statement, i).ToArray(),
                _ => null,
            };
        }

        return values;
    }
}
