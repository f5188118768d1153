using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Reconciling;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

// Fails when units that are held for nobody, or a parcel that is planned without its units, go unnoticed; when a sound shop is said to differ (the laws of runs
// ask that of their histories too); or when what is proposed, told, does not set it right.
public class HoldReconcilingScenarios
{
    [Fact]
    public async Task A_shop_whose_reservations_are_what_its_orders_have_planned_is_sound()
    {
        var bench = await PlannedAsync();
        await bench.SendAsync(Shop.Claim("2", "10:02").Paid("10:02"));
        await bench.SendAsync(Shop.Claim("3", "10:03").Paid("10:03") with { Outcome = ClaimOutcome.Ended, EndedAt = Shop.At("10:03") });
        await bench.OutboundAsync("2", Shop.Hangzhou, "12:00", "YT1", 2);
        // Held by a host before it is planned, no more than the order wants; and for no order at all.
        await ReserveAsync(bench, "early", 2, Shop.Key("4").Stream().Key);
        // A kernel without a network plans nothing by itself.
        await new Kernel(bench.Store, KernelPolicies.Default).DeliverAsync(Shop.Acme, Bench.Delivery(Shop.Claim("4", "10:04"), "m-4"));
        await ReserveAsync(bench, "fair", 1, null);
        // And once units of that left.
        var fair = new ReservationKey(Shop.Acme, ReservationId.Of("fair"));
        (await bench.Kernel.TellAsync(fair, new Commit(fair.Reservation), Role.Warehouse, Shop.At("13:00"))).ValueOrThrow();
        Assert.Empty((await bench.Kernel.ReconcileHoldsAsync(Shop.Acme)).ValueOrThrow());
    }

    [Fact]
    public async Task A_parcel_whose_units_are_not_held_is_planned_anew()
    {
        var bench = await PlannedAsync();
        var order = await bench.OrderAsync("1");
        var key = new ReservationKey(Shop.Acme, order.Shipments[0].Reservation!.Value);
        // As a restored copy of a part of the store, or a store that lost a row, would have it.
        await WriteAsync(bench, key, new Release(key.Reservation, [new(new StockCell(Shop.Hangzhou, Shop.Mug), Shop.Units(1))]));
        var missing = Assert.Single((await bench.Kernel.ReconcileHoldsAsync(Shop.Acme)).ValueOrThrow().Items);
        Assert.Equal((OrderKernelCodes.HoldMissing, order.Key), (missing.Why.Code, missing.Order!.Value));
        Assert.Equal(["planned=2", "held=1"], missing.Why.Arguments.Items.Where(a => a.Name is "planned" or "held").Select(a => $"{a.Name}={a.Value}"));
        (await bench.Kernel.TellAsync(order.Key, missing.Replan!, Role.Supervisor, Shop.At("11:00"))).ValueOrThrow();
        await SoundAsync(bench, held: 2);
    }

    [Fact]
    public async Task A_parcel_whose_reservation_is_over_is_planned_anew_too()
    {
        var bench = await PlannedAsync();
        var order = await bench.OrderAsync("1");
        var key = new ReservationKey(Shop.Acme, order.Shipments[0].Reservation!.Value);
        await WriteAsync(bench, key, new Release(key.Reservation));
        var missing = Assert.Single((await bench.Kernel.ReconcileHoldsAsync(Shop.Acme)).ValueOrThrow().Items);
        Assert.Equal(OrderKernelCodes.HoldMissing, missing.Why.Code);
        (await bench.Kernel.TellAsync(order.Key, missing.Replan!, Role.Supervisor, Shop.At("11:00"))).ValueOrThrow();
        await SoundAsync(bench, held: 2);
    }

    [Fact]
    public async Task A_reservation_that_holds_more_than_its_parcel_is_found_and_planned_anew()
    {
        var bench = await PlannedAsync();
        EventEnvelope[] stored = [.. await bench.EventsAsync("1")];
        var order = await bench.OrderAsync("1");
        var context = new DecisionContext(Actor.Kernel, Shop.At("10:30"), MessageId.Of("around"));
        var cancelled = OrderDecider.Decide(order, new CancelUnits([new(Shop.First, Shop.Units(1))]), OrderPolicies.Default, context).ValueOrThrow();
        await AppendAsync(bench, order.Key.Stream(), stored, cancelled.Events.Items, OrderEvents.Codec, context, []);
        var over = Assert.Single((await bench.Kernel.ReconcileHoldsAsync(Shop.Acme)).ValueOrThrow().Items);
        Assert.Equal(OrderKernelCodes.HoldOver, over.Why.Code);
        (await bench.Kernel.TellAsync(Shop.Key("1"), over.Replan!, Role.Supervisor, Shop.At("11:00"))).ValueOrThrow();
        await SoundAsync(bench, held: 1);
    }

