using OrderKernel.Deliveries;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Channels;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Runs;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when a decision that read an order before and its reservation after another writer's work ends the process, is committed on the half of each,
// or leaves what neither order of the two would have left; or when events are chained behind some that another writer had put there instead.
public class TwoWritersLaws
{
    internal static readonly (string Name, Func<Kernel, Task> Do)[] Acts =
    [
        ("the warehouse ships all", k => DeliverAsync(k, Outbound("YT1", 2), "out-2")),
        ("the warehouse ships one", k => DeliverAsync(k, Outbound("YT2", 1), "out-1")),
        ("the channel says shipped", k => DeliverAsync(k, Shop.Claim("1", "12:00").Paid("10:04").Shipped("11:59", "YT1"), "shipped")),
        ("the channel says ended", k => DeliverAsync(k, Shop.Claim("1", "12:01").Paid("10:04").Ended("12:00"), "ended")),
        ("the channel says refunded",
            k => DeliverAsync(k, Shop.Claim("1", "12:02").Paid("10:04").With("R1", AfterSalesStatus.Refunded, "10.00", units: 1), "refunded")),
        ("a person cancels all", k => TellAsync(k, new CancelUnits([]), Role.Supervisor, "12:03")),
        ("a person cancels one", k => TellAsync(k, new CancelUnits([new(Shop.First, Shop.Units(1))]), Role.Supervisor, "12:04")),
        ("a person takes the parcel apart", k => TellAsync(k, new ReleaseShipment(ShipmentId.Of("plan-1")), Role.Kernel, "12:05")),
        ("goods come back", k => DeliverAsync(k, new ReceiptRecord(Shop.At("12:06"), "back", Bench.Platform("1"), Shop.Hangzhou,
            [new GoodsLine(Shop.Mug, Shop.Units(1), InspectionOutcome.Restock)]), "back")),
        ("another order comes", k => DeliverAsync(k, Shop.Claim("2", "10:10", "10.00", 1).Paid("10:09"), "second")),
        ("the shelf is counted", k => DeliverAsync(k, new StockCountRecord(Shop.At("12:07"), Shop.Hangzhou, Shop.Mug, Shop.Units(4)), "counted")),
        ("the clock strikes", k => k.ClockAsync(Shop.At("12:08"))),
    ];

