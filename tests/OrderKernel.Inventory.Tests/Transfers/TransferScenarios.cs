using NodaTime;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Transfers;

/// <summary>
/// Transfers as words: what is told, one after the other, and how the lines stand then. Fails when units are in two places of a line or in none, when goods
/// leave that nobody holds, when what came fills another pool before its own, or when a story is answered otherwise than its row says.
/// </summary>
public class TransferScenarios
{
    private static readonly LocationId There = LocationId.Of("GZ");
    private static readonly PoolId Retail = PoolId.Of("retail"), Trade = PoolId.Of("trade");

    // p: planned, s: shipped, x: cancelled, r: received, d: damaged, l: lost, +: surplus; of MUG in no pool unless said.
    [Theory]
    [InlineData("plan 6", "Planned: p6")]
    [InlineData("plan 6; ship 2", "InTransfer: p6 s2")]
    [InlineData("plan 6; ship", "InTransfer: p6 s6")]
    [InlineData("plan 6; ship 2; ship", "InTransfer: p6 s6")]
    [InlineData("plan 6; ship 2; cancel", "InTransfer: p6 s2 x4")]
    [InlineData("plan 6; cancel", "Cancelled: p6 x6")]
    [InlineData("plan 6; ship; give-up", "Arrived: p6 s6 l6")]
    [InlineData("plan 6; ship 2; give-up", "InTransfer: p6 s2 l2")]
    [InlineData("plan 6; ship 2; cancel; give-up", "Arrived: p6 s2 x4 l2")]
    [InlineData("plan 6; ship; arrive 6", "Arrived: p6 s6 r6")]
    [InlineData("plan 6; ship; arrive 4", "InTransfer: p6 s6 r4")]
    [InlineData("plan 6; ship; arrive 4; arrive 2", "Arrived: p6 s6 r6")]
    [InlineData("plan 6; ship; arrive 3 1 2", "Arrived: p6 s6 r3 d1 l2")]
    [InlineData("plan 6; ship; arrive 7", "Arrived: p6 s6 r6 +1")]
    [InlineData("plan 6; ship; arrive 5 2", "Arrived: p6 s6 r5 d1 +1")]
    // What is lost beyond what left is nothing that came.
    [InlineData("plan 6; ship; arrive 5 0 3", "Arrived: p6 s6 r5 l1")]
    // What comes has left, whether anybody said so or not; never more than is held.
    [InlineData("plan 6; arrive 4", "InTransfer: p6 s4 r4")]
    [InlineData("plan 6; ship 2; arrive 4", "InTransfer: p6 s4 r4")]
    [InlineData("plan 6; ship 4; arrive 4", "InTransfer: p6 s4 r4")]
    [InlineData("plan 6; arrive 8", "Arrived: p6 s6 r6 +2")]
    [InlineData("plan 6; cancel; arrive 2", "Cancelled: p6 x6 +2")]
    [InlineData("plan 6; put-off 5", "Planned: p6")]
    public void A_story_ends_with_each_unit_in_one_place(string story, string end)
    {
        var (told, _) = Tell(story);
        Assert.Equal(end, Text(told!));
        foreach (var line in told!.Lines)
        {
            Assert.Equal(line.Planned, line.ToShip + line.Shipped + line.Cancelled);
            Assert.Equal(line.Shipped, line.OnTheWay + line.Received + line.Damaged + line.Lost);
            Assert.Equal(line.Outstanding, line.ToShip + line.OnTheWay);
        }
    }

