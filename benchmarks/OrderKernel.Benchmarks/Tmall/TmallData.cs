using System.Globalization;

namespace OrderKernel.Benchmarks;

/// <summary>Where the export of the month lies, and how more months are made of it.</summary>
internal static class TmallData
{
    private const string Variable = "ORDERKERNEL_DATA";
    private const string File = "orders-2020-02.csv";
    private const string Time = "yyyy-MM-dd HH:mm:ss";
    private const int DaysOfMonth = 29;
    private const int NumbersOfMonth = 1_000_000;

    /// <summary>The folder of the month; null, and said so, when there is none.</summary>
    public static string? Folder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } data && System.IO.File.Exists(Path.Combine(data, "tmall", File)))
            return Path.Combine(data, "tmall");
        Console.WriteLine($"SKIPPED: {Variable} names no folder with tmall/{File}; nothing was measured.");
        return null;
    }

    /// <summary>Writes so many months into one file of a new folder: the orders of the month with other numbers, each time 29 days later.</summary>
    public static void WriteMonths(string folder, int months, string into)
    {
        var rows = System.IO.File.ReadAllLines(Path.Combine(folder, File));
        Directory.CreateDirectory(into);
        using var writer = new StreamWriter(Path.Combine(into, "orders.csv")) { NewLine = "\r\n" };
        writer.WriteLine(rows[0]);
        for (var month = 0; month < months; month++)
        {
            foreach (var row in rows.Skip(1))
            {
                var cells = row.Split(',');
                cells[0] = (long.Parse(cells[0], CultureInfo.InvariantCulture) + ((long)month * NumbersOfMonth)).ToString(CultureInfo.InvariantCulture);
                foreach (var time in new[] { 4, 5 }) cells[time] = Later(cells[time], month * DaysOfMonth);
                writer.WriteLine(string.Join(',', cells));
            }
        }
    }

    private static string Later(string time, int days) => time.Length == 0
        ? ""
        : DateTime.ParseExact(time, Time, CultureInfo.InvariantCulture).AddDays(days).ToString(Time, CultureInfo.InvariantCulture);
}
