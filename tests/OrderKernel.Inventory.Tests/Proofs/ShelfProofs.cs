using System.Diagnostics;
using System.Globalization;
using System.Text;
using OrderKernel.Inventory.Tests.Batches;

namespace OrderKernel.Inventory.Tests;

/// <summary>Floors over shelves and their batches, shown by a solver for all balances and all numbers of units.</summary>
/// <remarks>
/// Fails when a hold, its end or its move, whose floors the store sees to, can leave a batch promised twice or a shelf below what it keeps back; when picking
/// can ask more of a batch or of units of no batch than are free; and when a floor that is left out, or a picking that looks at the shelf alone, is not
/// refuted. What an event posts and which floors it has is read from the code, which is linear in its units; that it is so is looked at.
/// </remarks>
public class ShelfProofs
{
    // Two shelves: in each units of no batch and two batches.
    private static readonly StockCell[] Cells = [.. new[] { BatchWorld.Shelf, BatchWorld.In("retail") }.SelectMany(s =>
        new[] { s, s with { Batch = BatchId.Of("a") }, s with { Batch = BatchId.Of("b") } })];

    private static readonly StockAccount[] Goods = [StockAccount.OnHand, StockAccount.Locked, StockAccount.InTransfer];

    [SolverFact]
    public void Holds_keep_every_floor_for_all_integers()
    {
        foreach (var formula in new[] { BatchWorld.Formula(), BatchWorld.Formula(safety: 4), BatchWorld.Formula(safety: 2, preSale: 5) })
        {
            var moves = Holds(formula.Policy).ToList();
            var answers = SolverFactAttribute.Answers(Script(moves, formula.Policy));
            Assert.Equal(moves.Select(m => $"{m.Name} unsat"), moves.Zip(answers, (m, a) => $"{m.Name} {a}"));
        }
    }

    [SolverFact]
    public void A_hold_without_one_of_its_floors_is_refuted()
    {
        var formula = BatchWorld.Formula(safety: 4).Policy;
        var wrong = Holds(formula).SelectMany(m => m.Floors.Items.Select((_, i) =>
            m with { Name = $"{m.Name} without {m.Floors[i]}", Floors = m.Floors.Items.Where((_, j) => j != i).ToValueList() })).ToList();
        Assert.True(wrong.Count > 20);
        var answers = SolverFactAttribute.Answers(Script(wrong, formula));
        Assert.Empty(wrong.Zip(answers, (m, a) => (m.Name, a)).Where(w => w.a != "sat"));
    }

    // Goods that leave untold, are counted, or break may uncover what is promised: the solver shows it of these and of no other movement.
    [SolverFact]
    public void What_can_uncover_a_promise_is_goods_that_go_and_nothing_else()
    {
        var formula = BatchWorld.Formula().Policy;
        var moves = Movements().ToList();
        var answers = SolverFactAttribute.Answers(Script(moves, formula));
        Assert.Equal(["receive unsat", "restock unsat", "put aside unsat", "transfer received unsat", "count more unsat", "count less sat",
            "ship elsewhere sat", "regrade to damaged sat", "regrade from quarantined unsat", "written off sat"], moves.Zip(answers, (m, a) => $"{m.Name} {a}"));
    }

