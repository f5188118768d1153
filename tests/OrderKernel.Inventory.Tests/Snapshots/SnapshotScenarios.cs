using System.Collections.Immutable;
using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Snapshots;

/// <summary>
/// Snapshots of an outside master beside ours, as words: ten lie there at eight, then what happened, then what is told of eleven. The master lags by an hour.
/// Fails when a movement explains what it cannot, in another order than its age, or twice; when an older number overwrites a newer one; when what waits is
/// taken over by who brought it; or when the count that is booked makes units appear.
/// </summary>
public class SnapshotScenarios
{
    private static readonly ActorId Erp = ActorId.Of("erp"), Mei = ActorId.Of("mei"), Zhu = ActorId.Of("zhu");
    private static readonly StockCell Shelf = Cell("HZ", "MUG"), Other = Cell("HZ", "TEA");
    private static readonly Role Decider = Role.Of("supervisor");

    // Outcome, told + locks there − book, the parts, the rest; then the count and the hour that it is of.
    [Theory]
    [InlineData("", 10, "Agrees 10+0-10 0; 10@10:00")]
    [InlineData("", 7, "Waits 7+0-10 -3; 7@10:00")]
    [InlineData("", 12, "Waits 12+0-10 2; 12@10:00")]
    [InlineData("came 3 11:00", 10, "Agrees 10+0-13 MovedSince -3 (in-1) 0; 10@10:00")]
    [InlineData("came 3 11:30", 10, "Agrees 10+0-13 MovedSince -3 (in-1) 0; 10@10:00")]
    [InlineData("came 3 11:30; out 3 11:40", 10, "Agrees 10+0-10 0; 10@10:00")]
    [InlineData("came 3 10:30", 10, "Agrees 10+0-13 NotBookedThere -3 (in-1) 0; 10@10:00")]
    [InlineData("came 3 10:00", 10, "Agrees 10+0-13 NotBookedThere -3 (in-1) 0; 10@10:00")]
    [InlineData("came 3 09:59", 10, "Waits 10+0-13 -3; 10@10:00")]
    [InlineData("came 3 10:30", 9, "Waits 9+0-13 NotBookedThere -3 (in-1) -1; 9@10:00")]
    // The latest movements are those that are not booked there.
    [InlineData("came 3 10:10; came 2 10:50", 13, "Agrees 13+0-15 NotBookedThere -2 (in-2) 0; 10@10:00")]
    [InlineData("came 3 10:10; came 2 10:50", 12, "Agrees 12+0-15 NotBookedThere -3 (in-1, in-2) 0; 10@10:00")]
    // What left explains only what is told too much, and no more than is told.
    [InlineData("out 4 10:30", 10, "Agrees 10+0-6 NotBookedThere 4 (out-1) 0; 10@10:00")]
    [InlineData("out 4 10:30", 8, "Agrees 8+0-6 NotBookedThere 2 (out-1) 0; 10@10:00")]
    [InlineData("out 4 10:30", 5, "Waits 5+0-6 -1; 9@10:00")]
    [InlineData("out 14 10:30", 0, "Waits 0+0--4 4; 14@10:00")]
    // Promised here, and gone there; the oldest promises first; of a stock-take nothing is sent.
    [InlineData("held 4 09:00", 6, "Agrees 6+0-10 NotHeardHere -4 (r-1) 0; 10@09:00")]
    [InlineData("held 4 09:00", 5, "Waits 5+0-10 NotHeardHere -4 (r-1) -1; 9@09:00")]
    [InlineData("held 4 09:00; held 2 09:30", 7, "Agrees 7+0-10 NotHeardHere -3 (r-1) 0; 10@09:00")]
    [InlineData("held 4 09:00; held 2 09:30", 5, "Agrees 5+0-10 NotHeardHere -5 (r-1, r-2) 0; 10@09:00")]
    [InlineData("held 4 11:30", 6, "Waits 6+0-10 -4; 6@10:00")]
    [InlineData("kept 4 09:00", 6, "Waits 6+0-10 -4; 6@09:00")]
    [InlineData("moved 4 09:00", 6, "Agrees 6+0-10 NotHeardHere -4 (r-1) 0; 10@09:00")]
    [InlineData("held 4 09:00; freed-1 4 09:30", 6, "Waits 6+0-10 -4; 6@10:00")]
    [InlineData("held 4 09:00; freed-1 1 09:30", 6, "Waits 6+0-10 NotHeardHere -3 (r-1) -1; 9@09:00")]
    [InlineData("held 4 09:00; sent-1 1 11:30", 6, "Waits 6+0-9 MovedSince 1 (r-1) NotHeardHere -3 (r-1) -1; 9@09:00")]
    [InlineData("held 4 09:00; sent-1 4 10:30", 10, "Agrees 10+0-6 NotBookedThere 4 (r-1) 0; 10@10:00")]
    [InlineData("held 4 09:00; sent-1 4 09:45", 10, "Waits 10+0-6 4; 10@10:00")]
    // A count of ours before: what is told of before it is as of after it.
    [InlineData("counted 10 10:20", 7, "Waits 7+0-10 -3; 7@10:20")]
    // Less than nothing would have been there at nine.
    [InlineData("held 4 09:00; came 5 09:30", 0, "Waits 0+0-15 NotHeardHere -4 (r-1) -11; 4@10:00")]
    public void What_is_there_is_explained_as_far_as_movements_do(string history, long told, string line) => Assert.Equal(line, Text(Line(history, told)));