    public static TheoryData<string> Names => new(Acts.Select(a => a.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whoever_comes_in_at_any_reading_it_is_as_if_one_had_come_after_the_other(string name)
    {
        var act = Acts.Single(a => a.Name == name).Do;
        foreach (var (rival, come) in Acts)
        {
            foreach (var isPaid in new[] { true, false })
            {
                var serial = new List<string> { await AfterAsync(isPaid, act, come), await AfterAsync(isPaid, come, act) };
                for (var k = 1; ; k++)
                {
                    var store = await BegunAsync(isPaid);
                    var between = new InterleavingStore(store, k, () => come(new Kernel(store, Bench.Ruled)));
                    await act(new Kernel(between, Bench.Ruled));
                    if (between.Readings < k) break;
                    Assert.True(serial.Contains(await StateAsync(store)),
                        $"{name}, {rival} at reading {k}, paid {isPaid}:\n{await StateAsync(store)}\ninstead of\n{string.Join("\nor\n", serial)}");
                }
            }
        }
    }

    // The reservation is known when the parcel is planned on it, so that planning writes nothing to it.
    [Fact]
    public async Task A_host_that_plans_on_its_reservation_and_one_that_ends_it_never_both_have_their_way()
    {
        foreach (var isPlanFirst in new[] { true, false })
        {
            for (var k = 1; ; k++)
            {
                var store = await HeldByHostAsync();
                var (act, come) = isPlanFirst ? ((Func<Kernel, Task>)PlanAsync, (Func<Kernel, Task>)EndAsync) : (EndAsync, PlanAsync);
                var between = new InterleavingStore(store, k, () => come(new Kernel(store, KernelPolicies.Default)));
                await act(new Kernel(between, KernelPolicies.Default));
                if (between.Readings < k) break;
                var kernel = new Kernel(store, KernelPolicies.Default);
                var isHeld = (await kernel.FindAsync(Held))!.Status == ReservationStatus.Pending;
                var isPlanned = (await kernel.FindAsync(Shop.Key("1")))!.Shipments.Items.Any(s => s.Status == ShipmentStatus.Planned);
                Assert.True(isHeld == isPlanned, $"plan first {isPlanFirst}, reading {k}: held {isHeld}, planned {isPlanned}");
            }
        }

        static async Task PlanAsync(Kernel kernel) => (await kernel.TellAsync(Shop.Key("1"),
            new PlanShipment(ShipmentId.Of("own"), Shop.Hangzhou, null, Held.Reservation, [new(Shop.First, Shop.Units(2))]), Role.Kernel, Shop.At("12:00")))
            .AllowRefusal();

        static async Task EndAsync(Kernel kernel) =>
            (await kernel.TellAsync(Held, new Release(Held.Reservation, []), Role.Kernel, Shop.At("12:01"))).AllowRefusal();
    }

    [Fact]
    public async Task A_record_on_which_two_ledgers_stay_apart_waits_for_a_person_and_the_next_ones_go_on()
    {
        var store = await BegunAsync(isPaid: true);
        await EndBehindTheOrderAsync(store);
        Delivery[] told = [Bench.Delivery(Outbound("YT1", 2), "out"), Bench.Delivery(Shop.Claim("2", "12:10", "10.00", 1).Paid("12:09"), "second")];
        await new KernelRun(store, Bench.Ruled, Shop.Acme).ApplyAsync(told, Shop.At("12:30"));
        var bench = new Bench(store);
        Assert.Equal(InventoryCodes.ReservationEnded, Assert.Single(await bench.QuarantineAsync()).Code);
        Assert.Equal(1, (await bench.OrderAsync("2")).Lines[0].Units.Reserved.Units);
        Assert.Equal(2, (await new KernelRun(store, Bench.Ruled, Shop.Acme).ApplyAsync(told, Shop.At("12:30"))).Known);
    }

    private static readonly ReservationKey Held = new(Shop.Acme, ReservationId.Of("hosts-own"));

    private static async Task<MemoryOrderStore> HeldByHostAsync()
    {
        var bench = new Bench(new MemoryOrderStore(), KernelPolicies.Default);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 3);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        var reserve = new Reserve(Held.Reservation, Shop.Key("1").Stream().Key, [new(new(Shop.Hangzhou, Shop.Mug), Shop.Units(2))], null);
        (await bench.Kernel.TellAsync(Held, reserve, Role.Kernel, Shop.At("11:00"))).ValueOrThrow();
        return (MemoryOrderStore)bench.Store;
    }

    // As a store might have it that another program wrote.
    private static async Task EndBehindTheOrderAsync(MemoryOrderStore store)
    {
        var held = (await new Kernel(store).FindAsync(Shop.Key("1")))!.Shipments[0].Reservation!.Value;
        var stream = new ReservationKey(Shop.Acme, held).Stream();
        var head = StoredStream.Of(stream, [.. await store.ReadAsync(stream, 0, default)]).Head;
        var header = new EventHeader(Shop.At("11:00"), ActorId.Of("somebody"), MessageId.Of("behind"), [], []);
        var released = InventoryEvents.Reservations.Seal(head, new ReservationReleased(held, MessageId.Of("behind"), true,
            [new(new(Shop.Hangzhou, Shop.Mug), Shop.Units(2))]), header);
        var changes = new Changes(Shop.Acme, MessageId.Of("behind"), new byte[] { 1 }, new byte[] { 1 }, 0)
        {
            Appends = [new StreamAppend(stream, head.Version, [released])],
            Postings = [new(new(Shop.Hangzhou, Shop.Mug), StockAccount.Locked, QuantityDelta.Of(-2))],
        };
        Assert.IsType<CommitOutcome.Done>(await store.CommitAsync(changes, default));
    }

    // A batch holds two units on one order; where the first would have been a rival put as many events of its own.
    [Fact]
    public async Task A_batch_behind_a_unit_that_failed_is_decided_anew_and_its_chain_holds()
    {
        var claim = Shop.Claim("1", "10:05");
        var paid = claim.Paid("10:08") with { SourceTime = Shop.At("10:08") };
        var alone = new Bench(policies: KernelPolicies.Default);
        await alone.SendAsync(claim);
        var before = (await alone.EventsAsync("1")).Count;
        await alone.SendAsync(paid);
        var rivals = (await alone.EventsAsync("1")).Count - before;

        var store = new MemoryOrderStore();
        var slow = new FailingStore(store, 2, FailureMoment.Never) { Rival = () => HoldAsync(new Kernel(store, KernelPolicies.Default), rivals) };
        await new KernelRun(store, KernelPolicies.Default, Shop.Acme).ApplyAsync([Bench.Delivery(claim, "m1")], Shop.At("10:05"));
        await new KernelRun(slow, KernelPolicies.Default, Shop.Acme).ApplyAsync(
            [
                Bench.Delivery(new StockCountRecord(Shop.At("10:07"), Shop.Hangzhou, Shop.Tea, Shop.Units(4)), "m2"),
                Bench.Delivery(paid, "m3"),
                Bench.Delivery(paid.Shipped("10:09", "YT1") with { SourceTime = Shop.At("10:09") }, "m4"),
            ], Shop.At("10:10"));
        Assert.True((await StoreVerifier.VerifyAsync(store, new MemoryAnchor(), Shop.Acme, default)).IsSound);
        var order = (await new Kernel(store).FindAsync(Shop.Key("1")))!;
        Assert.Equal((OrderStatus.Shipped, rivals), (order.Statuses.Headline, order.LegalHolds.Count));
    }

    private static async Task HoldAsync(Kernel kernel, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var hold = new SetLegalHold(EvidenceReference.Of($"file-{i}"), "asked");
            (await kernel.TellAsync(Shop.Key("1"), hold, Role.Supervisor, Shop.At("10:06"))).ValueOrThrow();
        }
    }

