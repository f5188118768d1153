using System.Text;
using System.Text.Json.Nodes;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests;

// Fails when a faulty formula is accepted, a number of the default formula decides nothing, or an answer hides its terms.
public class StockFormulaScenarios
{
    private const string Head = "\"$schema\": \"stock-formula-1.json\", \"name\": \"x\", \"version\": \"1\", ";

    private static string[] Faults(string rest)
    {
        var refusal = StockFormula.Load(Encoding.UTF8.GetBytes("{" + Head + rest + "}")).Refusal;
        return refusal is null ? [] : refusal.Reasons.Items.Select(r => $"{r.Arguments[0].Value} {r.Code}").ToArray();
    }

    private static Result<PolicyDocument<StockFormula>> Edited(Action<JsonNode> edit)
    {
        using var stream = typeof(StockFormula).Assembly.GetManifestResourceStream("Documents/available.stock-formula.json")!;
        var root = JsonNode.Parse(stream)!;
        edit(root);
        return StockFormula.Load(Encoding.UTF8.GetBytes(root.ToJsonString()));
    }

    [Fact]
    public void The_default_is_on_hand_less_locked_less_in_transfer_with_its_terms_shown()
    {
        var available = Availability.Of(Cell("HZ", "A"), Balances(
            ("HZ", "A", StockAccount.OnHand, 10), ("HZ", "A", StockAccount.Locked, 3), ("HZ", "A", StockAccount.InTransfer, 2),
            ("GZ", "A", StockAccount.OnHand, 99)), StockFormula.Default.Policy);
        Assert.Equal(5, available.Balance);
        Assert.Equal("10 OnHand − 3 Locked − 2 InTransfer", available.TermsText());
        Assert.Equal("OnHand − Locked − InTransfer", StockFormula.Default.Policy.ToString());
        Assert.Equal(new AvailablePosition(LocationId.Of("HZ"), SkuId.Of("A"), Quantity.Of(5)), available.ToPosition());
    }

    [Fact]
    public void An_overdrawn_cell_offers_nothing_and_says_by_how_much()
    {
        var available =
            Availability.Of(Cell("HZ", "A"), Balances(("HZ", "A", StockAccount.OnHand, 2), ("HZ", "A", StockAccount.Locked, 3)), StockFormula.Default.Policy);
        Assert.Equal((-1, Quantity.Zero), (available.Balance, available.Units));
    }

    [Fact]
    public void The_first_exception_that_fits_sets_the_safety_stock()
    {
        var formula =
            Edited(d => d["exceptions"] =
                JsonNode.Parse("""[{"location":"HZ","sku":"A","safetyStock":4},{"sku":"A","safetyStock":2},{"location":"GZ","safetyStock":1}]"""))
                    .ValueOrThrow().Policy;
        Assert.Equal([4, 2, 1, 0], new[] { Cell("HZ", "A"), Cell("GZ", "A"), Cell("GZ", "B"), Cell("HZ", "B") }.Select(c => formula.SafetyStockOf(c).Units));
        var available = Availability.OfAll(Balances(("HZ", "A", StockAccount.OnHand, 10), ("GZ", "A", StockAccount.OnHand, 10)), formula);
        Assert.Equal([("GZ", 8L), ("HZ", 6L)], available.Items.Select(a => (a.Cell.Location.Value, a.Balance)));
        Assert.Equal("10 OnHand − 0 Locked − 0 InTransfer − 4 SafetyStock", available[1].TermsText());
    }

    [Theory]
    [InlineData("\"terms\": [{\"account\":\"OnHand\",\"sign\":1},{\"account\":\"Locked\",\"sign\":-1},{\"account\":\"OnHand\",\"sign\":1}]",
        "$.terms[2].account " + InventoryCodes.FormulaAccountRepeated)]
    [InlineData("\"terms\": [{\"account\":\"OnHand\",\"sign\":1},{\"account\":\"Locked\",\"sign\":-1},{\"account\":\"Sold\",\"sign\":1}]",
        "$.terms[2].account " + InventoryCodes.FormulaCounterAccount)]
    [InlineData("\"terms\": [{\"account\":\"OnHand\",\"sign\":1}]", "$.terms " + InventoryCodes.FormulaNotMonotone)]
    [InlineData("\"terms\": [{\"account\":\"OnHand\",\"sign\":1},{\"account\":\"Locked\",\"sign\":-1},{\"account\":\"InTransfer\",\"sign\":1}]",
        "$.terms " + InventoryCodes.FormulaNotMonotone)]
    [InlineData("\"terms\": [{\"account\":\"OnHand\",\"sign\":1},{\"account\":\"Locked\",\"sign\":-1}], \"exceptions\": [{\"safetyStock\":1}]",
        "$.exceptions[0] " + InventoryCodes.SafetyStockForNothing)]
    [InlineData("\"terms\": [{\"account\":\"OnHand\",\"sign\":1},{\"account\":\"Locked\",\"sign\":-1}], \"safetyStock\": -1",
        "$.safetyStock documents.value-invalid")]
    [InlineData("\"terms\": [{\"account\":\"OnHand\",\"sign\":1},{\"account\":\"Locked\",\"sign\":-1}], \"exceptions\": [{\"sku\":\" \",\"safetyStock\":1}]",
        "$.exceptions[0].sku documents.value-invalid")]
    public void A_faulty_formula_is_refused_at_its_place(string rest, string fault) => Assert.Contains(fault, Faults(rest));

    [Fact]
    public void All_faults_are_found_at_once() => Assert.Equal(
        ["$.terms[0].account documents.value-invalid", "$.terms[1].sign documents.value-invalid", "$.terms[1].reason documents.property-unknown",
            "$.terms inventory.formula-not-monotone", "$.terms inventory.formula-not-monotone", "$.terms inventory.formula-not-monotone",
            "$.colour documents.property-unknown"],
        Faults("\"terms\": [{\"account\":\"Hand\",\"sign\":1},{\"account\":\"Locked\",\"sign\":0,\"reason\":1}], \"colour\": 1"));

    [Fact]
    public void A_formula_without_terms_is_refused() => Assert.Contains("$.terms documents.property-missing", Faults("\"safetyStock\": 1"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Each_sign_of_the_default_matters(int term) =>
        Assert.Equal(KernelCodes.DocumentInvalid, Edited(d => d["terms"]![term]!["sign"] = -d["terms"]![term]!["sign"]!.GetValue<int>()).Refusal!.Code);

    [Fact]
    public void The_safety_stock_of_the_default_matters()
    {
        var command = Reserve(Units("HZ", "A", 5));
        Assert.True(Reservations.Decide(null, command, OnHand("HZ", "A", 5), StockFormula.Default, By()).IsOk);
        var one = Edited(d => d["safetyStock"] = 1).ValueOrThrow();
        Assert.Equal(InventoryCodes.Short, Reservations.Decide(null, command, OnHand("HZ", "A", 5), one, By()).Refusal!.Code);
    }
}
