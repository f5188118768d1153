using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory.Tests;

/// <summary>A bug that is planted on purpose, to see that the laws find it.</summary>
public enum Planted
{
    Nothing = 0,
    FloorsIgnored = 1,
    FloorsCheckedBeforePosting = 2,
    CommitKeepsTheLock = 3,
    CommitForgetsSold = 4,
    ReleasePutsOnHand = 5,
    ReleaseFreesAllEverTaken = 6,
    EndingsForgotten = 7,
    PartialCommitEndsAll = 8,
    ExpiresEarly = 9,
    HalfAReservation = 10,
    LinesCheckedAlone = 11,
    ContentNotCompared = 12,
    ExpiryLeaksTheLock = 13,
    RestockCountsTwice = 14,
    MoveKeepsTheLock = 15,
    MoveUnchecked = 16,
    MoveForgottenByState = 17,
    ExtensionForgotten = 18,
    TransferLocksAsOrders = 19,
    TransferSells = 20,
    RegradeOnlyGives = 21,
    RegradeUnchecked = 22,
    PutAsideOnShelf = 23,
}

/// <summary>The real decisions over a store that posts and checks floors as a store must; with a planted bug it does one thing wrong.</summary>
public sealed class LedgerWorld(Planted planted)
{
    private static readonly ActorId Kernel = ActorId.Of("kernel");
    private readonly Dictionary<int, Reservation> _reservations = [];
    private ImmutableArray<StockBalance> _old = [];
    private int _minutes;

    public ImmutableArray<StockBalance> Balances { get; private set; } = [];

    public List<ReservationEvent> ReservationEvents { get; } = [];

    public List<StockEvent> StockEvents { get; } = [];

    /// <summary>A reservation's expiry depends on its id only, so that a repeat has the same content.</summary>
    public static int ExpiryOf(int reservation) => 100_000 + (reservation * 100) - (reservation < 3 ? 99_950 : 0);

    /// <summary>By how many minutes an extension is later than the first expiry; some are not.</summary>
    public static int ExtensionOf(LedgerOp op) => (op.Message - 2) * 30;

    /// <summary>Where held units of a cell go: B stays B, which is refused.</summary>
    public static int TargetOf(int cell) => cell switch { 0 => 2, 2 => 0, _ => cell };

    /// <summary>From which place to which an op regrades, by its message.</summary>
    public static readonly (StockAccount From, StockAccount To)[] Grades = [(StockAccount.OnHand, StockAccount.Quarantined),
        (StockAccount.Quarantined, StockAccount.OnHand), (StockAccount.Quarantined, StockAccount.Damaged), (StockAccount.Damaged, StockAccount.WrittenOff)];

    /// <summary>The last reservation is a transfer's.</summary>
    public static bool IsTransfer(int reservation) => reservation == 5;

    public long BalanceOf(int cell, StockAccount account) => StockSheet.BalanceOf(Balances, CellOf(cell), account);

    public string? StatusOf(int reservation) => _reservations.TryGetValue(reservation, out var state) ? state.Status.ToString() : null;

    public int? ExpiresAt(int reservation) => (int?)(_reservations.GetValueOrDefault(reservation)?.ExpiresAt - Words.Noon)?.TotalMinutes;

    public Reservation? StateOf(int reservation) => _reservations.GetValueOrDefault(reservation);

    public long OpenOf(int cell) => _reservations.Values.Sum(r => r.OpenOf(CellOf(cell)).Units);

    public string Run(LedgerOp op)
    {
        _minutes += op.Minutes;
        var (before, seen) = (Balances, op.OnOldBalances ? _old : Balances);
        var units = op.Units.Items.Select(u => new StockUnits(CellOf(u.Cell), Quantity.Of(u.Units))).ToValueList();
        var answer = op.Kind is <= OpKind.Expire or OpKind.Extend or OpKind.MoveHold ? Reserve(op, units, seen) : Move(op, units, seen);
        _old = before;
        return answer;
    }