    [SolverFact]
    public void What_is_picked_is_free_where_it_is_picked_and_adds_up()
    {
        // Batches a, b and c in their turn, the last near its end and left alone; o are units of no batch, k is what is kept back, n what is asked.
        const string World = """
            (define-fun least ((x Int) (y Int)) Int (ite (< x y) x y))
            (define-fun some ((x Int)) Int (ite (> x 0) x 0))
            (declare-const a Int)(declare-const b Int)(declare-const c Int)(declare-const o Int)(declare-const k Int)(declare-const n Int)
            (define-fun available () Int (- (+ a b c o) k (some c)))
            (define-fun fromA () Int (some (least n a)))
            (define-fun fromB () Int (some (least (- n fromA) b)))
            (define-fun fromO () Int (- n fromA fromB))
            (define-fun after () Int (- (+ (- a fromA) (- b fromB) c (- o fromO)) k (some c)))
            (assert (and (>= n 1) (<= n available)))

            """;
        const string Floors = "(assert (and (>= a 0) (>= b 0) (>= c 0) (>= k 0)))";
        string[] broken =
        [
            "(and (> fromA 0) (> fromA a))", "(and (> fromB 0) (> fromB b))", "(not (= (+ fromA fromB fromO) n))", "(< fromO 0)",
            "(not (= after (- available n)))", "(< after 0)", "(< (+ (- a fromA) (- b fromB) c (- o fromO)) k)",
        ];
        var script = new StringBuilder(World);
        foreach (var question in broken) script.Append($"(push)(assert {question})(check-sat)(pop)\n");
        // Units of no batch are overdrawn only by batches that are, or by what is sold before it is there.
        script.Append($"(push){Floors}(assert (> fromO (some o)))(check-sat)(pop)(push)(assert (> fromO (some o)))(check-sat)(pop)\n");
        // A picking that looks at the shelf's balance alone takes what is near its end for free.
        script.Append("(reset)\n").Append(World.Replace("(<= n available)", "(<= n (- (+ a b c o) k))", StringComparison.Ordinal)).Append(Floors)
            .Append("(assert (< after 0))(check-sat)\n");
        Assert.Equal([.. Enumerable.Repeat("unsat", broken.Length), "unsat", "sat", "sat"], SolverFactAttribute.Answers(script.ToString()));

        // That it is so picked: the definitions above, beside the code.
        var random = new Random(3);
        for (var i = 0; i < 500; i++)
        {
            var (a, b, c, o, k, n) = (random.Next(6), random.Next(6), random.Next(6), random.Next(6), random.Next(4), random.Next(1, 9));
            var stock = BatchWorld.Came((BatchWorld.Batch("a"), a + 1, 60), (BatchWorld.Batch("b"), b + 1, 90), (BatchWorld.Batch("c"), c + 1, 10),
                (BatchWorld.Shelf, o + 1, null)).With(StockMovements.Decide(new RecordShippedElsewhere([.. new[] { "a", "b", "c" }.Select(x =>
                new StockUnits(BatchWorld.Batch(x), Quantity.Of(1))), new(BatchWorld.Shelf, Quantity.Of(1))], null), []).ValueOrThrow().Events[0]);
            var decided = stock.Decide(BatchWorld.Wanting(n), BatchWorld.Formula(months: 1, safety: k));
            Assert.Equal(n <= a + b + o - k, decided.IsOk);
            if (!decided.IsOk) continue;
            var (fromA, fromB) = (Math.Min(n, a), Math.Min(n - Math.Min(n, a), b));
            string[] parts = [Part("a", fromA), Part("b", fromB), Part("–", n - fromA - fromB)];
            Assert.Equal(string.Join(", ", parts.Where(p => p.Length > 0)), decided.Picks());
        }
    }

    private static string Part(string batch, int units) => units == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{batch} {units}");

    private sealed record Move(string Name, ValueList<(int Cell, StockAccount Account, long N, long M)> Postings, ValueList<StockFloor> Floors);

    private static IEnumerable<Move> Holds(StockFormula formula)
    {
        foreach (var holder in new StockHolder?[] { null, new(HolderKind.Transfer, "t") })
        {
            var (name, kind) = (holder?.Kind.ToString() ?? "Order", holder?.Kind);
            StockReserved Made(params (int Cell, long Units)[] units) => new(Words.R(), null, Units(units), null) { Holder = holder };
            Move Of(string what, Func<long, long, ReservationEvent> e) => Read($"{name} {what}", (n, m) => StockEffects.Of(e(n, m), formula));
            yield return Of("reserves a batch", (n, _) => Made((1, n)));
            yield return Of("reserves units of no batch", (n, _) => Made((0, n)));
            yield return Of("reserves two batches", (n, m) => Made((1, n), (2, m)));
            yield return Of("reserves a batch and units of none", (n, m) => Made((0, n), (2, m)));
            yield return Of("reserves in two pools", (n, m) => Made((1, n), (4, m)));
            yield return Of("commits", (n, m) => new ReservationCommitted(Words.R(), MessageId.Of("m"), false, Units((0, n), (1, m))) { Holder = kind });
            yield return Of("releases", (n, m) => new ReservationReleased(Words.R(), MessageId.Of("m"), false, Units((1, n), (2, m))) { Holder = kind });
            yield return Of("expires", (n, m) => new ReservationExpired(Words.R(), MessageId.Of("m"), Units((1, n), (5, m))) { Holder = kind });
            foreach (var (from, to) in new[] { (1, 2), (1, 0), (0, 1), (1, 4), (0, 3), (4, 0) })
            {
                yield return Of($"moves from {from} to {to}", (n, _) =>
                    new ReservationMoved(Words.R(), MessageId.Of("m"), [new(Cells[from], Cells[to], Quantity.Of(n))]) { Holder = kind });
            }
        }

        yield return Read("a gift", (n, _) => StockEffects.Of(new AdjustmentPosted(AdjustmentKind.Gift, Units((1, n))), formula));
    }

