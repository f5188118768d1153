using System.Globalization;
using System.Text;
using OrderKernel.Channels;
using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;
using static OrderKernel.Cli.Tests.MadeWorkbook;

namespace OrderKernel.Cli.Tests.Input;

// Fails when two orders become one on the way from a workbook, or from a CSV file of another encoding, delimiter or line end; or when a row that cannot be used
// has no name. Ids have 18 or 19 digits, alike in all that a spreadsheet keeps.
public class SpreadsheetFileLaws
{
    private static readonly (string Name, Func<string, MadeWorkbook, string> Cell)[] Cells =
    [
        ("text", (id, _) => Inline(id)),
        ("shared text", (id, book) => book.Shared(id)),
        ("text in two runs", (id, book) => book.Rich(id[..7], id[7..])),
        ("guarded text", (id, _) => Inline("'" + id)),
        ("text of a formula", (id, _) => Typed("str", id)),
        ("number", (id, _) => Number(id)),
        ("number as stored", (id, _) => Number(Value(id).ToString("R", CultureInfo.InvariantCulture))),
        ("rounded number", (id, _) => Number(id[..15] + new string('0', id.Length - 15))),
        ("number shown in groups", (id, book) => book.Number(Value(id).ToString("R", CultureInfo.InvariantCulture), "#,##0")),
        ("number shown as a date", (id, book) => book.Number((40_000 + (Tail(id) % 9_000)).ToString(CultureInfo.InvariantCulture), 14)),
        ("text of an exponent", (id, _) => Inline(Value(id).ToString("E14", CultureInfo.InvariantCulture))),
        ("text in groups", (id, _) => Inline(Value(id).ToString("#,##0", CultureInfo.InvariantCulture))),
        ("text of a date", (id, _) => Inline($"{1 + (Tail(id) % 28)}-Jan")),
        ("an error", (_, _) => Typed("e", "#REF!")),
    ];

    private static readonly (string Name, Func<string, byte[]> Bytes)[] Encodings =
    [
        ("UTF-8", Encoding.UTF8.GetBytes),
        ("UTF-16", text => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]),
        ("UTF-16, big end first", text => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)]),
        ("GB18030", text => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text)),
    ];

    public static TheoryData<string> CellNames => [.. Cells.Select(c => c.Name)];

    public static TheoryData<string> EncodingNames => [.. Encodings.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(CellNames))]
    public void No_two_orders_of_a_workbook_merge(string cell)
    {
        var columns = CsvHeader.Split(',');
        for (var seed = 0; seed < Sizes.Of(8, 1_000); seed++)
        {
            var random = new Random(seed);
            var (told, book) = (Orders(random), new MadeWorkbook());
            int[] order = [.. Enumerable.Range(0, columns.Length).OrderBy(_ => random.Next())];
            List<string[]> rows = random.Next(2) == 0 ? [] : [[Inline("店铺导出")]];
            rows.Add([.. order.Select(i => Inline(columns[i]))]);
            foreach (var (id, due) in told)
            {
                string[] cells = [Cells.Single(c => c.Name == cell).Cell(id, book), Number(Yuan(due)), Number(Yuan(due)), Inline("上海"),
                    Inline("2020-02-20 23:59:54"), Inline("2020-02-21 00:00:02"), Number("0")];
                rows.Add([.. order.Select(i => cells[i])]);
            }

            Check(told, "orders.xlsx", book.Sheet("订单", [.. rows]).ToBytes());
        }
    }

    [Theory]
    [MemberData(nameof(EncodingNames))]
    public void No_two_orders_of_a_text_file_merge(string encoding)
    {
        for (var seed = 0; seed < Sizes.Of(8, 1_000); seed++)
        {
            var random = new Random(seed);
            var (told, mark, end) = (Orders(random), ",;\t"[random.Next(3)], ((string[])["\n", "\r\n", "\r"])[random.Next(3)]);
            var rows = told.Select(t => string.Join(mark, t.Id, Yuan(t.Due), Yuan(t.Due), "上海", "2020-02-20 23:59:54", "2020-02-21 00:00:02", "0.0"));
            var text = string.Join(end, rows.Prepend(CsvHeader.Replace(',', mark)).Prepend(random.Next(2) == 0 ? "店铺导出" : $"sep={mark}")) + end;
            var read = Check(told, "orders.csv", Encodings.Single(e => e.Name == encoding).Bytes(text));
            Assert.Equal(told.Count, read.Claims.Count);
        }
    }

    private static FolderReading Check(List<(string Id, long Due)> told, string name, byte[] bytes)
    {
        using var folder = new TempFolder().With(name, bytes);
        var read = FolderReading.Of(folder);
        Assert.Equal(told.Count, read.Claims.Count + read.Unusable.Count);
        Assert.Equal(read.Claims.Count, read.Claims.Select(c => c.Order).Distinct().Count());
        Assert.All(read.Unusable, u => Assert.StartsWith(name + ":", u.Source, StringComparison.Ordinal));
        foreach (var claim in read.Claims) Assert.Equal(told.Single(t => t.Id == claim.Order.Number.Value).Due, claim.Amounts!.Due.MinorUnits);
        return read;
    }

    private static List<(string Id, long Due)> Orders(Random random)
    {
        var start = random.NextInt64(100_000_000_000_000, 999_999_999_999_999).ToString(CultureInfo.InvariantCulture);
        var (first, digits) = (random.Next(1000), random.Next(3, 5));
        return [.. Enumerable.Range(0, 2 + random.Next(8)).Select(i =>
            (start + ((first + i) % 1000).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'), 100_000 + (i * 1_100L)))];
    }

    private static string Yuan(long minor) => (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static double Value(string id) => double.Parse(id, CultureInfo.InvariantCulture);

    private static int Tail(string id) => int.Parse(id[15..], CultureInfo.InvariantCulture);
}