    // The master tells what is there less what it has locked for the orders that it knows.
    [Theory]
    [InlineData("held 4 09:00", 6, "Agrees 6+4-10 0; 10@09:00")]
    [InlineData("held 4 10:30", 10, "Agrees 10+0-10 0; 10@10:00")]
    [InlineData("held 4 10:30", 6, "Agrees 6+0-10 NotHeardHere -4 (r-1) 0; 10@10:00")]
    [InlineData("held 4 09:00; sent-1 4 10:30", 6, "Agrees 6+0-6 0; 10@10:00")]
    [InlineData("held 4 09:00; sent-1 4 11:30", 6, "Agrees 6+4-6 MovedSince 4 (r-1) 0; 10@10:00")]
    [InlineData("held 4 09:00; freed-1 4 09:30", 10, "Agrees 10+0-10 0; 10@10:00")]
    [InlineData("held 4 09:00; freed-1 4 10:30", 6, "Agrees 6+4-10 0; 10@10:00")]
    [InlineData("moved 4 09:00", 10, "Agrees 10+0-10 0; 10@09:00")]
    [InlineData("kept 4 09:00", 10, "Agrees 10+0-10 0; 10@09:00")]
    [InlineData("served 4 09:00", 6, "Agrees 6+4-10 0; 10@09:00")]
    public void Of_what_is_free_there_the_locks_that_it_knows_are_added(string history, long told, string line) =>
        Assert.Equal(line, Text(Line(history, told, SnapshotMeaning.Available)));

    [Theory]
    [InlineData("08:30", "Agrees 6+0-10 NotHeardHere -4 (r-1) 0; 10@09:00")]
    [InlineData("09:00", "Agrees 6+0-10 NotHeardHere -4 (r-1) 0; 10@09:00")]
    [InlineData("09:01", "Agrees 6+4-10 0; 10@09:00")]
    public void Until_when_it_knows_our_orders_it_may_say_itself(string until, string line)
    {
        var (view, snapshot) = Make("held 4 09:00", 6, SnapshotMeaning.Available);
        Assert.Equal(line, Text(Assert.Single(OutsideStockDecider.Compare(null, snapshot with { OrdersUntil = At(until) }, view).Items)));
    }

