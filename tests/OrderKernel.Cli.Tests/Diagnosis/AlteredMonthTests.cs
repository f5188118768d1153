using OrderKernel.Policies;

namespace OrderKernel.Cli.Tests.Diagnosis;

// The real month against a copy in which rows were left out, repeated, or changed by a fen or a word. Fails when an alteration is not found, when anything else
// is, and when the untouched month disagrees with itself.
public class AlteredMonthTests
{
    private static readonly string[] Kinds = ["missing", "duplicate", "amount differs", "status differs"];

    [DataFact]
    public void All_alterations_are_found_and_nothing_else()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["tmall"]);
        File.WriteAllBytes(folder["tmall-csv.profile.json"], PolicyDefaults.Bytes("tmall-csv").ToArray());
        var source = Directory.EnumerateFiles(Path.Combine(Outside.Data!, "tmall"), "*.csv").Single();
        File.Copy(source, folder["tmall/month.csv"]);
        var lines = File.ReadAllLines(source);
        File.WriteAllLines(folder["same.csv"], [lines[0], .. lines.Skip(1).Reverse()]);
        Assert.Contains("28,010 of 28,010 orders are consistent: 100.00 %.", Diagnose(folder, "same.csv").Ends(0).Out, StringComparison.Ordinal);

        var expected = Kinds.ToDictionary(k => k, _ => new SortedSet<string>(StringComparer.Ordinal));
        File.WriteAllLines(folder["altered.csv"], [lines[0], .. lines.Skip(1).SelectMany((line, i) => Altered(line, i, expected))]);
        Diagnose(folder, "altered.csv").Ends(1);
        var found = Kinds.ToDictionary(k => k, _ => new SortedSet<string>(StringComparer.Ordinal));
        foreach (var row in File.ReadAllLines(folder["out.csv"]).Skip(1).Select(l => l.Split(','))) found[row[4]].Add(row[0].TrimStart('\''));
        Assert.All(Kinds, k => Assert.NotEmpty(expected[k]));
        Assert.All(Kinds, k => Assert.Equal(expected[k], found[k]));
    }

    // Order number, total, kept, province, created, paid, refunded.
    private static IEnumerable<string> Altered(string line, int row, Dictionary<string, SortedSet<string>> expected)
    {
        var cells = line.Split(',');
        void Expect(string kind) => expected[kind].Add(cells[0]);
        switch (row % 500)
        {
            case 7:
                Expect("missing");
                return [];
            case 107:
                Expect("duplicate");
                return [line, line];
            case 207:
                Expect("amount differs");
                cells[1] = $"{decimal.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture) + 0.01m}";
                return [string.Join(',', cells)];
            case 307 when cells[5].Length > 0 && cells[6] is "0" or "0.0" or "0.00":
                // As if it had never been paid.
                Expect("status differs");
                cells[5] = "";
                return [string.Join(',', cells)];
            default:
                return [line];
        }
    }

    private static ToolRun Diagnose(TempFolder folder, string other) => ToolRun.In(folder.Root, "diagnose", "--channel", "tmall", "--erp", other,
        "--profile", "tmall-csv.profile.json", "--expect", "erp=placed", "--from", "2020-01-01", "--as-of", "2020-04-01", "--csv", "out.csv");
}