    [Theory]
    [InlineData("ship", InventoryCodes.TransferUnknown)]
    [InlineData("put-off 5", InventoryCodes.TransferUnknown)]
    [InlineData("arrive 1", InventoryCodes.TransferUnknown)]
    [InlineData("plan 0", InventoryCodes.NothingToMove)]
    [InlineData("plan-there 6", InventoryCodes.TransferToItself)]
    [InlineData("plan 6; plan 5", InventoryCodes.TransferDiffers)]
    [InlineData("plan 6; plan-later 6", InventoryCodes.TransferDiffers)]
    [InlineData("plan 6; plan-elsewhere 6", InventoryCodes.TransferDiffers)]
    [InlineData("plan 6; ship-there 1", InventoryCodes.TransferToItself)]
    [InlineData("plan 6; ship 7", InventoryCodes.TransferAbovePlanned)]
    [InlineData("plan 6; ship; ship", InventoryCodes.NothingToMove)]
    [InlineData("plan 6; ship; cancel", InventoryCodes.TransferLeft)]
    [InlineData("plan 6; give-up", InventoryCodes.TransferNotLeft)]
    [InlineData("plan 6; cancel; cancel", InventoryCodes.TransferEnded)]
    [InlineData("plan 6; cancel; ship", InventoryCodes.TransferEnded)]
    [InlineData("plan 6; ship; arrive 6; put-off 5", InventoryCodes.TransferEnded)]
    [InlineData("plan 6; ship; arrive 6; give-up", InventoryCodes.TransferEnded)]
    public void What_cannot_be_is_refused_and_changes_nothing(string story, string code)
    {
        var steps = story.Split(["; "], StringSplitOptions.None);
        var (before, _) = Tell(string.Join("; ", steps.Take(steps.Length - 1)));
        var (after, refusal) = Tell(story);
        Assert.Equal((code, before), (refusal?.Code, after));
        if (code == InventoryCodes.TransferEnded) Assert.Equal($"{before!.Status}", refusal!.Arguments.Items.Single(a => a.Name == "status").Value);
        if (code == InventoryCodes.TransferAbovePlanned)
            Assert.Equal(["location=HZ", "sku=MUG", "units=1"], refusal!.Arguments.Items.Select(a => $"{a.Name}={a.Value}"));
        if (code == InventoryCodes.TransferToItself) Assert.Equal("GZ", refusal!.Arguments[0].Value);
    }

    [Theory]
    [InlineData("plan 6; plan 6", 1)]
    [InlineData("plan 6; plan-twice 6", 1)]
    [InlineData("plan 6; put-off 3", 1)]
    [InlineData("plan 6; put-off 5", 2)]
    [InlineData("plan 6; arrive 2", 3)]
    [InlineData("plan 6; ship 2; arrive 2", 3)]
    [InlineData("plan 6; ship 2; arrive 3", 4)]
    public void What_is_known_says_nothing_and_what_was_not_said_is_said_for_it(string story, int events) => Assert.Equal(events, Events(story).Count);

    [Fact]
    public void A_time_that_was_put_off_stands()
    {
        Assert.Equal(Day(5), Tell("plan 6; put-off 5").State!.ExpectedAt);
        Assert.Equal(Day(3), Tell("plan 6; ship").State!.ExpectedAt);
        var implied = Assert.Single(Events("plan 6; arrive 2").OfType<TransferShipped>());
        Assert.True(implied.IsImplied);
        Assert.False(Assert.Single(Events("plan 6; ship 2; arrive 2").OfType<TransferShipped>()).IsImplied);
        Assert.Equal(Units("GZ", "MUG", 6), Assert.Single(Assert.Single(Events("plan 6; ship; give-up").OfType<TransferGivenUp>()).Lost.Items));
    }

    // Four for retail and two for trade, of one SKU.
    [Theory]
    [InlineData("retail 4", "retail p4 s4 r4, trade p2 s2")]
    [InlineData("trade 2", "retail p4 s4, trade p2 s2 r2")]
    // Its own pool first, then the others, in their order; then what nobody planned.
    [InlineData("trade 3", "retail p4 s4 r1, trade p2 s2 r2")]
    [InlineData("- 5", "retail p4 s4 r4, trade p2 s2 r1")]
    [InlineData("trade 7", "retail p4 s4 r4 +1, trade p2 s2 r2")]
    public void What_comes_fills_the_line_of_its_pool_first(string came, string end)
    {
        var parts = came.Split(' ');
        var cell = parts[0] == "-" ? Cell("GZ", "MUG") : Cell("GZ", "MUG") with { Pool = PoolId.Of(parts[0]) };
        ValueList<StockUnits> planned = [Of(Trade, 2), Of(Retail, 4)];
        var state = After(null, new PlanTransfer(planned, There, Day(3)), []);
        state = After(state, new ShipTransfer(), planned);
        state = After(state, new TakeArrival(MessageId.Of("in"), [new(cell, Quantity.Of(long.Parse(parts[1], null)))], [], []), []);
        Assert.Equal(end, string.Join(", ", state.Lines.Items.Select(l => $"{l.Pool} {Line(l)}")));
        Assert.Equal(planned.Items.OrderBy(u => u.Cell), state.Units.Items);

        static StockUnits Of(PoolId pool, long units) => new(Cell("HZ", "MUG") with { Pool = pool }, Quantity.Of(units));
    }