    [Theory]
    [InlineData(0, 0, 7, SnapshotOutcome.Waits)]
    [InlineData(3, 0, 7, SnapshotOutcome.TakenOver)]
    [InlineData(2, 0, 7, SnapshotOutcome.Waits)]
    [InlineData(0, 5_000, 7, SnapshotOutcome.TakenOver)]
    [InlineData(0, 4_000, 7, SnapshotOutcome.Waits)]
    [InlineData(0, 2_000, 15, SnapshotOutcome.Waits)]
    [InlineData(0, 3_334, 15, SnapshotOutcome.TakenOver)]
    [InlineData(0, 3_333, 15, SnapshotOutcome.Waits)]
    public void A_small_rest_is_taken_over_by_itself(long units, int basisPoints, long told, SnapshotOutcome outcome)
    {
        var master = new StockMaster(Erp, null, SnapshotMeaning.OnHand, Duration.FromHours(1), units, basisPoints);
        var (view, snapshot) = Make("", told);
        Assert.Equal(outcome, OutsideStockDecider.Compare(null, snapshot, view with { Rules = Rules(master) })[0].Outcome);
    }

    [Fact]
    public void What_nobody_ever_told_is_taken_over_whatever_it_is_and_where_we_are_the_master_it_is_only_told()
    {
        var (view, snapshot) = Make("", 7);
        Assert.Equal(SnapshotOutcome.TakenOver, OutsideStockDecider.Compare(null, snapshot, view with { Positions = [] })[0].Outcome);
        Assert.Equal(SnapshotOutcome.Told, OutsideStockDecider.Compare(null, snapshot, view with { Rules = Rules() })[0].Outcome);
        var other = new StockMaster(ActorId.Of("wms"), null, SnapshotMeaning.OnHand, Duration.FromHours(1), 0, 0);
        Assert.Equal(SnapshotOutcome.Told, OutsideStockDecider.Compare(null, snapshot, view with { Rules = Rules(other) })[0].Outcome);
    }

    [Theory]
    [InlineData("7 11:00; 7 11:00", "Known")]
    [InlineData("7 11:00; 6 11:00", "Outdated")]
    [InlineData("7 11:00; 7 10:59", "Outdated")]
    [InlineData("7 11:00; 7 11:01", "Waits")]
    [InlineData("7 11:00; 10 11:01", "Agrees")]
    public void An_older_number_never_overwrites_a_newer_one(string told, string outcome)
    {
        var (state, view) = ((OutsideStock?)null, Make("", 0).View);
        var snapshots = told.Split(["; "], StringSplitOptions.None).Select(t => t.Split(' ')).Select(t => Told(long.Parse(t[0], null), t[1])).ToArray();
        state = Merge(state, snapshots[0], view).ValueOrThrow().State;
        Assert.Equal(outcome, $"{OutsideStockDecider.Compare(state, snapshots[1], view)[0].Outcome}");
        var merged = Merge(state, snapshots[1], view);
        Assert.Equal(outcome == "Outdated" ? InventoryCodes.SnapshotOutdated : null, merged.Refusal?.Code);
        if (outcome == "Known")
            Assert.Equal((0, InventoryCodes.AlreadyKnown), (merged.ValueOrThrow().Decision.Events.Count, merged.ValueOrThrow().Decision.Reasons[0].Code));
        // What agrees now waits no more.
        if (outcome is "Agrees") Assert.Empty(merged.ValueOrThrow().State!.Open.Items);
        if (outcome is "Waits") Assert.Equal(At("11:01"), Assert.Single(merged.ValueOrThrow().State!.Open.Items).TakenAt);
    }

    [Fact]
    public void A_later_count_of_ours_makes_a_number_outdated_and_a_cell_that_is_not_named_is_empty_where_the_snapshot_is_complete()
    {
        var (view, snapshot) = Make("counted 10 11:00", 7);
        Assert.Equal(SnapshotOutcome.Outdated, OutsideStockDecider.Compare(null, snapshot, view)[0].Outcome);
        (view, snapshot) = Make("", 7);
        var both = view with { Positions = view.Positions.AddRange([new(Other, StockAccount.OnHand, 3), new(Cell("GZ", "MUG"), StockAccount.OnHand, 5)]) };
        Assert.Equal(["MUG 7"], OutsideStockDecider.Compare(null, snapshot, both).Items.Select(l => $"{l.Cell.Sku} {l.Told}"));
        Assert.Equal(["MUG 7", "TEA 0"], OutsideStockDecider.Compare(null, snapshot with { IsComplete = true }, both).Items.Select(l => $"{l.Cell.Sku} {l.Told}"));
        var twice = snapshot with { Units = [new(Shelf, Quantity.Of(3)), new(Shelf, Quantity.Of(4))] };
        Assert.Equal(7, Assert.Single(OutsideStockDecider.Compare(null, twice, view).Items).Told.Units);
    }