    private static OutboundRecord Outbound(string waybill, long units) => new(Shop.At("11:58"), $"out-{waybill}", Bench.Platform("1"), Shop.Hangzhou,
        Shop.Yuantong, Waybill.Of(waybill), [new GoodsLine(Shop.Mug, Shop.Units(units), null)]);

    private static async Task DeliverAsync(Kernel kernel, PartnerRecord record, string id) =>
        (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(record, id))).ValueOrThrow();

    private static async Task DeliverAsync(Kernel kernel, Claim claim, string id) =>
        (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(claim, id))).ValueOrThrow();

    // A person may be refused: the order has gone on meanwhile.
    private static async Task TellAsync(Kernel kernel, OrderCommand command, Role role, string at) =>
        (await kernel.TellAsync(Shop.Key("1"), command, role, Shop.At(at))).AllowRefusal();

    internal static async Task<string> AfterAsync(bool isPaid, params Func<Kernel, Task>[] acts)
    {
        var store = await BegunAsync(isPaid);
        foreach (var act in acts) await act(new Kernel(store, Bench.Ruled));
        return await StateAsync(store);
    }

    /// <summary>Five mugs on two shelves and an order for two of them, planned and held, or not yet paid.</summary>
    internal static async Task<MemoryOrderStore> BegunAsync(bool isPaid)
    {
        var bench = new Bench(new MemoryOrderStore());
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 3);
        await bench.StockAsync(Shop.Guangzhou, Shop.Mug, 2);
        var claim = Shop.Claim("1", "10:05");
        await bench.SendAsync(isPaid ? claim.Paid("10:04") : claim);
        return (MemoryOrderStore)bench.Store;
    }

    // From which shelf a plan takes may follow balances that are a moment old; what is taken and held in all may not.
    internal static async Task<string> StateAsync(IOrderStore store)
    {
        Assert.True((await StoreVerifier.VerifyAsync(store, new MemoryAnchor(), Shop.Acme, default)).IsSound);
        var end = await DayEnd.OfAsync(store);
        var stock = end.Stock.Items.GroupBy(b => b.Account).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Sum(b => b.Units)}");
        return string.Join("\n", end.Orders.Items.Concat(stock));
    }
}