    private static IEnumerable<Move> Movements()
    {
        static Move Of(string name, Func<long, StockEvent> e) => Read(name, (n, _) => StockEffects.Of(e(n)));
        yield return Of("receive", n => new StockReceived(Units((1, n))));
        yield return Of("restock", n => new GoodsTakenBack(Units((1, n)), InspectionOutcome.Restock, null));
        yield return Of("put aside", n => new GoodsTakenBack(Units((1, n)), InspectionOutcome.Quarantine, null));
        yield return Of("transfer received", n => new TransferReceived("t", Units((1, n)), []));
        yield return Of("count more", n => new StockCounted([new(Cells[1], Quantity.Of(n), QuantityDelta.Of(n))], "count"));
        yield return Of("count less", n => new StockCounted([new(Cells[1], Quantity.Zero, QuantityDelta.Of(-n))], "count"));
        yield return Of("ship elsewhere", n => new ShippedElsewhere(Units((1, n)), null));
        yield return Of("regrade to damaged", n => new GoodsRegraded(Units((1, n)), StockAccount.OnHand, StockAccount.Damaged, "wet", null));
        yield return Of("regrade from quarantined", n => new GoodsRegraded(Units((1, n)), StockAccount.Quarantined, StockAccount.OnHand, "fine", null));
        yield return Read("written off", (n, _) => StockEffects.Of(new AdjustmentPosted(AdjustmentKind.Damage, Units((1, n))), StockFormula.Default.Policy));
    }

    private static ValueList<StockUnits> Units(params (int Cell, long Units)[] units) =>
        units.Select(u => new StockUnits(Cells[u.Cell], Quantity.Of(u.Units))).ToValueList();

    private static Move Read(string name, Func<long, long, StockEffect> effect)
    {
        var postings = new List<(int, StockAccount, long, long)>();
        for (var cell = 0; cell < Cells.Length; cell++)
        {
            foreach (var account in Goods)
            {
                var (at, of) = (Cells[cell], account);
                long Change(long n, long m) => effect(n, m).Postings.Items.Where(p => p.Cell == at && p.Account == of).Sum(p => p.Delta.Units);
                var (byN, byM) = (Change(2, 1) - Change(1, 1), Change(1, 2) - Change(1, 1));
                foreach (var (n, m) in new[] { (1L, 1L), (7, 5), (1L << 40, 3) })
                {
                    if (Change(n, m) != (byN * n) + (byM * m)) throw new UnreachableException($"{name} is not linear in its units.");
                }

                if (byN != 0 || byM != 0) postings.Add((cell, account, byN, byM));
            }
        }

        // Floors that pin what was decided are no limits.
        return new(name, postings.ToValueList(), effect(1, 1).Floors.Where(f => f.Terms.Count > 1));
    }

    // Are there balances that keep every floor, and numbers of units, after which the move's own floors hold and one does not?
    private static string Script(IEnumerable<Move> moves, StockFormula formula)
    {
        var script = new StringBuilder("(declare-const n Int)(declare-const m Int)(assert (and (>= n 1) (>= m 1)))\n");
        for (var cell = 0; cell < Cells.Length; cell++)
        {
            foreach (var account in Goods) script.Append($"(declare-const {account}{cell} Int)");
        }

        var all = Cells.Select(c => c.Batch == default ? formula.FloorOf(c) : formula.BatchFloorOf(c)).ToList();
        var none = new Move("", [], []);
        script.Append($"\n(assert (and {string.Join(" ", all.Select(f => Holds(f, none)))}))\n");
        foreach (var move in moves)
        {
            var own = string.Join(" ", move.Floors.Items.Select(f => Holds(f, move)));
            script.Append($"(push)(assert (and true {own} (not (and {string.Join(" ", all.Select(f => Holds(f, move)))}))))(check-sat)(pop)\n");
        }

        return script.ToString();
    }

    private static string Holds(StockFloor floor, Move after)
    {
        var terms = Enumerable.Range(0, Cells.Length).Where(c => floor.OverBatches ? Cells[c].SharesShelfWith(floor.Cell) : Cells[c] == floor.Cell)
            .SelectMany(c => floor.Terms.Items.Select(t => $"(* {Number(t.Sign)} {After(c, t.Account, after)})"));
        return $"(>= (+ 0 {string.Join(" ", terms)}) {Number(floor.AtLeast)})";
    }

    private static string After(int cell, StockAccount account, Move move)
    {
        var posted = move.Postings.Items.Where(p => p.Cell == cell && p.Account == account).Select(p => $" (* {Number(p.N)} n) (* {Number(p.M)} m)");
        return $"(+ {account}{cell}{string.Concat(posted)})";
    }

    private static string Number(long number) => number < 0 ? $"(- {-number})" : $"{number}";
}
