using System.Text;
using OrderKernel.Cli.Input;

namespace OrderKernel.Cli.Tests.Input;

// Fails when orders of the real Tmall month, written as people's programs write files, are other orders than in the file as it was published.
public class RealMonthFileTests
{
    private const int Rows = 1_500;

    [DataFact]
    public void The_same_orders_in_every_kind_of_file()
    {
        var lines = File.ReadLines(Path.Combine(Outside.Data!, "tmall", "orders-2020-02.csv")).Take(Rows + 1).ToList();
        var text = string.Join('\n', lines) + "\n";
        var expected = Read("orders.csv", Encoding.UTF8.GetBytes(text));
        Assert.True(expected.Claims.Count > Rows / 2);
        var ways = new (string Name, byte[] Bytes)[]
        {
            ("gbk.csv", CodePagesEncodingProvider.Instance.GetEncoding(936)!.GetBytes(text)),
            ("wide.tsv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.Replace(',', '\t').Replace("\n", "\r\n", StringComparison.Ordinal))]),
            ("mac.csv", Encoding.UTF8.GetBytes("sep=;\r" + text.Replace(',', ';').Replace('\n', '\r'))),
            ("book.xlsx", Workbook(lines)),
        };
        foreach (var (name, bytes) in ways)
        {
            var read = Read(name, bytes);
            Assert.Empty(read.Findings);
            Assert.Equal(expected.Claims, read.Claims);
            Assert.Equal(expected.Unusable.Select(u => u.Code), read.Unusable.Select(u => u.Code));
        }
    }

    private static FolderReading Read(string name, byte[] bytes)
    {
        using var folder = new TempFolder().With(name, bytes);
        return FolderReading.Of(folder);
    }

    // Numbers as numbers and times as dates, as a spreadsheet keeps what it opened and saved.
    private static byte[] Workbook(List<string> lines)
    {
        var workbook = new MadeWorkbook();
        var time = workbook.Number("0", 22).Split('"')[1];
        string Cell(string field) => field.Length == 0 ? MadeWorkbook.Blank
            : decimal.TryParse(field, System.Globalization.CultureInfo.InvariantCulture, out var number) ? MadeWorkbook.Number($"{number}")
            : DateTime.TryParse(field, System.Globalization.CultureInfo.InvariantCulture, out var at) ? $"<c s=\"{time}\"><v>{at.ToOADate():R}</v></c>"
            : MadeWorkbook.Inline(field);
        return workbook.Sheet("订单", [.. lines.Select(l => l.Split(',').Select(Cell).ToArray())]).ToBytes();
    }
}
