using System.Text;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;
using OrderKernel.Workflow;
using static OrderKernel.Tests.Support.TaobaoRecords;

namespace OrderKernel.Tests.Scenarios;

// Fails when a record that was put away is lost, lies there for good after it was told again, leaves before somebody took or discarded it, is taken twice, or
// is half settled.
public class QuarantineScenarios
{
    private static readonly Actor Desk = new(ActorId.Of("li"), [Role.Of("supervisor")]);
    private static readonly KernelPolicies Unmapped = Mapped("OTHER"), Mended = Mapped("TB-0002");

    [Fact]
    public async Task Delivered_again_before_the_map_is_mended_it_stays_as_it_is_and_says_why()
    {
        var (store, key) = await PutAwayAsync();
        var before = await SeenAsync(store);
        for (var i = 0; i < 2; i++)
        {
            var refused = await new Kernel(store, Unmapped).ReplayAsync(Shop.Acme, key, Desk, Shop.At("1 10:00"));
            Assert.Equal(ChannelsCodes.SkuUnmapped, refused.Refusal?.Code);
            Assert.Equal(before, await SeenAsync(store));
        }
    }

    [Fact]
    public async Task Delivered_again_once_the_map_is_mended_it_is_taken_and_leaves_the_list()
    {
        var (store, key) = await PutAwayAsync();
        var answer = (await new Kernel(store, Mended).ReplayAsync(Shop.Acme, key, Desk, Shop.At("1 10:00"))).ValueOrThrow();
        Assert.Equal((DeliveryOutcome.Applied, true), (answer.Outcome, answer.IsPlaced));
        Assert.Equal(SkuId.Of("SKU-0002"), (await OrderOf(store, 1))!.Lines[0].Sku);
        Assert.Empty(await ListAsync(store));
        var trace = Assert.Single(await SettledAsync(store));
        Assert.Equal((SettledAs.Replayed, "li", Shop.At("1 10:00")), (trace.Settlement!.As, trace.Settlement.By.Value, trace.Settlement.At));
        Assert.Equal((true, "", 64), (trace.Raw.IsEmpty, trace.Detail, trace.Fingerprint.Length));
    }

    [Fact]
    public async Task Two_replays_are_one()
    {
        var (store, key) = await PutAwayAsync();
        var first = await new Kernel(store, Mended).ReplayAsync(Shop.Acme, key, Desk, Shop.At("1 10:00"));
        var before = await SeenAsync(store);
        var second = await new Kernel(store, Mended).ReplayAsync(Shop.Acme, key, Desk with { Id = ActorId.Of("wang") }, Shop.At("2 10:00"));
        Assert.Equal(first.ValueOrThrow(), second.ValueOrThrow());
        Assert.Equal(before, await SeenAsync(store));
    }

