using System.Collections.Immutable;
using System.Text;
using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Batches;

/// <summary>
/// The report of batches, on the first of June, with two months before their end in which they no longer count. Fails when a batch stands otherwise than its
/// day says, one that is neither here nor promised is told, their order is another, or a promise of what no longer counts goes unsaid.
/// </summary>
public class BatchReportScenarios
{
    private static readonly LocalDate June = new(2026, 6, 1);
    private static readonly StockFormula Formula = StockFormula.Load(Encoding.UTF8.GetBytes("""
        {"$schema":"stock-formula-1.json","name":"f","version":"1","nearExpiryMonths":2,
        "terms":[{"account":"OnHand","sign":1},{"account":"Locked","sign":-1},{"account":"InTransfer","sign":-1}]}
        """)).ValueOrThrow().Policy;

    // The last day ("-" for none), on hand, locked, in transfer.
    [Theory]
    [InlineData("2026-08-01", 5, 0, 0, "Usable 5 0")]
    [InlineData("2026-07-31", 5, 0, 0, "NearEnd 5 0")]
    [InlineData("2026-06-01", 5, 0, 0, "NearEnd 5 0")]
    [InlineData("2026-05-31", 5, 0, 0, "Expired 5 0")]
    [InlineData("-", 5, 0, 0, "Undated 5 0")]
    [InlineData("2026-08-01", 5, 2, 1, "Usable 5 3")]
    [InlineData("2026-07-31", 5, 2, 1, "NearEnd 5 3 promised 3 2026-07-31")]
    [InlineData("2026-05-31", 0, 0, 1, "Expired 0 1 promised 1 2026-05-31")]
    [InlineData("2026-05-31", 0, 0, 0, "")]
    [InlineData("-", 0, 2, 0, "Undated 0 2")]
    [InlineData("2026-05-31", -1, 0, 0, "Expired -1 0")]
    public void A_batch_stands_as_its_day_says(string day, long onHand, long locked, long transfer, string line)
    {
        var report = BatchReport.Of([.. Of("HZ", "b", day, onHand, locked, transfer), new(Cell("HZ", "A"), StockAccount.OnHand, 9)], Formula, June);
        Assert.Equal(line, Text(report));
    }

    [Fact]
    public void Those_that_end_first_are_first_those_without_a_day_last_and_those_of_one_day_in_the_order_of_their_cells()
    {
        ImmutableArray<StockBalance> balances =
            [.. Of("HZ", "c", "-", 1), .. Of("HZ", "b", "2026-09-01", 1), .. Of("GZ", "d", "2026-09-01", 1), .. Of("HZ", "a", "2026-10-01", 1)];
        Assert.Equal(["GZ d", "HZ b", "HZ a", "HZ c"], BatchReport.Of(balances, Formula, June).Lines.Items.Select(l => $"{l.Cell.Location} {l.Cell.Batch}"));
        Assert.Equal(June, BatchReport.Of(default, Formula, June).On);
        Assert.Empty(BatchReport.Of(default, Formula, June).Lines.Items);
    }

    [Fact]
    public void A_pool_that_rules_name_and_nobody_has_is_a_finding_where_there_is_any_stock()
    {
        var rules = PoolRules.Load(Encoding.UTF8.GetBytes("""
            {"$schema":"pools-1.json","name":"p","version":"1","rules":[{"channel":"jd","pools":["retail","ghost"]},{"pools":["retail"]}]}
            """)).ValueOrThrow().Policy;
        var report = BatchReport.Of([], Formula, June);
        var stock = ImmutableArray.Create(new StockBalance(Cell("HZ", "A") with { Pool = PoolId.Of("retail") }, StockAccount.OnHand, 3));
        var finding = Assert.Single(report.With(rules, stock).Findings.Items);
        Assert.Equal((InventoryCodes.PoolNowhere, "ghost"), (finding.Code, finding.Arguments[0].Value));
        Assert.Empty(report.With(rules, []).Findings.Items);
        Assert.Empty(report.With(rules, default).Findings.Items);
    }

    private static StockBalance[] Of(string location, string batch, string day, long onHand, long locked = 0, long transfer = 0)
    {
        var cell = Cell(location, "A") with { Batch = BatchId.Of(batch) };
        var days = day == "-" ? 0 : BatchClock.DaysOf(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value);
        return
        [
            new(cell, StockAccount.OnHand, onHand), new(cell, StockAccount.Locked, locked), new(cell, StockAccount.InTransfer, transfer),
            new(cell, StockAccount.ExpiresOn, days),
        ];
    }

    private static string Text(BatchReport report) => string.Join("; ", report.Lines.Items.Select(l => $"{l.Standing} {l.OnHand} {l.Promised}")
        .Concat(report.Findings.Items.Select(f => $"promised {Value(f, "units")} {Value(f, "expires")}"))).Replace("; promised", " promised");

    private static string Value(Reason why, string name) => why.Arguments.Items.Single(a => a.Name == name).Value;
}