    [Theory]
    [InlineData("4", 3, 1)]
    [InlineData("9", 3, 3)]
    public async Task Units_that_an_order_does_not_want_or_that_is_not_there_are_let_go_and_no_others(string number, int held, int unwanted)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 9);
        var kernel = new Kernel(bench.Store, KernelPolicies.Default);
        await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(Shop.Claim("4", "10:01"), "m-1"));
        await ReserveAsync(bench, "early", held, Shop.Key(number).Stream().Key);
        var leak = Assert.Single((await bench.Kernel.ReconcileHoldsAsync(Shop.Acme)).ValueOrThrow().Items);
        Assert.Equal((OrderKernelCodes.HoldUnwanted, (long)unwanted), (leak.Why.Code, leak.Release!.Units.Items.Sum(u => u.Quantity.Units)));
        (await kernel.TellAsync(leak.Reservation, leak.Release!, Role.Supervisor, Shop.At("11:00"))).ValueOrThrow();
        await SoundAsync(bench, held - unwanted);
    }

    [Fact]
    public async Task A_parcel_that_is_let_go_is_planned_anew_from_the_very_units_that_it_held()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 2);
        await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:01"));
        var release = new ReleaseShipment((await bench.OrderAsync("1")).Shipments[0].Id);
        Assert.Empty((await bench.TellAsync("1", release, Role.Supervisor, "11:00")).ValueOrThrow().Holds);
        await SoundAsync(bench, held: 2);
    }

    [Fact]
    public async Task The_plan_says_each_repair_as_a_line_to_tell_and_another_look_corrects_by_another_movement()
    {
        var bench = await PlannedAsync();
        await ReserveAsync(bench, "lost", 1, Shop.Key("9").Stream().Key);
        var holds = (await bench.Kernel.ReconcileHoldsAsync(Shop.Acme)).ValueOrThrow();
        ValueList<StockDrift> drifts = [new(new StockCell(Shop.Hangzhou, Shop.Mug), StockAccount.OnHand, 3, 9)];
        var (plan, again) = (RepairPlan.Of(Shop.Acme, Shop.At("11:00"), drifts, holds, "w"), RepairPlan.Of(Shop.Acme, Shop.At("11:01"), drifts, holds, "w"));
        Assert.Equal(2, plan.Count);
        Assert.Contains("inventory.correct-book", plan[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"to":{"reservation":"lost"},"say":{"command":"inventory.release",""", plan[1], StringComparison.Ordinal);
        Assert.Equal((false, true), (plan[0] == again[0], plan[1] == again[1]));
        Assert.Empty(RepairPlan.Of(Shop.Acme, Shop.At("11:00"), [], [], "w"));
    }

    private static async Task<Bench> PlannedAsync()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 9);
        await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:01"));
        return bench;
    }

    private static async Task SoundAsync(Bench bench, long held)
    {
        Assert.Empty((await bench.Kernel.ReconcileHoldsAsync(Shop.Acme)).ValueOrThrow());
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
        Assert.Equal(held, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    private static async Task ReserveAsync(Bench bench, string id, long units, string? order)
    {
        var reserve = new Reserve(ReservationId.Of(id), order, [new(new StockCell(Shop.Hangzhou, Shop.Mug), Shop.Units(units))], null);
        (await bench.Kernel.TellAsync(new ReservationKey(Shop.Acme, reserve.Id), reserve, Role.Supervisor, Shop.At("08:30"))).ValueOrThrow();
    }

    /// <summary>Tells a reservation something around the kernel, which would refuse it.</summary>
    private static async Task WriteAsync(Bench bench, ReservationKey key, ReservationCommand command)
    {
        EventEnvelope[] stored = [.. await bench.Store.ReadAsync(key.Stream(), 0, default)];
        var state = Reservations.Fold(stored.Select(InventoryEvents.Reservations.Decode));
        var context = new DecisionContext(Actor.Kernel, Shop.At("10:30"), MessageId.Of("around"));
        var happened = Reservations.Decide(state, command, [], StockFormula.Default, context).ValueOrThrow().Events[0];
        await AppendAsync(bench, key.Stream(), stored, [happened], InventoryEvents.Reservations, context,
            StockEffects.Of(happened, StockFormula.Default.Policy).Postings);
    }

    private static async Task AppendAsync<T>(Bench bench, StreamId stream, EventEnvelope[] stored, IEnumerable<T> events, EventCodec<T> codec,
        DecisionContext context, ValueList<Posting> postings) where T : class
    {
        var (header, head, written) = (new EventHeader(context.At, context.Actor.Id, context.Message, [], []),
            new StreamHead(stream, stored[^1].Version, stored[^1].Hash), new List<EventEnvelope>());
        foreach (var happened in events)
        {
            written.Add(codec.Seal(head, happened, header));
            head = new(stream, written[^1].Version, written[^1].Hash);
        }

        var changes = new Changes(Shop.Acme, context.Message, new byte[1], new byte[1], 0)
        {
            Appends = [new(stream, stored[^1].Version, written.ToValueList())], Postings = postings,
        };
        Assert.IsType<CommitOutcome.Done>(await bench.Store.CommitAsync(changes, default));
    }
}