    [Fact]
    public async Task Of_many_replays_at_once_one_is_taken()
    {
        var (store, key) = await PutAwayAsync();
        var answers = new System.Collections.Concurrent.ConcurrentBag<DeliveryAnswer>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 16), async (_, token) =>
            answers.Add((await new Kernel(store, Mended).ReplayAsync(Shop.Acme, key, Desk, Shop.At("1 10:00"), token)).ValueOrThrow()));
        Assert.Single(answers.Distinct());
        Assert.Single(await EventsAsync(store, 1), t => t == "orders.placed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_record_and_its_entry_are_one_unit(bool isWaiting)
    {
        var (store, key) = await PutAwayAsync();
        var failing = new FailingStore(store, 1, isWaiting ? FailureMoment.Before : FailureMoment.After);
        await Assert.ThrowsAsync<IOException>(async () => await new Kernel(failing, Mended).ReplayAsync(Shop.Acme, key, Desk, Shop.At("1 10:00")));
        Assert.Equal((isWaiting, isWaiting ? 1 : 0), (await OrderOf(store, 1) is null, (await ListAsync(store)).Count));
        Assert.Equal(DeliveryOutcome.Applied,
            (await new Kernel(failing, Mended).ReplayAsync(Shop.Acme, key, Desk, Shop.At("1 10:00"))).ValueOrThrow().Outcome);
        Assert.Empty(await ListAsync(store));
        Assert.NotNull(await OrderOf(store, 1));
    }

    [Fact]
    public async Task A_rehearsal_tells_what_would_become_of_it_and_leaves_it_there()
    {
        var (store, key) = await PutAwayAsync();
        var before = await SeenAsync(store);
        var rehearsed = await new Kernel(store, Mended) { IsRehearsal = true }.ReplayAsync(Shop.Acme, key, Desk, Shop.At("1 10:00"));
        Assert.Equal(DeliveryOutcome.Applied, rehearsed.ValueOrThrow().Outcome);
        Assert.Equal(before, await SeenAsync(store));
    }

    [Fact]
    public async Task The_same_record_repaired_settles_the_old_entry_in_its_own_unit()
    {
        var (store, key) = await PutAwayAsync();
        var repaired = Delivered("repaired", Trade(1).Replace("TB-0002", "OTHER", StringComparison.Ordinal), Unmapped);
        await Assert.ThrowsAsync<IOException>(async () => await new Kernel(new FailingStore(store, 1, FailureMoment.Before), Unmapped)
            .DeliverAsync(Shop.Acme, repaired));
        Assert.Single(await ListAsync(store));
        Assert.Equal(DeliveryOutcome.Applied, (await new Kernel(store, Unmapped).DeliverAsync(Shop.Acme, repaired)).ValueOrThrow().Outcome);
        Assert.Empty(await ListAsync(store));
        var trace = Assert.Single(await SettledAsync(store)).Settlement!;
        Assert.Equal((key, SettledAs.Repaired, "channel", "repaired"), (trace.Key, trace.As, trace.By.Value, trace.Why));
        Assert.Equal(OrderKernelCodes.RecordSettled,
            (await new Kernel(store, Mended).ReplayAsync(Shop.Acme, key, Desk, Shop.At("1 10:00"))).Refusal?.Code);
    }

    [Theory]
    [InlineData(1, "2025-11-11 00:21:00")]
    [InlineData(2, "2025-11-11 00:20:12")]
    public async Task Another_record_settles_nothing(int number, string modified)
    {
        var (store, _) = await PutAwayAsync();
        var other = Trade(number).Replace("TB-0002", "OTHER", StringComparison.Ordinal)
            .Replace("\"modified\":\"2025-11-11 00:20:12\"", $"\"modified\":\"{modified}\"", StringComparison.Ordinal);
        var answer = (await new Kernel(store, Unmapped).DeliverAsync(Shop.Acme, Delivered("other", other, Unmapped))).ValueOrThrow();
        Assert.Equal(DeliveryOutcome.Applied, answer.Outcome);
        Assert.Single(await ListAsync(store));
    }

    [Fact]
    public async Task A_record_that_is_broken_again_leaves_both_entries()
    {
        var (store, _) = await PutAwayAsync();
        await new Kernel(store, Unmapped).DeliverAsync(Shop.Acme, Delivered("again", Trade(1) + " ", Unmapped));
        Assert.Equal(2, (await ListAsync(store)).Count);
        await new Kernel(store, Mended).DeliverAsync(Shop.Acme, Delivered("whole", Trade(1), Mended));
        Assert.Empty(await ListAsync(store));
    }

    [Fact]
    public async Task Claims_that_came_before_their_order_leave_the_list_when_it_comes()
    {
        var bench = new Bench();
        await bench.SendAsync(Bench.Delivery(Shop.Part("1", "10:20") with { Holds = [HoldKind.PaymentRisk] }, "hold"));
        await bench.SendAsync(Bench.Delivery(Shop.Part("1", "10:21").Ended("10:21"), "end"));
        await bench.SendAsync(Bench.Delivery(Shop.Part("2", "10:22").Ended("10:22"), "other"));
        Assert.Equal(["end", "hold", "other"], (await bench.QuarantineAsync()).Select(e => e.Key));
        var waits = await bench.Kernel.ReplayAsync(Shop.Acme, "end", Desk, Shop.At("10:30"));
        Assert.Equal(OrderKernelCodes.DoorUnknown, waits.Refusal?.Code);
        await bench.SendAsync(Bench.Delivery(Shop.Claim("1", "10:01"), "order"));
        Assert.Equal(OrderStatus.Cancelled, (await bench.OrderAsync("1")).Statuses.Headline);
        Assert.Equal(["other"], (await bench.QuarantineAsync()).Select(e => e.Key));
        Assert.All(await SettledAsync(bench.Store), e => Assert.Equal((SettledAs.Arrived, "order"), (e.Settlement!.As, e.Settlement.Why)));
    }

    [Fact]
    public async Task A_claim_that_waits_for_its_order_waits_on_however_often_it_is_delivered_again()
    {
        var store = new MemoryOrderStore();
        var kernel = new Kernel(store, Mended);
        (await kernel.DeliverAsync(Shop.Acme, Delivered("refund", CaseOfOne, Mended))).ValueOrThrow();
        Assert.Equal(ChannelsCodes.ClaimParked, Assert.Single(await ListAsync(store)).Code);
        Assert.Equal(ChannelsCodes.ClaimParked, (await kernel.ReplayAsync(Shop.Acme, "refund", Desk, Shop.At("1 10:00"))).Refusal?.Code);
        Assert.Single(await ListAsync(store));
        (await kernel.DeliverAsync(Shop.Acme, Delivered("order", Trade(1), Mended))).ValueOrThrow();
        Assert.Empty(await ListAsync(store));
    }

    [Fact]
    public async Task A_record_that_is_understood_now_and_came_before_its_order_waits_under_its_own_entry()
    {
        var store = new MemoryOrderStore();
        var unread = Delivered("refund", CaseOfOne, Mended) is ClaimDelivery { Slip: var slip }
            ? new UnusableDelivery(slip, Shop.At("10:00"), Refusal.Of(ChannelsCodes.StatusUnknown, ("path", "$.status"), ("table", "refund"), ("value", "X")))
            : throw new InvalidOperationException();
        var kernel = new Kernel(store, Mended);
        (await kernel.DeliverAsync(Shop.Acme, unread)).ValueOrThrow();
        var answer = (await kernel.ReplayAsync(Shop.Acme, "refund", Desk, Shop.At("1 10:00"))).ValueOrThrow();
        Assert.Equal((DeliveryOutcome.Parked, ChannelsCodes.ClaimParked), (answer.Outcome, answer.Code));
        Assert.NotEqual("refund", Assert.Single(await ListAsync(store)).Key);
        (await kernel.DeliverAsync(Shop.Acme, Delivered("order", Trade(1), Mended))).ValueOrThrow();
        Assert.Empty(await ListAsync(store));
        Assert.Equal([SettledAs.Arrived, SettledAs.Replayed], (await SettledAsync(store)).Select(e => e.Settlement!.As).Order().Reverse());
    }

    [Fact]
    public async Task A_track_leaves_the_list_when_an_order_names_its_waybill()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Node("13:00", TrackNode.Accepted), Node("1 09:00", TrackNode.Delivered) with { IsFromCarrier = true });
        Assert.Equal(OrderKernelCodes.WaybillUnknown, Assert.Single(await bench.QuarantineAsync()).Code);
        await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Shipped("11:59", "YT1"));
        Assert.Equal(OrderStatus.Delivered, (await bench.OrderAsync("1")).Statuses.Headline);
        Assert.Empty(await bench.QuarantineAsync());
        Assert.Equal(SettledAs.Arrived, Assert.Single(await SettledAsync(bench.Store)).Settlement!.As);
    }

    [Fact]
    public async Task A_partners_record_waits_for_its_order_and_is_taken_when_it_is_delivered_again()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        const string record = """{"kind":"outbound","at":"2026-02-09T12:00:00Z","id":"out-1","channel":"taobao","shop":"flagship","order":"1","location":"HZ","lines":[{"sku":"MUG","quantity":2}]}""";
        var slip = Bench.Slip("out", record) with { Door = DeliveryDoor.Partner };
        await bench.SendAsync(new PartnerDelivery(slip, PartnerRecord.Read(slip.Raw).ValueOrThrow()));
        Assert.Equal(OrderKernelCodes.OrderUnknown, (await bench.Kernel.ReplayAsync(Shop.Acme, "out", Desk, Shop.At("1 10:00"))).Refusal?.Code);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        Assert.Single(await bench.QuarantineAsync());
        Assert.Equal(DeliveryOutcome.Applied, (await bench.Kernel.ReplayAsync(Shop.Acme, "out", Desk, Shop.At("1 10:00"))).ValueOrThrow().Outcome);
        Assert.Equal((OrderStatus.Shipped, 3L),
            ((await bench.OrderAsync("1")).Statuses.Headline, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand)));
        Assert.Empty(await bench.QuarantineAsync());
    }

    [Fact]
    public async Task A_partners_record_of_the_same_id_repaired_settles_the_old_entry()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        Assert.Equal(DeliveryOutcome.Parked, (await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 3)).Outcome);
        Assert.Equal(DeliveryOutcome.Applied, (await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2)).Outcome);
        Assert.Empty(await bench.QuarantineAsync());
        Assert.Equal((SettledAs.Repaired, "warehouse"), (await SettledAsync(bench.Store)).Select(e => (e.Settlement!.As, e.Settlement.By.Value)).Single());
    }

    [Fact]
    public async Task What_came_under_an_id_that_was_used_stays_when_the_first_record_comes_again()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
        Assert.Equal(OrderKernelCodes.MessageReused, (await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 1)).Code);
        Assert.Equal(DeliveryOutcome.Duplicate, (await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2)).Outcome);
        Assert.Equal(OrderKernelCodes.MessageReused, Assert.Single(await bench.QuarantineAsync()).Code);
    }

    [Fact]
    public async Task What_was_booked_as_found_cannot_be_delivered_again_and_waits_for_a_look()
    {
        var bench = new Bench(policies: Bench.Sourced with { Orders = Bench.Sourced.Orders.WithWarehouse(Booking) });
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        Assert.Equal(DeliveryOutcome.Conflict, (await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 3)).Outcome);
        var key = Assert.Single(await bench.QuarantineAsync()).Key;
        Assert.Equal(OrderKernelCodes.RecordBooked, (await bench.Kernel.ReplayAsync(Shop.Acme, key, Desk, Shop.At("1 10:00"))).Refusal?.Code);
        Assert.True((await bench.Kernel.DiscardAsync(Shop.Acme, key, "recounted", By("d", Desk))).IsOk);
        Assert.Empty(await bench.QuarantineAsync());
    }

    [Fact]
    public async Task What_cannot_be_read_again_says_why()
    {
        var (store, key) = await PutAwayAsync();
        var kernel = new Kernel(store, Mended);
        Assert.Equal(OrderKernelCodes.RecordUnknown, (await kernel.ReplayAsync(Shop.Acme, "none", Desk, Shop.At("1 10:00"))).Refusal?.Code);
        Assert.Equal(KernelCodes.IdUnset, (await kernel.ReplayAsync(Shop.Acme, " ", Desk, Shop.At("1 10:00"))).Refusal?.Code);
        var strange = Mended with { Profiles = [] };
        Assert.Equal(OrderKernelCodes.DoorUnknown, (await new Kernel(store, strange).ReplayAsync(Shop.Acme, key, Desk, Shop.At("1 10:00"))).Refusal?.Code);
        await store.EraseAsync(Shop.Acme, key, default);
        Assert.Equal(OrderKernelCodes.RecordErased, (await kernel.ReplayAsync(Shop.Acme, key, Desk, Shop.At("1 10:00"))).Refusal?.Code);
        Assert.Single(await ListAsync(store));
    }

    [Fact]
    public async Task A_discarded_record_leaves_with_who_when_and_why_and_without_its_bytes()
    {
        var (store, key) = await PutAwayAsync();
        var kernel = new Kernel(store, Mended);
        var discarded = (await kernel.DiscardAsync(Shop.Acme, key, "buyer 13800001234 called it off", By("d", Desk))).ValueOrThrow();
        Assert.Equal(new(key, SettledAs.Discarded, ActorId.Of("li"), Shop.At("1 12:00"), "buyer 138******34 called it off"), discarded);
        Assert.Empty(await ListAsync(store));
        var trace = Assert.Single(await SettledAsync(store));
        Assert.Equal((discarded, true, ChannelsCodes.SkuUnmapped), (trace.Settlement, trace.Raw.IsEmpty, trace.Code));
        var before = await SeenAsync(store);
        Assert.Equal(discarded, (await kernel.DiscardAsync(Shop.Acme, key, "buyer 13800001234 called it off", By("d", Desk))).ValueOrThrow());
        Assert.Equal(OrderKernelCodes.RecordSettled, (await kernel.DiscardAsync(Shop.Acme, key, "other", By("d2", Desk))).Refusal?.Code);
        Assert.Equal(OrderKernelCodes.RecordSettled, (await kernel.ReplayAsync(Shop.Acme, key, Desk, Shop.At("1 10:00"))).Refusal?.Code);
        Assert.Equal(before, await SeenAsync(store));
    }

    [Fact]
    public async Task Discarding_needs_a_reason_a_record_and_a_role_that_hears_of_such_records()
    {
        var (store, key) = await PutAwayAsync();
        var kernel = new Kernel(store, Mended);
        var picker = new Actor(ActorId.Of("zhao"), [Role.Of("picker")]);
        Assert.Equal(KernelCodes.ReasonBlank, (await kernel.DiscardAsync(Shop.Acme, key, " ", By("a", Desk))).Refusal?.Code);
        Assert.Equal(OrderKernelCodes.RecordUnknown, (await kernel.DiscardAsync(Shop.Acme, "none", "why", By("b", Desk))).Refusal?.Code);
        Assert.Equal(RoleCodes.MayNotTell, (await kernel.DiscardAsync(Shop.Acme, key, "why", By("c", picker))).Refusal?.Code);
        Assert.Single(await ListAsync(store));
    }

    [Fact]
    public async Task Told_again_after_it_was_discarded_it_is_put_away_anew_and_the_same_delivery_is_not()
    {
        var (store, key) = await PutAwayAsync();
        var kernel = new Kernel(store, Unmapped);
        (await kernel.DiscardAsync(Shop.Acme, key, "a test order", By("d", Desk))).ValueOrThrow();
        Assert.Equal(DeliveryOutcome.Parked, (await kernel.DeliverAsync(Shop.Acme, Delivered(key, Trade(1), Unmapped))).ValueOrThrow().Outcome);
        Assert.Empty(await ListAsync(store));
        Assert.Equal(DeliveryOutcome.Parked, (await kernel.DeliverAsync(Shop.Acme, Delivered("export-2", Trade(1), Unmapped))).ValueOrThrow().Outcome);
        Assert.Equal("export-2", Assert.Single(await ListAsync(store)).Key);
    }

    [Fact]
    public void A_door_is_read_back_from_its_text()
    {
        foreach (var door in new[] { DeliveryDoor.Partner, DeliveryDoor.Kuaidi100, Door, DeliveryDoor.Channel("p", ShopId.Of("a@b")) })
            Assert.Equal(door, DeliveryDoor.TryParse(door.ToString(), out var read) ? read : null);
        foreach (var text in new[] { null, "", "@", "@shop", "taobao", "taobao@", "taobao@ x" }) Assert.False(DeliveryDoor.TryParse(text, out _), text);
    }

    private static PolicyDocument<WarehouseRules> Booking => WarehouseDocument.Load(Encoding.UTF8.GetBytes("""
        { "$schema": "warehouse-1.json", "name": "warehouse", "version": "2.0.0", "bookMisfits": true, "scanning": { "roles": ["picker"] },
          "weighing": { "packagingGrams": 0, "tolerancePerMille": 30, "toleranceGrams": 20, "roles": ["packer"] } }
        """)).ValueOrThrow();

    private static DecisionContext By(string message, Actor actor) => new(actor, Shop.At("1 12:00"), MessageId.Of(message));

    /// <summary>A store with one record, of which the map does not know the goods.</summary>
    private static async Task<(MemoryOrderStore Store, string Key)> PutAwayAsync()
    {
        var store = new MemoryOrderStore();
        var answer = (await new Kernel(store, Unmapped).DeliverAsync(Shop.Acme, Delivered("export-1", Trade(1), Unmapped))).ValueOrThrow();
        Assert.Equal((DeliveryOutcome.Parked, ChannelsCodes.SkuUnmapped), (answer.Outcome, answer.Code));
        return (store, "export-1");
    }

    private static async Task<Order?> OrderOf(IOrderStore store, int number) => await new Kernel(store).FindAsync(KeyOf(number));

    private static async Task<List<string>> EventsAsync(IOrderStore store, int number) =>
        [.. (await store.ReadAsync(KeyOf(number).Stream(), 0, default)).Select(e => e.Type)];

    private static OrderKey KeyOf(int number) => Shop.Key($"{4_317_627_911_240_000_000 + number}");

    private static TrackReport Node(string at, TrackNode node) => new(Waybill.Of("YT1"), Shop.Yuantong, node, Shop.At(at));

    private static Task<List<QuarantineEntry>> ListAsync(IQuarantine store) => AllAsync(store.ListAsync(Shop.Acme, null, default));

    private static Task<List<QuarantineEntry>> SettledAsync(IQuarantine store) => AllAsync(store.ListSettledAsync(Shop.Acme, default));

    private static async Task<string> SeenAsync(IOrderStore store) => string.Join('\n', [
        .. (await ListAsync(store)).Select(e => $"{e with { Raw = default }} {Convert.ToHexString(e.Raw.Span)}"),
        .. (await SettledAsync(store)).Select(e => $"{e with { Raw = default }}"),
        .. (await AllAsync(((IInbox)store).ListAsync(Shop.Acme, default))).Select(e => $"{e.Message} {Encoding.UTF8.GetString(e.Answer.Span)}"),
        .. (await AllAsync(store.HeadsAsync(Shop.Acme, default))).Select(h => $"{h}")]);

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items) all.Add(item);
        return all;
    }
}