    // Held, in the order in which it is to leave; what leaves; then what leaves from where, and what is held elsewhere first, or how many nobody holds.
    [Theory]
    [InlineData("HZ 4", "HZ 4", "HZ 4")]
    [InlineData("HZ 4", "HZ 3", "HZ 3")]
    [InlineData("HZ 4", "BJ 3", "BJ 3; HZ>BJ 3")]
    [InlineData("HZ 4", "HZ 3, BJ 1", "BJ 1, HZ 3; HZ>BJ 1")]
    // A cell's own first, whichever is named first.
    [InlineData("HZ 4", "BJ 1, HZ 4", "short 1 BJ")]
    [InlineData("HZ 4, BJ 2", "BJ 3", "BJ 3; HZ>BJ 1")]
    [InlineData("HZ/b1 2, HZ/b2 3", "HZ 4", "HZ/b1 2, HZ/b2 2")]
    [InlineData("HZ/b1 2, HZ/b2 3", "HZ/b2 1, HZ 4", "HZ/b1 2, HZ/b2 3")]
    [InlineData("HZ/b1 2", "HZ/b2 1", "HZ/b2 1; HZ/b1>HZ/b2 1")]
    [InlineData("HZ 4", "HZ 6", "short 2 HZ")]
    [InlineData("", "HZ 1", "short 1 HZ")]
    // Another SKU is never taken for the one that left.
    [InlineData("HZ:TEA 5, HZ 1", "BJ 2", "short 1 BJ")]
    [InlineData("HZ:TEA 5, HZ 1", "", "HZ 1, HZ:TEA 5")]
    public void A_parcel_takes_what_is_held_where_it_lies_before_anything_moves(string held, string asked, string leaves)
    {
        var state = After(null, new PlanTransfer([Units("HZ", "MUG", 99), Units("HZ", "TEA", 99)], There, Day(3)), []);
        var handled = TransferDecider.Decider.Handle(state, new ShipTransfer(Parse(asked)), Parse(held), By());
        if (handled.TryGet(out var done, out var refusal))
        {
            var shipped = (TransferShipped)done.Decision.Events[0];
            var moves = string.Join(", ", shipped.Moves.Items.Select(m => $"{Name(m.From)}>{Name(m.To)} {m.Quantity}"));
            Assert.Equal(leaves, Print(shipped.Units) + (moves.Length == 0 ? "" : $"; {moves}"));
        }
        else
        {
            Assert.Equal((InventoryCodes.TransferAbovePlanned, leaves), (refusal.Code, $"short {refusal.Arguments[2].Value} {refusal.Arguments[0].Value}"));
        }
    }

    [Theory]
    [InlineData("plan", "units[0].location")]
    [InlineData("plan-to", "to")]
    [InlineData("ship", "units[0].location")]
    [InlineData("arrive", "movement")]
    [InlineData("arrive-units", "units[0].location")]
    [InlineData("arrive-damaged", "damaged[0].location")]
    [InlineData("arrive-lost", "lost[0].location")]
    [InlineData("put-off", "why")]
    [InlineData("cancel", "why")]
    [InlineData("give-up", "why")]
    public void What_a_command_leaves_out_is_said_with_its_path(string command, string path)
    {
        ValueList<StockUnits> nowhere = [new(default, Quantity.Of(1))], none = [];
        TransferCommand told = command switch
        {
            "plan" => new PlanTransfer(nowhere, There, Day(3)),
            "plan-to" => new PlanTransfer([Units("HZ", "MUG", 1)], default, Day(3)),
            "ship" => new ShipTransfer(nowhere),
            "arrive" => new TakeArrival(default, none, none, none),
            "arrive-units" => new TakeArrival(MessageId.Of("m"), nowhere, none, none),
            "arrive-damaged" => new TakeArrival(MessageId.Of("m"), none, nowhere, none),
            "arrive-lost" => new TakeArrival(MessageId.Of("m"), none, none, nowhere),
            "put-off" => new PutOffTransfer(Day(5), " "),
            "cancel" => new CancelTransfer(" "),
            _ => new GiveUpTransfer(" "),
        };
        var missing = told.Missing()!;
        Assert.Contains(path, missing.Arguments.Items.Select(a => a.Value.Replace(".cell", "", StringComparison.Ordinal)));
        Assert.Equal(missing.Code, TransferDecider.Decider.Handle(null, told, [], By()).Refusal!.Code);
    }

    [Fact]
    public void A_phone_number_in_a_reason_is_masked()
    {
        const string why = "call 13812345678";
        string[] kept =
        [
            new PutOffTransfer(Day(5), why).Why, new CancelTransfer(why).Why, new GiveUpTransfer(why).Why, (new CancelTransfer("x") with { Why = why }).Why,
        ];
        Assert.All(kept, k => Assert.DoesNotContain("12345678", k, StringComparison.Ordinal));
    }

