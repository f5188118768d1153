using System.Text;
using System.Text.Json.Nodes;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests;

// Fails when a faulty formula is accepted, a number of the default formula decides nothing, or an answer hides its terms.
public class StockFormulaScenarios
{
    private const string Head = "\"$schema\": \"stock-formula-1.json\", \"name\": \"x\", \"version\": \"1\", ";

    private const string Terms =
        "\"terms\": [{\"account\":\"OnHand\",\"sign\":1},{\"account\":\"Locked\",\"sign\":-1},{\"account\":\"InTransfer\",\"sign\":-1}]";

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
    [InlineData(Terms + ", \"safetyStock\": \"12.50 CNY\"", "$.safetyStock " + InventoryCodes.FormulaUnitMixed)]
    [InlineData(Terms + ", \"safetyStock\": \"5 %\"", "$.safetyStock " + InventoryCodes.FormulaUnitMixed)]
    [InlineData(Terms + ", \"safetyStock\": \"five\"", "$.safetyStock documents.type-mismatch")]
    [InlineData(Terms + ", \"safetyStockBasisPoints\": 500", "$.safetyStockBasisPoints " + InventoryCodes.FormulaUnitMixed)]
    [InlineData(Terms + ", \"exceptions\": [{\"sku\":\"A\",\"preSale\":5,\"preSaleDays\":3}]", "$.exceptions[0].preSaleDays " + InventoryCodes.FormulaUnitMixed)]
    [InlineData(Terms + ", \"channels\": [{\"channel\":\"jd\",\"quotaMinor\":500,\"quota\":1}]", "$.channels[0].quotaMinor " + InventoryCodes.FormulaUnitMixed)]
    [InlineData("\"terms\": [{\"account\":\"OnHand\",\"sign\":1},{\"account\":\"CountedAt\",\"sign\":-1}]", "$.terms[1].account " + InventoryCodes.FormulaUnitMixed)]
    [InlineData(Terms + ", \"nearExpiryDays\": 6", "$.nearExpiryDays " + InventoryCodes.FormulaUnitMixed)]
    [InlineData(Terms + ", \"nearExpiryMonths\": 121", "$.nearExpiryMonths documents.value-invalid")]
    [InlineData(Terms + ", \"exceptions\": [{\"sku\":\"A\"}]", "$.exceptions[0] " + InventoryCodes.FormulaSaysNothing)]
    [InlineData(Terms + ", \"channels\": [{\"channel\":\"jd\",\"sku\":\"A\"}]", "$.channels[0] " + InventoryCodes.FormulaSaysNothing)]
    [InlineData(Terms + ", \"channels\": [{\"buffer\":1}]", "$.channels[0].channel documents.property-missing")]
    [InlineData(Terms + ", \"exceptions\": [{\"sku\":\"A\",\"terms\":[{\"account\":\"OnHand\",\"sign\":1}]}]", "$.exceptions[0].terms " + InventoryCodes.FormulaNotMonotone)]
    public void A_faulty_formula_is_refused_at_its_place(string rest, string fault) => Assert.Contains(fault, Faults(rest));

    [Fact]
    public void What_is_promised_before_it_is_there_lowers_the_floor_by_as_much_and_no_more()
    {
        var formula = Edited(d => d["exceptions"] = JsonNode.Parse("""[{"sku":"A","preSale":3,"safetyStock":1}]""")).ValueOrThrow();
        var available = Availability.Of(Cell("HZ", "A"), OnHand("HZ", "A", 5), formula.Policy);
        Assert.Equal((7L, "5 OnHand − 0 Locked − 0 InTransfer − 1 SafetyStock + 3 PreSale"), (available.Balance, available.TermsText()));
        Assert.Equal(-2, formula.Policy.FloorOf(Cell("HZ", "A")).AtLeast);
        foreach (var (wanted, isHeld) in new[] { (7, true), (8, false) })
        {
            var decision = Reservations.Decide(null, Reserve(Units("HZ", "A", wanted)), OnHand("HZ", "A", 5), formula, By());
            Assert.Equal(isHeld ? null : InventoryCodes.Short, decision.Refusal?.Code);
            if (!decision.TryGet(out var held, out _)) continue;
            var effect = StockEffects.Of(held.Events[0], formula.Policy);
            Assert.All(effect.Floors, f => Assert.True(StockSheet.Holds(StockSheet.Post(OnHand("HZ", "A", 5), effect.Postings), f)));
        }

        Assert.Equal((0L, 0L), (formula.Policy.PreSaleOf(Cell("HZ", "B")).Units, formula.Policy.SafetyStockOf(Cell("HZ", "B")).Units));
    }

    [Fact]
    public void A_cell_with_terms_of_its_own_answers_and_guards_by_them()
    {
        // The same accounts in another order: it shows whose terms are asked.
        var formula = Edited(d => d["exceptions"] = JsonNode.Parse("""
            [{"location":"HZ","sku":"A","terms":[{"account":"InTransfer","sign":-1},{"account":"OnHand","sign":1},{"account":"Locked","sign":-1}]}]
            """)).ValueOrThrow().Policy;
        var balances = Balances(("HZ", "A", StockAccount.OnHand, 9), ("HZ", "A", StockAccount.InTransfer, 2));
        Assert.Equal("−2 InTransfer + 9 OnHand − 0 Locked", Availability.Of(Cell("HZ", "A"), balances, formula).TermsText());
        Assert.Equal(StockAccount.InTransfer, formula.FloorOf(Cell("HZ", "A")).Terms[0].Account);
        Assert.Equal(StockAccount.OnHand, formula.FloorOf(Cell("GZ", "A")).Terms[0].Account);
    }

    [Theory]
    [InlineData("jd", "A", 100, 60, "100 OnHand − 0 Locked − 0 InTransfer − 10 Buffer ≤ 60 Quota")]
    [InlineData("jd", "A", 50, 40, "50 OnHand − 0 Locked − 0 InTransfer − 10 Buffer ≤ 60 Quota")]
    [InlineData("jd", "A", 10, 0, "10 OnHand − 0 Locked − 0 InTransfer − 10 Buffer ≤ 60 Quota")]
    [InlineData("jd", "B", 100, 98, "100 OnHand − 0 Locked − 0 InTransfer − 2 Buffer")]
    [InlineData("taobao", "A", 100, 100, "100 OnHand − 0 Locked − 0 InTransfer")]
    public void A_channel_is_promised_what_its_first_rule_leaves(string channel, string sku, long onHand, long units, string terms)
    {
        var formula = Edited(d => d["channels"] = JsonNode.Parse("""[{"channel":"jd","sku":"A","buffer":10,"quota":60},{"channel":"jd","buffer":2}]""")).ValueOrThrow().Policy;
        var answer = Assert.Single(ChannelAvailability.OfAll(OnHand("HZ", sku, onHand), formula, ChannelId.Of(channel)));
        Assert.Equal((units, terms), (answer.Units.Units, answer.TermsText()));
        Assert.Equal(new AvailablePosition(LocationId.Of("HZ"), SkuId.Of(sku), Quantity.Of(units)), answer.ToPosition());
    }

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