    [Theory]
    [InlineData("ahead", InventoryCodes.SnapshotAhead)]
    [InlineData("other", InventoryCodes.SnapshotOfOther)]
    [InlineData("kernel", InventoryCodes.SnapshotOfOther)]
    [InlineData("nothing", InventoryCodes.NothingToMove)]
    public void A_snapshot_that_cannot_be_is_refused(string how, string code)
    {
        var (view, snapshot) = Make("", 7);
        if (how == "ahead") snapshot = Told(7, "12:01");
        if (how == "other") snapshot = snapshot with { Source = ActorId.Of("wms") };
        if (how == "kernel") view = view with { Rules = Rules() };
        if (how == "nothing") snapshot = snapshot with { Units = [] };
        Assert.Equal(code, Merge(null, snapshot, view).Refusal?.Code);
    }

    [Theory]
    [InlineData("over", "zhu", true, null, 1)]
    [InlineData("over-all", "zhu", true, null, 0)]
    [InlineData("over", "mei", true, InventoryCodes.DifferenceOwn, 2)]
    [InlineData("over", "zhu", false, InventoryCodes.DifferenceRoleMissing, 2)]
    [InlineData("over-unknown", "zhu", true, InventoryCodes.DifferenceUnknown, 2)]
    [InlineData("leave", "mei", true, null, 1)]
    [InlineData("leave-all", "zhu", true, null, 0)]
    [InlineData("leave", "zhu", false, InventoryCodes.DifferenceRoleMissing, 2)]
    [InlineData("leave-unknown", "zhu", true, InventoryCodes.DifferenceUnknown, 2)]
    public void What_waits_is_decided_by_somebody_who_may_and_did_not_bring_it(string how, string by, bool mayDecide, string? code, int left)
    {
        var (view, snapshot) = Make("", 7);
        view = view with { Positions = view.Positions.AddRange([new(Other, StockAccount.OnHand, 3)]) };
        var state = Merge(null, snapshot with { IsComplete = true }, view).ValueOrThrow().State!;
        Assert.Equal(2, state.Open.Count);
        var parts = how.Split('-');
        ValueList<StockCell> cells = parts[parts.Length - 1] switch { "all" => [], "unknown" => [Cell("HZ", "HAT")], _ => [Shelf, Shelf] };
        OutsideStockCommand command = parts[0] == "over" ? new TakeOverDifference(cells, "looked") : new DismissDifference(cells, "looked");
        var context = new DecisionContext(new Actor(ActorId.Of(by), mayDecide ? [Decider] : [Role.Of("warehouse")]), At("12:00"), MessageId.Of("m"));
        var handled = OutsideStockDecider.Decider.Handle(state, command, view, context);
        Assert.Equal(code, handled.Refusal?.Code);
        Assert.Equal(left, (handled.IsOk ? handled.ValueOrThrow().State! : state).Open.Count);
        if (!cells.IsEmpty) return;
        var again = OutsideStockDecider.Decider.Handle(handled.ValueOrThrow().State, command, view, context);
        Assert.Equal(InventoryCodes.DifferenceUnknown, again.Refusal?.Code);
    }

    private static Instant At(string time) =>
        Instant.FromUtc(2026, 2, 9, int.Parse(time[..2], null), int.Parse(time[3..], null));

    private static MergeSnapshot Told(long units, string at) => new(Erp, At(at), [new(Shelf, Quantity.Of(units))]);