    private string Reserve(LedgerOp op, ValueList<StockUnits> units, ImmutableArray<StockBalance> seen)
    {
        var id = ReservationId.Of($"r-{op.Reservation}");
        var state = _reservations.GetValueOrDefault(op.Reservation);
        ReservationCommand command = op.Kind switch
        {
            OpKind.Reserve => Reserving(op.Reservation, units),
            OpKind.Commit => new Commit(id, units),
            OpKind.Release => new Release(id, units),
            OpKind.Extend => new Extend(id, At(ExpiryOf(op.Reservation) + ExtensionOf(op))),
            OpKind.MoveHold => new MoveHold(id,
                op.Units.Items.Select(u => new HoldMove(CellOf(u.Cell), CellOf(TargetOf(u.Cell)), Quantity.Of(u.Units))).ToValueList()),
            _ => new Expire(id),
        };
        if (planted == Planted.MoveUnchecked && command is MoveHold)
            seen = [.. seen.Select(b => b.Account == StockAccount.OnHand ? b with { Units = b.Units + 100 } : b)];
        if (planted == Planted.LinesCheckedAlone && command is Reserve && state is null)
            seen = [.. seen.Select(b => b.Account == StockAccount.OnHand ? b with { Units = b.Units * Math.Max(1, op.Units.Count) } : b)];
        var minutes = planted == Planted.ExpiresEarly && command is Expire ? _minutes + 200_000 : _minutes;
        var context = new DecisionContext(new(Kernel, []), At(minutes), MessageId.Of($"m-{op.Message}"));
        var result = Reservations.Decide(state, command, seen, StockFormula.Default, context);
        if (planted == Planted.HalfAReservation && result.Refusal?.Code == InventoryCodes.Short)
        {
            units = units.Where(u => Availability.Of(u.Cell, seen, StockFormula.Default.Policy).Balance >= u.Quantity.Units);
            if (!units.IsEmpty)
                result = Reservations.Decide(state, Reserving(op.Reservation, units), seen, StockFormula.Default, context);
        }

        if (planted == Planted.ContentNotCompared && result.Refusal?.Code == InventoryCodes.ReservationDiffers) return "known";
        if (!result.TryGet(out var decision, out var refusal)) return refusal.Code;
        if (decision.Events.IsEmpty) return "known";
        var e = decision.Events[0];
        if (planted == Planted.TransferLocksAsOrders && e is StockReserved { Holder: not null } held) e = held with { Holder = null };
        if (planted == Planted.TransferSells && e is ReservationCommitted { Holder: not null } left) e = left with { Holder = null };
        var effect = Spoiled(e, StockEffects.Of(e, StockFormula.Default.Policy), state);
        if (!Post(effect)) return "floor";
        _reservations[op.Reservation] = Reservations.Evolve(state, Misread(state, e));
        ReservationEvents.Add(e);
        return "ok";
    }

    // What the state takes an event for, where the bug is in the state.
    private ReservationEvent Misread(Reservation? state, ReservationEvent e) => (planted, e) switch
    {
        (Planted.EndingsForgotten, ReservationCommitted c) => c with { Message = MessageId.Of("forgotten") },
        (Planted.EndingsForgotten, ReservationReleased r) => r with { Message = MessageId.Of("forgotten") },
        (Planted.EndingsForgotten, ReservationExpired x) => x with { Message = MessageId.Of("forgotten") },
        (Planted.MoveForgottenByState, ReservationMoved m) => m with { Moves = [] },
        (Planted.ExtensionForgotten, ReservationExtended l) => l with { ExpiresAt = state!.ExpiresAt!.Value },
        (Planted.PartialCommitEndsAll, ReservationCommitted c) => c with { Units = state!.OpenUnits },
        _ => e,
    };

    private static Reserve Reserving(int reservation, ValueList<StockUnits> units) =>
        new(ReservationId.Of($"r-{reservation}"), IsTransfer(reservation) ? null : "order", units, At(ExpiryOf(reservation)))
        {
            Holder = IsTransfer(reservation) ? new(HolderKind.Transfer, "t") : null,
        };

