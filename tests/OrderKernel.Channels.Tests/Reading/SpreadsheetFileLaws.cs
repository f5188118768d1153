using System.Globalization;
using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// Whole files that went through a spreadsheet, through reading and intake. Fails when two orders become one by any damage, when the lines or the money of one
/// land in another, or when a row that cannot be used is passed over without a name.
/// </summary>
/// <remarks>Ids have 18 or 19 digits: of fewer, one that was rounded cannot be told from a true one.</remarks>
public sealed class SpreadsheetFileLaws
{
    private static readonly string[] Names = ["tmall-csv", "own-shop-csv", "erp-csv", "crm-csv"];

    /// <summary>What becomes of the cell of an id, or of every cell, or of the file; the word is the name of the damage.</summary>
    private static readonly (string Name, Func<string, string> Id, Func<string, string> Money, Func<string, char, string> File)[] Damages =
    [
        ("none", Same, Same, File),
        ("exponent, few digits", id => Number(id).ToString("E5", CultureInfo.InvariantCulture), Same, File),
        ("exponent, all digits", id => Number(id).ToString("E14", CultureInfo.InvariantCulture), Same, File),
        ("exponent, short", id => Number(id).ToString("0.#####E+0", CultureInfo.InvariantCulture), Same, File),
        ("exponent, decimal comma", id => Number(id).ToString("E4", CultureInfo.InvariantCulture).Replace('.', ','), Same, File),
        ("rounded", id => id[..15] + new string('0', id.Length - 15), Same, File),
        ("leading zeros lost", id => id.TrimStart('0'), Same, File),
        ("guarded by a formula", id => $"=\"{id}\"", Same, File),
        ("guarded by an apostrophe", id => "'" + id, Same, File),
        ("guarded by a tab", id => id + "\t", Same, File),
        ("a mark in the cell", id => "\uFEFF" + id + "\u200B", Same, File),
        ("blanks", id => " \u00A0" + id + "\u3000 ", Same, File),
        ("full-width digits", Wide, Same, File),
        ("thousands in ids", id => Number(id).ToString("#,##0", CultureInfo.InvariantCulture), Same, File),
        ("thousands of all digits in ids", Grouped, Same, File),
        ("a date of an id", id => $"{1 + (Tail(id) % 28)}-{Month(Tail(id) / 28)}", Same, File),
        ("a date of an id, in Chinese", id => $"{1 + (Tail(id) / 28 % 12)}月{1 + (Tail(id) % 28)}日", Same, File),
        ("a month of an id", id => $"{Month(Tail(id))}-{Tail(id) / 12 % 90:00}", Same, File),
        ("thousands with points in ids", id => Grouped(id).Replace(',', '.'), Same, File),
        ("a date of an id, year first", id => $"2026-{1 + (Tail(id) / 28 % 12):00}-{1 + (Tail(id) % 28):00} 00:00:00", Same, File),
        ("an error for an id", _ => "#REF!", Same, File),
        ("a column too narrow", _ => "#######", Same, File),
        ("thousands in amounts", Same, money => ((decimal)Number(money)).ToString("#,##0.00", CultureInfo.InvariantCulture), File),
        ("decimal comma", Same, money => money.Replace('.', ','), File),
        ("full-width amounts", Same, Wide, File),
        ("blanks in amounts", Same, money => "\u00A0" + money + "\u00A0", File),
        ("titles", Same, Same, (text, _) => "店铺导出\n\n2026-02-10\n" + text),
        ("sep=", Same, Same, (text, mark) => $"sep={mark}\n{text}"),
        ("line ends of old", Same, Same, (text, _) => text.Replace('\n', '\r')),
        ("a mark of byte order", Same, Same, (text, _) => "\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal)),
    ];

    public static TheoryData<string> Kinds => [.. Damages.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_two_orders_merge(string damage)
    {
        for (var seed = 0; seed < Sizes.Of(100, 1_000); seed++)
        {
            foreach (var name in Names) Check(name, Damages.Single(d => d.Name == damage), seed);
        }
    }

    private static void Check(
        string name, (string Name, Func<string, string> Id, Func<string, string> Money, Func<string, char, string> File) damage, int seed)
    {
        var random = new Random(unchecked((seed * 31) + name.Length + damage.Name.Length));
        var told = Orders(random, name == "own-shop-csv", damage.Name == "leading zeros lost").ToList();
        var mark = ",;\t|"[damage.Name == "guarded by a tab" ? 0 : random.Next(4)];
        var text = damage.File(Text(name, told, damage.Id, damage.Money, mark, random), mark);
        var profile = Records.Profile(name);
        var reader = new ProfileReader(profile, SkuMap.Same, Records.Shop);
        var (states, dues, rows, parked) = (new Dictionary<OrderKey, IntakeState>(), new Dictionary<OrderKey, HashSet<long>>(), 0, 0);
        Records.Cut(RecordParser.For(profile.Policy), Encoding.UTF8.GetBytes(text), 1 + random.Next(200), slice =>
        {
            rows += Encoding.UTF8.GetString(slice.Bytes).Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Length;
            var reading = reader.Read(slice);
            if (reading.Claim is not { } claim)
            {
                parked++;
                Assert.NotEmpty(reading.Refusal!.Reasons);
                return;
            }

            var state = states.GetValueOrDefault(claim.Order, IntakeState.Empty);
            foreach (var happened in Intake.Decide(state, claim, $"{slice.Position.Number}").ValueOrThrow().Events) state = Intake.Evolve(state, happened);
            states[claim.Order] = state;
            if (!dues.TryGetValue(claim.Order, out var known)) dues.Add(claim.Order, known = []);
            known.Add(claim.Amounts!.Due.MinorUnits);
            var own = told.Single(t => t.Due == claim.Amounts.Due.MinorUnits);
            // Nobody can tell zeros that are gone; every other id is its own, or none.
            Assert.Equal(damage.Name == "leading zeros lost" ? own.Id.TrimStart('0') : own.Id, claim.Order.Number.Value);
            Assert.All(claim.Lines, l => Assert.StartsWith($"S{own.Due}-", l.Code, StringComparison.Ordinal));
            Assert.Equal(name == "own-shop-csv" ? own.Lines : 0, claim.Lines.Count);
        });

        var about = $"{damage.Name} {name} {seed}\n{text}";
        Assert.True(dues.Values.All(d => d.Count == 1), about);
        Assert.True(rows == told.Sum(t => t.Lines), about);
        Assert.True(parked > 0 || states.Count == told.Count, about);
        if (parked == 0) return;
        // Rows of two orders that are one by their damaged id are one bad record.
        Assert.True(states.Count + parked <= told.Count && (parked > 0 || states.Count > 0), about);
    }

    private static IEnumerable<(string Id, long Due, int Lines)> Orders(Random random, bool hasLines, bool hasZeros)
    {
        // Alike in all digits that a spreadsheet keeps.
        var start = (hasZeros ? "00" : "") + random.NextInt64(100_000_000_000_000, 999_999_999_999_999).ToString(CultureInfo.InvariantCulture);
        var (first, digits) = (random.Next(1000), random.Next(3, 5));
        var count = 2 + random.Next(10);
        for (var i = 0; i < count; i++)
        {
            var tail = ((first + i) % 1000).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
            yield return (start + tail, 100_000 + (i * 1_100) + random.Next(1_000), hasLines ? 1 + random.Next(3) : 1);
        }
    }

    private static string Text(
        string name, List<(string Id, long Due, int Lines)> told, Func<string, string> id, Func<string, string> money, char mark, Random random)
    {
        var columns = name switch
        {
            "tmall-csv" => "订单编号,总金额,买家实际支付金额,收货地址,订单创建时间,订单付款时间,退款金额",
            "own-shop-csv" => "order,created at,currency,total,sku,quantity,line total,title",
            "erp-csv" => "线上订单号,内部订单号,下单时间,订单状态,应付金额",
            _ => "订单号,会员编号,下单时间,订单状态,应付金额",
        };
        var order = columns.Split(',').Select((c, i) => (c, i)).OrderBy(_ => random.Next()).ToList();
        var text = new StringBuilder().AppendJoin(mark, order.Select(o => o.c)).Append('\n');
        foreach (var (number, due, lines) in told)
        {
            for (var line = 0; line < lines; line++)
            {
                string At(int day) => $"2026-02-{day:00} 10:00:00";
                string[] cells = name switch
                {
                    "tmall-csv" => [id(number), money(Yuan(due)), money(Yuan(due)), "上海", At(9), At(10), money("0.00")],
                    "own-shop-csv" => [id(number), At(9), "CNY", money(Yuan(due)), $"S{due}-{line}", "1", money(Yuan(line == 0 ? due : 0)), "茶"],
                    "erp-csv" => [id(number), $"N{due}", At(9), "已付款", money(Yuan(due))],
                    _ => [id(number), $"M{due}", At(9), "待付款", money(Yuan(due))],
                };
                text.AppendJoin(mark, order.Select(o => Quoted(cells[o.i], mark))).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Quoted(string cell, char mark) =>
        cell.AsSpan().IndexOfAny(mark, '"') >= 0 && !cell.Contains('\t', StringComparison.Ordinal)
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;

    private static string Yuan(long minor) => (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static double Number(string id) => double.Parse(id, CultureInfo.InvariantCulture);

    private static int Tail(string id) => int.Parse(id[15..], CultureInfo.InvariantCulture);

    private static string Month(int number) => CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames[number % 12];

    private static string Wide(string text) => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c + 0xFEE0) : c));

    private static string Grouped(string id) => string.Concat(id.Select((c, i) => i > 0 && (id.Length - i) % 3 == 0 ? "," + c : $"{c}"));

    private static string Same(string text) => text;

    private static string File(string text, char mark) => text;
}
