using System.Text;

namespace OrderKernel.Inventory.Tests;

/// <summary>The ledger's laws, shown by a solver for all balances and all numbers of units.</summary>
/// <remarks>
/// Fails when a move of the ledger can break a law that held before it, or when a move that is planted wrong is taken for a right one. Laws: in each cell on
/// hand + quarantined + damaged + sold + forwarded + written off = supplied; locked is what reservations hold open, in transfer what transfers hold open.
/// What a move does is read from the code, which is linear in its units; that it is so is looked at, and that all events are among the moves.
/// </remarks>
public class LedgerProofs
{
    private static readonly StockAccount[] Supplied = [StockAccount.OnHand, StockAccount.Quarantined, StockAccount.Damaged, StockAccount.Sold,
        StockAccount.Forwarded, StockAccount.WrittenOff];

    [SolverFact]
    public void Every_move_keeps_the_laws_for_all_integers()
    {
        var answers = SolverFactAttribute.Answers(Script(LedgerMove.All));
        Assert.Equal(LedgerMove.All.Select(m => $"{m.Name} unsat"), LedgerMove.All.Zip(answers, (m, a) => $"{m.Name} {a}"));
    }

    [SolverFact]
    public void A_wrong_move_is_refuted()
    {
        // Each posting of each move left out, doubled and the other way, each change of what is held too: of moves that are linear, nothing else can be wrong.
        var wrong = new List<LedgerMove>();
        foreach (var move in LedgerMove.All)
        {
            for (var i = 0; i < move.Postings.Count; i++)
            {
                foreach (var factor in new[] { 0L, 2 * move.Postings[i].Factor, -move.Postings[i].Factor })
                    wrong.Add(move with { Name = $"{move.Name}: {move.Postings[i].Account} {factor}", Postings = Changed(move.Postings, i, p => p with { Factor = factor }) });
            }

            for (var i = 0; i < move.Open.Count; i++)
                wrong.Add(move with { Name = $"{move.Name}: open", Open = Changed(move.Open, i, o => o with { Factor = 0 }) });
        }

        var answers = SolverFactAttribute.Answers(Script(wrong));
        Assert.Equal(wrong.Count, answers.Length);
        Assert.Empty(wrong.Zip(answers, (m, a) => (m.Name, a)).Where(w => w.a != "sat"));
    }

    [Fact]
    public void Every_event_is_among_the_moves()
    {
        var events = typeof(StockEvent).Assembly.GetExportedTypes()
            .Where(t => !t.IsAbstract && (typeof(StockEvent).IsAssignableFrom(t) || typeof(ReservationEvent).IsAssignableFrom(t)));
        // A correction of the book is no move of goods: it sets a balance to what its events add up to, whatever that is; a day
        // of a batch is no goods, nor is the answer to a finding.
        Assert.Equal([typeof(BatchesDated), typeof(BookCorrected), typeof(FindingsSettled),
            typeof(GoodsRegraded), typeof(GoodsTakenBack), typeof(ReservationCommitted), typeof(ReservationExpired),
            typeof(ReservationExtended), typeof(ReservationMoved), typeof(ReservationReleased), typeof(ShippedElsewhere), typeof(StockCounted),
            typeof(StockReceived), typeof(StockReserved), typeof(TransferReceived)], events.OrderBy(t => t.Name, StringComparer.Ordinal));
        Assert.Equal(40, LedgerMove.All.Count);
    }

    private static ValueList<T> Changed<T>(ValueList<T> list, int at, Func<T, T> change) => list.Items.Select((e, i) => i == at ? change(e) : e).ToValueList();

    // Is there a state in which the laws hold, and a number of units after which they do not?
    private static string Script(IEnumerable<LedgerMove> moves)
    {
        var script = new StringBuilder("(declare-const n Int) (assert (>= n 1))\n");
        for (var cell = 0; cell < 2; cell++)
        {
            foreach (var account in Enum.GetValues<StockAccount>()) script.Append($"(declare-const {account}{cell} Int)");
            script.Append($"(declare-const orders{cell} Int)(declare-const transfers{cell} Int)\n(assert {Laws(cell, new("", [], []))})\n");
        }

        foreach (var move in moves) script.Append($"(push)(assert (not (and {Laws(0, move)} {Laws(1, move)})))(check-sat)(pop)\n");
        return script.ToString();
    }

    private static string Laws(int cell, LedgerMove move)
    {
        string After(StockAccount account) => Sum($"{account}{cell}", move.Postings.Items.Where(p => p.Cell == cell && p.Account == account).Sum(p => p.Factor));
        string Open(string held, bool isTransfer) => Sum($"{held}{cell}", move.Open.Items.Where(o => o.Cell == cell && o.IsTransfer == isTransfer).Sum(o => o.Factor));
        return $"(and (= (+ {string.Join(" ", Supplied.Select(After))}) {After(StockAccount.Supplied)}) (= {After(StockAccount.Locked)} {Open("orders", false)}) "
            + $"(= {After(StockAccount.InTransfer)} {Open("transfers", true)}))";
    }

    private static string Sum(string variable, long factor) => factor == 0 ? variable : $"(+ {variable} (* {(factor < 0 ? $"(- {-factor})" : $"{factor}")} n))";
}