    private static Result<Handled<OutsideStock, OutsideStockEvent>> Merge(OutsideStock? state, MergeSnapshot snapshot, SnapshotView view)
    {
        var handled = OutsideStockDecider.Decider.Handle(state, snapshot, view, new(new Actor(Mei, [Role.Of("warehouse")]), At("12:00"), MessageId.Of("m")));
        if (handled.TryGet(out var done, out _)) Assert.Equal(done.State, done.Decision.Events.Items.Aggregate(state, OutsideStockDecider.Decider.Evolve));
        return handled;
    }

    private static PolicyDocument<StockMasterRules> Rules(params StockMaster[] masters) =>
        new(StockMasterRules.Default.Reference, new StockMasterRules(masters.ToValueList(), [Decider]));

    private static SnapshotLine Line(string history, long told, SnapshotMeaning tells = SnapshotMeaning.OnHand)
    {
        var (view, snapshot) = Make(history, told, tells);
        var line = Assert.Single(OutsideStockDecider.Compare(null, snapshot, view).Items);
        Assert.Equal(line.Difference, line.Parts.Items.Sum(p => p.Units.Units) + line.Unexplained.Units);
        // What is booked as of then, with all that moved since, is the book with the rest.
        Assert.Equal(line.After, line.Counted.Units + view.Moves.Items.Where(m => m.At >= line.AsOf).Sum(m => m.OnHand.Units));
        return line;
    }

    private static (SnapshotView View, MergeSnapshot Snapshot) Make(string history, long told, SnapshotMeaning tells = SnapshotMeaning.OnHand)
    {
        var (moves, holds, counted, onHand, numbers) = (new List<CellMove>(), new List<HoldStep>(), 0L, 10L, new Dictionary<string, int>());
        foreach (var step in history.Split(["; "], StringSplitOptions.RemoveEmptyEntries))
        {
            var words = step.Split(' ', '-');
            var (units, at) = (long.Parse(words[^2], null), At(words[^1]));
            switch (words[0])
            {
                case "came": Move(Next("in"), units); break;
                case "out": Move(Next("out"), -units); break;
                case "sent":
                    holds.Add(new(Shelf, $"r-{words[1]}", null, at, HoldStepKind.Sent, Quantity.Of(units)));
                    Move($"r-{words[1]}", -units);
                    break;
                case "freed": holds.Add(new(Shelf, $"r-{words[1]}", null, at, HoldStepKind.Freed, Quantity.Of(units))); break;
                case "counted": counted = at.ToUnixTimeTicks(); break;
                default:
                    HolderKind? holder = words[0] switch
                    {
                        "kept" => HolderKind.StockTake, "moved" => HolderKind.Transfer, "served" => HolderKind.AfterSales, _ => null,
                    };
                    holds.Add(new(Shelf, Next("r"), holder, at, HoldStepKind.Held, Quantity.Of(units)));
                    break;
            }

            void Move(string stream, long delta)
            {
                moves.Add(new(Shelf, at, QuantityDelta.Of(delta), stream));
                onHand += delta;
            }
        }

        ValueList<StockBalance> positions = [new(Shelf, StockAccount.OnHand, onHand), new(Shelf, StockAccount.Supplied, 10)];
        if (counted != 0) positions = positions.Add(new(Shelf, StockAccount.CountedAt, counted));
        // Handed in from the latest to the oldest: their own order is what counts.
        return (new(LocationId.Of("HZ"), positions, Enumerable.Reverse(moves).ToValueList(), Enumerable.Reverse(holds).ToValueList(),
            Rules(new StockMaster(Erp, null, tells, Duration.FromHours(1), 0, 0))), Told(told, "11:00"));

        string Next(string name) => $"{name}-{numbers[name] = numbers.GetValueOrDefault(name) + 1}";
    }

    private static string Text(SnapshotLine l) => $"{l.Outcome} {l.Told}+{l.Locks}-{l.Book} "
        + string.Concat(l.Parts.Items.Select(p => $"{p.Kind} {p.Units.Units} ({string.Join(", ", p.Movements.Items)}) "))
        + $"{l.Unexplained.Units}; {l.Counted}@{l.AsOf.InUtc():HH':'mm}";
}
