namespace OrderKernel.Benchmarks;

/// <summary>
/// <c>intake [--runs N]</c>: the methods of the intake benchmarks in one process, the least of N timings each, with the bytes that they allocate: steady where
/// neighbours are busy and means are not. Prints Markdown.
/// </summary>
internal static class IntakeCommand
{
    public static int Run(string[] args)
    {
        if (CountArgument.Read("intake", args, "--runs", 200, 1, 100_000) is not { } runs) return 2;
        var (order, csv, answer, words, signs) = (
            new OrderIntakeBenchmarks(), new CsvIntakeBenchmarks(), new AnswerBenchmarks(), new StatusWordBenchmarks(), new PushSignatureBenchmarks());
        order.Setup();
        csv.Setup();
        answer.Setup();
        words.Setup();
        signs.Setup();
        (string What, string Target, int Of, int Each, (string Name, Action Do)[] Rows)[] groups =
        [
            ("order of 2.8 KB", "0.8, bytes 0.5", 1, 50,
                [("Deserialize", () => order.Deserialize()), ("Scan", () => order.Scan()), ("ToClaim", () => order.ToClaim())]),
            ("status look-up", "2.5, 0 B", words.Words, 100, [("FrozenDictionary", () => words.Frozen()), ("StatusTable", () => words.Table())]),
            ("order of an answer", "1.2", AnswerBenchmarks.Orders, 1, [("bare records", () => answer.Records()), ("RecordParser", () => answer.Answer())]),
            ("row of CSV", "1.8, bytes 4; 0.67 of CsvHelper", CsvIntakeBenchmarks.Rows, 1,
                [("Sep", () => csv.WithSep()), ("CsvHelper", () => csv.WithCsvHelper()), ("ToClaims", () => csv.ToClaims())]),
            ("signature of 3 KB, HMAC", "1.2", 1, 100, [("HMACSHA256", () => signs.BareHmacSha256()), ("Shopify", () => signs.Shopify())]),
            ("signature of 3 KB, MD5", "1.2", 1, 100, [("MD5", () => signs.BareMd5()), ("Doudian", () => signs.Doudian())]),
        ];
        // Three rounds with a pause each, so that what is hot is compiled again before it counts.
        for (var round = 0; round < 3; round++)
        {
            foreach (var (_, _, _, each, rows) in groups)
                foreach (var (_, what) in rows) LeastTime.Of(30, each, what);
            Thread.Sleep(300);
        }

        Console.WriteLine("| | target | | ns | × | bytes | × |\n| --- | --- | --- | ---: | ---: | ---: | ---: |");
        foreach (var (what, target, of, each, rows) in groups)
        {
            // Taking turns, so that a machine that slows down slows all of them.
            var least = rows.Select(_ => double.MaxValue).ToArray();
            for (var run = 0; run < runs; run++)
                for (var row = 0; row < rows.Length; row++) least[row] = Math.Min(least[row], LeastTime.Of(1, each, rows[row].Do) / of);
            var bytes = rows.Select(r => BytesOf(r.Do) / of).ToArray();
            for (var row = 0; row < rows.Length; row++)
            {
                Console.WriteLine(FormattableString.Invariant(
                    $"| {what} | {(row == 0 ? "" : target)} | {rows[row].Name} | {least[row]:F1} | {least[row] / least[0]:F2} | {bytes[row]} | {(bytes[0] > 0 ? (double)bytes[row] / bytes[0] : 0):F2} |"));
            }
        }

        return 0;
    }

    private static long BytesOf(Action what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        what();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
