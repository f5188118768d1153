using System.Text;

namespace OrderKernel.Inventory.Tests;

/// <summary>What the loader says of a formula, beside what a solver says of it for all balances.</summary>
/// <remarks>
/// Fails when a shipped formula is not monotone, when the loader takes a formula that rises as goods are promised or leave, or refuses one that never does;
/// and when the comparison would not see a formula that is taken for another. The moves are those that the ledger makes.
/// </remarks>
public class FormulaProofs
{
    // By how much what is available may change at most, for each unit: what is promised is gone, what leaves was promised before, or is gone too.
    private static readonly (string Move, int Most)[] Bounds = [("Order reserve", -1), ("Order commit", 0), ("ship elsewhere", -1), ("Transfer reserve", -1), ("Transfer commit", 0)];

    private static readonly string World = "(declare-const n Int) (assert (>= n 1))\n"
        + string.Concat(Enum.GetValues<StockAccount>().Select(a => $"(declare-const {a} Int)"));

    private static readonly StockAccount[] Goods = [StockAccount.OnHand, StockAccount.Locked, StockAccount.InTransfer];

    [SolverFact]
    public void The_shipped_formulas_are_monotone_for_all_integers()
    {
        var shipped = new[] { Resource(typeof(StockFormula), "Documents/available.stock-formula.json"), Resource(typeof(FormulaProofs), "sample.stock-formula.json") };
        var formulas = shipped.Select(s => StockFormula.Load(s).ValueOrThrow().Policy.Terms).ToList();
        Assert.Equal(["unsat", "unsat"], Answers(formulas));
    }

    [SolverFact]
    public void The_loader_takes_what_a_solver_shows_to_be_monotone_and_nothing_else()
    {
        var chance = new Random(20260209);
        var formulas = Enumerable.Range(0, Sizes.Of(2_000, 20_000)).Select(_ => Any(chance)).ToList();
        var loaded = formulas.Select(f => Refused(f) ? "sat" : "unsat").ToList();
        Assert.Equal(loaded, Answers(formulas));
        Assert.Equal(2, loaded.Distinct().Count());
    }

    [SolverFact]
    public void A_formula_that_is_taken_for_another_is_seen()
    {
        var chance = new Random(1);
        var formulas = Enumerable.Range(0, 300).Select(_ => Any(chance)).ToList();
        Assert.NotEqual(formulas.Select(f => Refused(f) ? "sat" : "unsat"), Answers([.. formulas.Select(f => f.Where(t => t.Account != StockAccount.Locked))]));
    }

    [SolverFact]
    public void What_a_channel_may_be_promised_never_rises_and_is_never_more_than_there_is()
    {
        // For all balances, units, safety stocks, pre-sale, buffers and quotas at once: what is promised is as the code computes it.
        var terms = StockFormula.Default.Policy.Terms;
        var script = new StringBuilder(World).Append("(declare-const kept Int)(declare-const buffer Int)(declare-const quota Int)(assert (and (>= buffer 0) (>= quota 0)))")
            .Append("(define-fun promised ((available Int)) Int (let ((left (ite (> available buffer) (- available buffer) 0))) (ite (< quota left) quota left)))\n");
        string Promised(string? move) => $"(promised (- {Available(terms, move is null ? null : LedgerMove.All.Single(m => m.Name == move))} kept))";
        foreach (var (move, _) in Bounds) script.Append($"(push)(assert (> {Promised(move)} {Promised(null)}))(check-sat)(pop)\n");
        script.Append($"(push)(assert (> {Promised(null)} (ite (> (- {Available(terms, null)} kept) 0) (- {Available(terms, null)} kept) 0)))(check-sat)(pop)\n");
        // The other way round: goods that come may make more available, and the question finds it.
        script.Append($"(push)(assert (> {Promised("receive")} {Promised(null)}))(check-sat)(pop)\n");
        Assert.Equal([.. Enumerable.Repeat("unsat", 6), "sat"], SolverFactAttribute.Answers(script.ToString()));

        // That it is so computed: the definition above, beside the code.
        var chance = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var (balance, buffer, quota) = (chance.Next(-20, 60), chance.Next(30), chance.Next(40));
            var formula = StockFormula.Load(Encoding.UTF8.GetBytes($$"""
                {"$schema":"stock-formula-1.json","name":"x","version":"1","terms":[{"account":"OnHand","sign":1},{"account":"Locked","sign":-1},
                {"account":"InTransfer","sign":-1}],"channels":[{"channel":"jd","buffer":{{buffer}},"quota":{{quota}}}]}
                """)).ValueOrThrow().Policy;
            var answer = ChannelAvailability.OfAll(Words.OnHand("HZ", "A", balance), formula, ChannelId.Of("jd"))[0];
            Assert.Equal(Math.Min(quota, Math.Max(0, balance - buffer)), answer.Units.Units);
        }
    }

    private static ValueList<StockTerm> Any(Random chance) => Goods.OrderBy(_ => chance.Next()).Take(chance.Next(1, 4))
        .Select(a => new StockTerm(a, chance.Next(4) == 0 == (a == StockAccount.OnHand) ? -1 : 1)).ToValueList();

    private static bool Refused(ValueList<StockTerm> terms)
    {
        var text = string.Join(",", terms.Items.Select(t => $$"""{"account":"{{t.Account}}","sign":{{t.Sign}}}"""));
        var refusal = StockFormula.Load(Encoding.UTF8.GetBytes($$"""{"$schema":"stock-formula-1.json","name":"x","version":"1","terms":[{{text}}]}""")).Refusal;
        Assert.All(refusal?.Reasons.Items ?? [], r => Assert.Equal(InventoryCodes.FormulaNotMonotone, r.Code));
        return refusal is not null;
    }

    // Are there balances, a move and a number of units after which more is available than the bound allows?
    private static string[] Answers(IReadOnlyCollection<ValueList<StockTerm>> formulas)
    {
        var script = new StringBuilder(World);
        foreach (var formula in formulas)
        {
            var broken = Bounds.Select(b => $"(> {Available(formula, LedgerMove.All.Single(m => m.Name == b.Move))} (+ {Available(formula, null)} (* (- {-b.Most}) n)))");
            script.Append($"\n(push)(assert (or {string.Join(" ", broken)}))(check-sat)(pop)");
        }

        return SolverFactAttribute.Answers(script.ToString());
    }

    private static string Available(ValueList<StockTerm> formula, LedgerMove? move)
    {
        string Balance(StockAccount account)
        {
            var factor = move?.Postings.Items.Where(p => p.Cell == 0 && p.Account == account).Sum(p => p.Factor) ?? 0;
            return $"(+ {account} (* {(factor < 0 ? $"(- {-factor})" : $"{factor}")} n))";
        }

        return $"(+ 0 {string.Join(" ", formula.Items.Select(t => t.Sign > 0 ? Balance(t.Account) : $"(- {Balance(t.Account)})"))})";
    }

    private static byte[] Resource(Type owner, string name)
    {
        using var stream = owner.Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