    private static Instant Day(int day) => Noon + Duration.FromDays(day);

    private static StockTransfer After(StockTransfer? state, TransferCommand command, ValueList<StockUnits> held) =>
        TransferDecider.Decider.Handle(state, command, held, By()).ValueOrThrow().State!;

    private static List<TransferEvent> Events(string story)
    {
        var events = new List<TransferEvent>();
        Tell(story, events);
        return events;
    }

    // The hold has open what is still to ship.
    private static (StockTransfer? State, Refusal? Refusal) Tell(string story, List<TransferEvent>? events = null)
    {
        StockTransfer? state = null;
        foreach (var step in story.Split(["; "], StringSplitOptions.RemoveEmptyEntries))
        {
            var words = step.Split(' ');
            var n = words.Skip(1).Select(w => long.Parse(w, null)).Concat([0, 0, 0]).ToArray();
            TransferCommand command = words[0] switch
            {
                "plan" => new PlanTransfer(n[0] == 0 ? [] : [Units("HZ", "MUG", n[0])], There, Day(3)),
                "plan-twice" => new PlanTransfer([Units("HZ", "MUG", 1), Units("HZ", "MUG", n[0] - 1)], There, Day(3)),
                "plan-there" => new PlanTransfer([Units("GZ", "MUG", n[0])], There, Day(3)),
                "plan-later" => new PlanTransfer([Units("HZ", "MUG", n[0])], There, Day(4)),
                "plan-elsewhere" => new PlanTransfer([Units("HZ", "MUG", n[0])], LocationId.Of("BJ"), Day(3)),
                "ship" => new ShipTransfer(words.Length == 1 ? [] : [Units("HZ", "MUG", n[0])]),
                "ship-there" => new ShipTransfer([Units("GZ", "MUG", n[0])]),
                "put-off" => new PutOffTransfer(Day((int)n[0]), "storm"),
                "cancel" => new CancelTransfer("no"),
                "give-up" => new GiveUpTransfer("gone"),
                _ => new TakeArrival(MessageId.Of("in"), Some(n[0]), Some(n[1]), Some(n[2])),
            };
            var open = state?.Lines.Items.Sum(l => l.ToShip.Units) ?? 0;
            var handled = TransferDecider.Decider.Handle(state, command, open == 0 ? [] : [Units("HZ", "MUG", open)], By());
            if (!handled.TryGet(out var done, out var refusal)) return (state, refusal);
            events?.AddRange(done.Decision.Events);
            Assert.Equal(done.State, done.Decision.Events.Items.Aggregate(state, TransferDecider.Decider.Evolve));
            state = done.State;
        }

        return (state, null);

        static ValueList<StockUnits> Some(long units) => units == 0 ? [] : [Units("GZ", "MUG", units)];
    }

    private static string Text(StockTransfer transfer) => $"{transfer.Status}: {string.Join(", ", transfer.Lines.Items.Select(Line))}";

    private static string Line(TransferLine l) => string.Join(" ", new[]
    {
        ("p", l.Planned), ("s", l.Shipped), ("x", l.Cancelled), ("r", l.Received), ("d", l.Damaged), ("l", l.Lost), ("+", l.Surplus),
    }.Where(p => !p.Item2.IsZero).Select(p => $"{p.Item1}{p.Item2}"));

    private static ValueList<StockUnits> Parse(string cells) => cells.Split([", "], StringSplitOptions.RemoveEmptyEntries).Select(c => c.Split(' '))
        .Select(p => new StockUnits(CellOf(p[0]), Quantity.Of(long.Parse(p[1], null)))).ToValueList();

    private static StockCell CellOf(string name)
    {
        var parts = name.Split('/', ':');
        return name.Contains(':') ? Cell(parts[0], parts[1])
            : parts.Length == 2 ? Cell(parts[0], "MUG") with { Batch = BatchId.Of(parts[1]) } : Cell(name, "MUG");
    }

    private static string Print(ValueList<StockUnits> units) => string.Join(", ", units.Items.Select(u => $"{Name(u.Cell)} {u.Quantity}"));

    private static string Name(StockCell cell) =>
        $"{cell.Location}{(cell.Sku.Value == "MUG" ? "" : $":{cell.Sku}")}{(cell.Batch == default ? "" : $"/{cell.Batch}")}";
}