    private string Move(LedgerOp op, ValueList<StockUnits> units, ImmutableArray<StockBalance> seen)
    {
        StockCommand command = op.Kind switch
        {
            OpKind.Receive => new ReceiveStock(units),
            OpKind.RecordShippedElsewhere => new RecordShippedElsewhere(units, null),
            OpKind.Restock => new TakeBack(units, InspectionOutcome.Restock, null),
            OpKind.WriteOff => new TakeBack(units, InspectionOutcome.WriteOff, null),
            OpKind.PutAside => new TakeBack(units, InspectionOutcome.Quarantine, null),
            OpKind.Regrade => new Regrade(units, Grades[op.Message % 4].From, Grades[op.Message % 4].To, "look"),
            OpKind.ReceiveTransfer => new ReceiveTransfer("t", units),
            _ => new CountStock(units, "count"),
        };
        if (!StockMovements.Decide(command, seen).TryGet(out var decision, out var refusal)) return refusal.Code;
        var effect = (planted, decision.Events[0]) switch
        {
            (Planted.RegradeOnlyGives, GoodsRegraded e) =>
                StockEffects.Of(e) with { Postings = StockEffects.Of(e).Postings.Where(p => p.Delta.Units > 0) },
            (Planted.RegradeUnchecked, GoodsRegraded) => StockEffects.Of(decision.Events[0]) with { Floors = [] },
            (Planted.PutAsideOnShelf, GoodsTakenBack { Outcome: InspectionOutcome.Quarantine } e) =>
                StockEffects.Of(e with { Outcome = InspectionOutcome.Restock }),
            _ => StockEffects.Of(decision.Events[0]),
        };
        if (planted == Planted.RestockCountsTwice && op.Kind == OpKind.Restock)
            effect = effect with { Postings = effect.Postings.AddRange(effect.Postings.Where(p => p.Account == StockAccount.OnHand)) };
        if (!Post(effect)) return "floor";
        StockEvents.Add(decision.Events[0]);
        return "ok";
    }

    private bool Post(StockEffect effect)
    {
        var after = StockSheet.Post(Balances, effect.Postings);
        var guarded = planted == Planted.FloorsCheckedBeforePosting ? Balances : after;
        if (planted is not (Planted.FloorsIgnored or Planted.LinesCheckedAlone) && effect.Floors.Items.Any(f => !StockSheet.Holds(guarded, f))) return false;
        Balances = after;
        return true;
    }

    private StockEffect Spoiled(ReservationEvent e, StockEffect effect, Reservation? state) => (planted, e) switch
    {
        (Planted.CommitKeepsTheLock, ReservationCommitted) => effect with { Postings = effect.Postings.Where(p => p.Account != StockAccount.Locked) },
        (Planted.CommitForgetsSold, ReservationCommitted) => effect with { Postings = effect.Postings.Where(p => p.Account != StockAccount.Sold) },
        (Planted.ReleasePutsOnHand, ReservationReleased) =>
            effect with { Postings =
                effect.Postings.AddRange(effect.Postings.Items.Select(p => new Posting(p.Cell, StockAccount.OnHand, QuantityDelta.Of(-p.Delta.Units)))) },
        (Planted.ReleaseFreesAllEverTaken, ReservationReleased) =>
            effect with { Postings = state!.Lines.Items.Select(l => new Posting(l.Cell, StockAccount.Locked, QuantityDelta.Minus(l.Reserved))).ToValueList() },
        (Planted.ExpiryLeaksTheLock, ReservationExpired) => effect with { Postings = [] },
        (Planted.MoveKeepsTheLock, ReservationMoved) => effect with { Postings = effect.Postings.Where(p => p.Delta.Units > 0) },
        (Planted.MoveUnchecked, ReservationMoved) => effect with { Floors = [] },
        _ => effect,
    };

    private static StockCell CellOf(int cell)
    {
        var parts = LedgerOp.Cells[cell].Split('/');
        return Words.Cell(parts[0], parts[1]);
    }

    private static Instant At(int minutes) => Words.Noon + Duration.FromMinutes(minutes);
}
