using System.Diagnostics;

namespace OrderKernel.Benchmarks;

/// <summary>What a shop's own program would do with SQLite: no reasons, no history, no answer to a repeat; flushed as the durable profile flushes.</summary>
internal static class BareCommits
{
    private const string Pragmas = "PRAGMA busy_timeout = 600000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768";

    /// <summary>Commits of one row a second.</summary>
    public static double OneAfterAnother(string path, int count)
    {
        using var file = RawFile.Open(path);
        file.Execute(Pragmas);
        file.Execute("CREATE TABLE reservations(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
        using var insert = file.Prepare("INSERT INTO reservations VALUES(?, ?)");
        var start = Stopwatch.GetTimestamp();
        for (long i = 0; i < count; i++) file.Run(insert, [i, new byte[200]]);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Units of one SKU that callers side by side take a second, each over a connection and with a commit of its own.</summary>
    public static double SideBySide(string path, int count, int callers)
    {
        using (var file = RawFile.Open(path))
        {
            file.Execute(Pragmas);
            file.Execute("CREATE TABLE stock(sku TEXT PRIMARY KEY, free INTEGER NOT NULL)");
            file.Execute("CREATE TABLE reservations(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
            file.Execute("INSERT INTO stock VALUES('sku', 1000000000)");
        }

        var next = -1L;
        var start = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, callers).Select(_ => new Thread(() =>
        {
            using var file = RawFile.Open(path);
            file.Execute(Pragmas);
            using var insert = file.Prepare("INSERT INTO reservations VALUES(?, ?)");
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                file.Execute("BEGIN IMMEDIATE; UPDATE stock SET free = free - 1 WHERE sku = 'sku' AND free > 0");
                file.Run(insert, [i, new byte[200]]);
                file.Execute("COMMIT");
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
