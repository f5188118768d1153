using System.Text;
using NodaTime;
using OrderKernel.Figures;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Doors;

// Fails when an aggregate cannot be told through the kernel, when a repeat acts twice, when a call
// goes around the ledger that owns a thing, or when those whose turn it is do not hear of it.
public class DoorScenarios
{
    private static readonly ApprovalKey Approval = new(Shop.Acme, ApprovalId.Of("A-1"));
    private static readonly AdjustmentKey Adjustment = new(Shop.Acme, ApprovalId.Of("D-1"));
    private static readonly ReservationKey Held = new(Shop.Acme, ReservationId.Of("own-1"));
    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug);

    // Taken back by the clock after a day, but only once somebody agreed.
    private static readonly byte[] Patient = """
        {
          "$schema": "workflow-1.json", "name": "patient", "version": "1.0.0", "axis": "ApprovalStatus",
          "enter": { "Pending": ["open"], "Approved": ["approved"], "Rejected": ["rejected"], "Withdrawn": ["withdrawn"] },
          "steps": {
            "open": {
              "status": "Pending", "deadlines": [{ "after": "P1D", "fires": "tire" }],
              "fire": {
                "pass": { "does": "remind", "roles": ["agent"] },
                "approve": { "does": "approve", "roles": ["finance"] },
                "reject": { "does": "reject", "roles": ["finance"] },
                "tire": { "does": "withdraw", "roles": ["kernel"], "when": "approval.approvals > 0" }
              }
            },
            "approved": { "status": "Approved", "final": true }, "rejected": { "status": "Rejected", "final": true }, "withdrawn": { "status": "Withdrawn", "final": true }
          }
        }
        """u8.ToArray();

    private static DecisionContext By(string actor, Role role, string at, string message) =>
        new(new Actor(ActorId.Of(actor), [role]), Shop.At(at), MessageId.Of(message));

    private static RequestApproval Request(string amount = "20.00") =>
        new(new ApprovalRequest(Approval.Approval, "gift", "order/1", "kind gesture") { Amount = Shop.Yuan(amount) });

    private static ProposeAdjustment Damage(long units) => new(new StockAdjustment(
        Adjustment.Adjustment, AdjustmentKind.Damage, [new StockUnits(Shelf, Shop.Units(units))], "dropped",
        [EvidenceReference.Of("photo-1")]) { Worth = Shop.Yuan("30.00") });

    private static async Task<long> EventsAsync(Bench bench)
    {
        long events = 0;
        await foreach (var head in bench.Store.HeadsAsync(Shop.Acme, default)) events += head.Version;
        return events;
    }

    [Fact]
    public async Task An_approval_is_asked_for_reminded_of_and_granted_by_somebody_else()
    {
        var bench = new Bench();
        var asked = (await bench.Kernel.TellAsync(Approval, Request(), By("lin", Role.Agent, "10:00", "say-1"))).ValueOrThrow();
        Assert.Equal((ApprovalStatus.Pending, "lin"), (asked.Status, asked.RequestedBy.Value));
        Assert.Contains(await bench.OutboxAsync("notice"), m => m.Key.EndsWith("/agent", StringComparison.Ordinal));

        Assert.Equal(WorkflowCodes.FourEyes, (await bench.Kernel.TellAsync(Approval, new Approve(), By("lin", Role.Agent, "10:01", "say-2"))).Refusal?.Code);
        await bench.ClockAsync("1 10:00");
        var reminded = (await bench.Kernel.FindAsync(Approval))!;
        Assert.NotEmpty(reminded.Fired.Items);
        Assert.Contains(await bench.OutboxAsync("notice"), m => m.Key.Contains(ApprovalCodes.Overdue, StringComparison.Ordinal));

        var granted = (await bench.Kernel.TellAsync(Approval, new Approve(), By("wang", Role.Agent, "1 10:05", "say-3"))).ValueOrThrow();
        Assert.Equal(ApprovalStatus.Approved, granted.Status);
        await bench.ClockAsync("30 10:00");
        Assert.Equal(granted, await bench.Kernel.FindAsync(Approval));
    }

    [Fact]
    public async Task The_same_saying_again_gets_the_same_answer_and_another_saying_under_its_id_is_refused()
    {
        var bench = new Bench();
        var first = (await bench.Kernel.TellAsync(Approval, Request(), By("lin", Role.Agent, "10:00", "say-1"))).ValueOrThrow();
        var events = await EventsAsync(bench);
        Assert.Equal(first, (await bench.Kernel.TellAsync(Approval, Request(), By("lin", Role.Agent, "10:00", "say-1"))).ValueOrThrow());
        Assert.Equal(events, await EventsAsync(bench));
        Assert.Equal(OrderKernelCodes.MessageReused,
            (await bench.Kernel.TellAsync(Approval, Request("21.00"), By("lin", Role.Agent, "10:00", "say-1"))).Refusal?.Code);
        Assert.Equal(OrderKernelCodes.KeyMismatch,
            (await bench.Kernel.TellAsync(new ApprovalKey(Shop.Acme, ApprovalId.Of("A-2")), Request(), By("lin", Role.Agent, "10:00", "say-4"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_stock_adjustment_moves_stock_with_the_last_approval_and_once()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        (await bench.Kernel.TellAsync(Adjustment, Damage(3), By("lin", Role.Warehouse, "10:00", "say-1"))).ValueOrThrow();
        Assert.Equal(5, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
        var posted = (await bench.Kernel.TellAsync(Adjustment, new Approve(), By("wu", Role.Supervisor, "10:05", "say-2"))).ValueOrThrow();
        Assert.True(posted.IsPosted);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
        Assert.Equal(posted, (await bench.Kernel.TellAsync(Adjustment, new Approve(), By("wu", Role.Supervisor, "10:05", "say-2"))).ValueOrThrow());
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
        Assert.Equal(OrderKernelCodes.KeyMismatch,
            (await bench.Kernel.TellAsync(Adjustment, Request(), By("lin", Role.Agent, "10:06", "say-3"))).Refusal?.Code);
    }

    // The clock asks once; what refused it is on the trail, and it comes again when somebody agreed.
    [Fact]
    public async Task A_deadline_of_an_approval_that_is_refused_is_told_once_and_due_again_when_it_may_fire()
    {
        var policies = KernelPolicies.Default with { Approvals = ApprovalPolicies.Of(WorkflowDocument.Load(Patient, ApprovalDomain.Standard).ValueOrThrow()) };
        var bench = new Bench(policies: policies);
        (await bench.Kernel.TellAsync(Approval, Request(), By("lin", Role.Finance, "10:00", "say-1"))).ValueOrThrow();
        Assert.Equal((1, 0), await DueAsync(bench, "2 00:00"));
        Assert.Equal((0, 0), await DueAsync(bench, "2 00:00"));
        Assert.Null(Assert.Single((await bench.Kernel.FindAsync(Approval))!.Spent).DueAgainAt);
        (await bench.Kernel.TellAsync(Approval, new Approve(), By("wang", Role.Agent, "2 09:00", "say-2"))).ValueOrThrow();
        Assert.Equal((1, 0), await DueAsync(bench, "2 09:00"));
        Assert.Equal(ApprovalStatus.Withdrawn, (await bench.Kernel.FindAsync(Approval))!.Status);
        Assert.Equal((0, 0), await DueAsync(bench, "9 00:00"));
    }

    [Fact]
    public async Task A_deadline_of_an_approval_whose_workflow_is_missing_stands_and_is_named()
    {
        var policies = KernelPolicies.Default with { Approvals = ApprovalPolicies.Of(WorkflowDocument.Load(Patient, ApprovalDomain.Standard).ValueOrThrow()) };
        var bench = new Bench(policies: policies);
        (await bench.Kernel.TellAsync(Approval, Request(), By("lin", Role.Finance, "10:00", "say-1"))).ValueOrThrow();
        var stuck = Assert.Single((await new Kernel(bench.Store, KernelPolicies.Default).FireDueAsync(Shop.Acme, Shop.At("2 00:00"))).Stuck);
        Assert.Equal(ApprovalCodes.WorkflowUnknown, stuck.Why.Code);
        Assert.Equal((1, 0), await DueAsync(bench, "2 00:00"));
    }

    [Fact]
    public async Task A_clock_that_approves_more_than_the_shelf_holds_says_so_and_does_not_come_back()
    {
        var text = Encoding.UTF8.GetString(Patient).Replace("\"fires\": \"tire\"", "\"fires\": \"grant\"")
            .Replace("\"tire\": {", "\"grant\": { \"does\": \"approve\", \"roles\": [\"kernel\"] }, \"tire\": {");
        var bench = new Bench(policies: KernelPolicies.Default
            with { Adjustments = ApprovalPolicies.Of(WorkflowDocument.Load(Encoding.UTF8.GetBytes(text), ApprovalDomain.Standard).ValueOrThrow()) });
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 2);
        (await bench.Kernel.TellAsync(Adjustment, Damage(3), By("lin", Role.Warehouse, "10:00", "say-1"))).ValueOrThrow();
        Assert.Equal((1, 0), await DueAsync(bench, "2 00:00"));
        Assert.Equal((0, 0), await DueAsync(bench, "9 00:00"));
        var stream = await bench.Store.ReadAsync(Adjustment.Stream(), 0, default);
        Assert.Equal("approvals.deadline-refused", stream[^1].Type);
        Assert.Contains(InventoryCodes.AdjustmentShort, Encoding.UTF8.GetString(stream[^1].Bytes.Span));
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
    }

    private static async Task<(int Fired, int Left)> DueAsync(Bench bench, string at) =>
        await bench.Kernel.FireDueAsync(Shop.Acme, Shop.At(at)) is var done ? (done.Fired, done.Left) : default;

    [Fact]
    public async Task A_reservation_that_a_host_makes_expires_by_itself_and_is_part_of_the_orders_story()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        var order = Shop.Key("1").Stream();
        var reserve = new Reserve(Held.Reservation, order.Key, [new StockUnits(Shelf, Shop.Units(2))], Shop.At("11:00"));
        Assert.Equal(ReservationStatus.Pending, (await bench.Kernel.TellAsync(Held, reserve, By("app", Role.Agent, "10:10", "say-1"))).ValueOrThrow().Status);
        Assert.Contains((await OrderStory.FindAsync(bench.Store, Shop.Acme, "1"))[0].Chapters.Items, c => c.Event.Stream == Held.Stream());
        await bench.ClockAsync("10:59");
        Assert.Equal(ReservationStatus.Pending, (await bench.Kernel.FindAsync(Held))!.Status);
        await bench.ClockAsync("11:00");
        Assert.Equal(ReservationStatus.Expired, (await bench.Kernel.FindAsync(Held))!.Status);
        Assert.Equal(InventoryCodes.ReservationEnded,
            (await bench.Kernel.TellAsync(Held, new Commit(Held.Reservation), By("app", Role.Agent, "11:01", "say-2"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_hold_that_is_extended_and_moved_expires_at_its_new_time_in_its_new_place()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.StockAsync(Shop.Guangzhou, Shop.Mug, 2);
        var reserve = new Reserve(Held.Reservation, null, [new StockUnits(Shelf, Shop.Units(2))], Shop.At("11:00")) { Holder = new(HolderKind.Offer, "q-7") };
        (await bench.Kernel.TellAsync(Held, reserve, By("app", Role.Agent, "10:10", "say-1"))).ValueOrThrow();
        (await bench.Kernel.TellAsync(Held, new Extend(Held.Reservation, Shop.At("12:00")), By("app", Role.Agent, "10:20", "say-2"))).ValueOrThrow();
        var there = Shelf with { Location = Shop.Guangzhou };
        var move = new MoveHold(Held.Reservation, [new(Shelf, there, Shop.Units(2))]);
        (await bench.Kernel.TellAsync(Held, move, By("app", Role.Agent, "10:30", "say-3"))).ValueOrThrow();
        var other = new ReservationKey(Shop.Acme, ReservationId.Of("other"));
        var late = new Reserve(other.Reservation, null, [new StockUnits(there, Shop.Units(1))], null);
        Assert.Equal(InventoryCodes.Short, (await bench.Kernel.TellAsync(other, late, By("app", Role.Agent, "10:40", "say-4"))).Refusal?.Code);
        await bench.ClockAsync("11:59");
        Assert.Equal((0L, 2L), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), await bench.UnitsAsync(Shop.Guangzhou, StockAccount.Locked)));
        await bench.ClockAsync("12:00");
        Assert.Equal(ReservationStatus.Expired, (await bench.Kernel.FindAsync(Held))!.Status);
        Assert.Equal(0L, await bench.UnitsAsync(Shop.Guangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task What_a_planned_parcel_holds_cannot_be_released_around_its_order()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:04"));
        var planned = (await bench.OrderAsync("1")).Shipments[0];
        var key = new ReservationKey(Shop.Acme, planned.Reservation!.Value);
        var events = await EventsAsync(bench);
        Assert.Equal(OrderKernelCodes.ReservationOwned,
            (await bench.Kernel.TellAsync(key, new Release(key.Reservation), By("app", Role.Agent, "10:10", "say-1"))).Refusal?.Code);
        Assert.Equal((events, 2L), (await EventsAsync(bench), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    [Fact]
    public async Task Goods_are_received_counted_and_taken_back_once_each()
    {
        var bench = new Bench();
        var movement = new MovementKey(Shop.Acme, MessageId.Of("delivery-note-7"));
        var receive = new ReceiveStock([new StockUnits(Shelf, Shop.Units(5))]);
        Assert.IsType<StockReceived>((await bench.Kernel.TellAsync(movement, receive, Role.Warehouse, Shop.At("10:00"))).ValueOrThrow());
        (await bench.Kernel.TellAsync(movement, receive, Role.Warehouse, Shop.At("10:00"))).ValueOrThrow();
        Assert.Equal(OrderKernelCodes.MovementExists, (await bench.Kernel.TellAsync(movement, receive, Role.Warehouse, Shop.At("10:01"))).Refusal?.Code);
        Assert.Equal(5, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
        var missing = new TakeBack([new StockUnits(Shelf, Shop.Units(1))], InspectionOutcome.Missing, null);
        Assert.Equal(InventoryCodes.NothingToMove,
            (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of("back-1")), missing, Role.Warehouse, Shop.At("10:02"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_track_tells_its_order_and_what_the_ledger_refuses_reaches_a_person()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:04"));
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
        var key = new TrackKey(Shop.Acme, Shop.Yuantong, Waybill.Of("YT1"));
        ReportTrack Report(TrackNode node, string at) => new([new TrackReport(key.Waybill, key.Carrier, node, Shop.At(at))]);
        var track = (await bench.Kernel.TellAsync(key, Report(TrackNode.Accepted, "13:00"), Role.Carrier, Shop.At("13:01"))).ValueOrThrow();
        Assert.Equal(Shop.At("13:00"), track.FirstScannedAt);
        Assert.Equal(Shop.At("13:00"), (await bench.OrderAsync("1")).Shipments[0].FirstScanAt);
        Assert.Equal(track, await bench.Kernel.FindAsync(key));
        var other = new TrackKey(Shop.Acme, Shop.Yuantong, Waybill.Of("YT2"));
        Assert.Equal(OrderKernelCodes.KeyMismatch,
            (await bench.Kernel.TellAsync(other, Report(TrackNode.Accepted, "13:00"), Role.Carrier, Shop.At("13:01"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_rehearsal_tells_what_would_follow_and_writes_nothing()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:04"));
        var (before, events) = (await bench.OrderAsync("1"), await EventsAsync(bench));
        var rehearsal = new Kernel(bench.Store, Bench.Sourced) { IsRehearsal = true };
        var would = (await rehearsal.TellAsync(Shop.Key("1"), new TagOrder(OrderTag.Of("gift")), Role.Agent, Shop.At("10:10"))).ValueOrThrow();
        Assert.Contains(OrderTag.Of("gift"), would.Tags.Items);
        (await rehearsal.TellAsync(new MovementKey(Shop.Acme, MessageId.Of("r-1")), new ReceiveStock([new StockUnits(Shelf, Shop.Units(5))]), Role.Warehouse,
            Shop.At("10:11"))).ValueOrThrow();
        Assert.Equal((before, events, 5L), (await bench.OrderAsync("1"), await EventsAsync(bench), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand)));
    }

    [Fact]
    public async Task A_rehearsal_sends_nothing_tries_each_timer_once_and_remembers_no_buyer()
    {
        var bench = new Bench();
        foreach (var number in new[] { "1", "2", "3" }) await bench.SendAsync(Shop.Claim(number, "10:01"));
        await bench.SendAsync(Shop.Claim("4", "10:01").Paid("10:04"));
        var events = await EventsAsync(bench);
        var rehearsal = new Kernel(bench.Store, Bench.Sourced) { IsRehearsal = true };
        Assert.Equal(0, await rehearsal.SendDueAsync(Shop.Acme, Shop.At("300 00:00"), (_, _) => throw new InvalidOperationException("It was sent.")));
        var would = await rehearsal.FireDueAsync(Shop.Acme, Shop.At("10:40"));
        Assert.Equal((3, 0), (would.Fired, would.Left));
        var place = new PlaceOrder(Shop.Key("6"), rehearsal.MintId(Shop.Key("6"), Shop.At("10:00")), Shop.At("10:00"), PaymentTerms.Prepaid,
            new OrderAmounts(Shop.Yuan("20.00")), []);
        Assert.True((await rehearsal.DeliverAsync(Shop.Acme, Bench.Delivery(Shop.Claim("5", "10:01"), "m-five"))).ValueOrThrow().IsPlaced);
        Assert.True((await rehearsal.TellAsync(place.Key, place, Role.Channel, Shop.At("10:00"))).IsOk);
        Assert.Equal(0, rehearsal.History!.FactsFor(place).ShopAmounts?.Count ?? 0);
        Assert.Equal(events, await EventsAsync(bench));
        var real = await bench.Kernel.FireDueAsync(Shop.Acme, Shop.At("10:40"));
        Assert.Equal((3, 0), (real.Fired, real.Left));
    }

    [Fact]
    public async Task A_rehearsal_of_what_was_said_before_gets_the_first_answer()
    {
        var bench = new Bench();
        var receive = new ReceiveStock([new StockUnits(Shelf, Shop.Units(5))]);
        var movement = new MovementKey(Shop.Acme, MessageId.Of("note-1"));
        var first = (await bench.Kernel.TellAsync(movement, receive, Role.Warehouse, Shop.At("10:00"))).ValueOrThrow();
        var rehearsal = new Kernel(bench.Store, Bench.Sourced) { IsRehearsal = true };
        Assert.Equal(first, (await rehearsal.TellAsync(movement, receive, Role.Warehouse, Shop.At("10:00"))).ValueOrThrow());
        Assert.Equal(OrderKernelCodes.MovementExists, (await rehearsal.TellAsync(movement, receive, Role.Warehouse, Shop.At("10:01"))).Refusal?.Code);
        // A message that was about something else is no repeat of this.
        var by = new DecisionContext(new(ActorId.Of("w"), [Role.Warehouse]), Shop.At("10:02"), MessageId.Of("m-1"));
        (await bench.Kernel.TellAsync(new ReservationKey(Shop.Acme, ReservationId.Of("R1")), Holding("R1"), by)).ValueOrThrow();
        Assert.Equal(OrderKernelCodes.MessageReused,
            (await rehearsal.TellAsync(new ReservationKey(Shop.Acme, ReservationId.Of("R2")), Holding("R2"), by)).Refusal?.Code);

        static Reserve Holding(string id) => new(ReservationId.Of(id), "host", [new StockUnits(Shelf, Shop.Units(1))], null);
    }

    [Fact]
    public async Task An_order_is_placed_under_the_key_that_is_told_and_no_other()
    {
        var bench = new Bench();
        var place = new PlaceOrder(Shop.Key("2"), bench.Kernel.MintId(Shop.Key("2"), Shop.At("10:00")), Shop.At("10:00"), PaymentTerms.Prepaid,
            new OrderAmounts(Shop.Yuan("20.00")), []);
        Assert.Equal(OrderKernelCodes.KeyMismatch, (await bench.Kernel.TellAsync(Shop.Key("1"), place, Role.Channel, Shop.At("10:00"))).Refusal?.Code);
        Assert.Null(await bench.Kernel.FindAsync(Shop.Key("1")));
        Assert.Equal(Shop.Key("2"), (await bench.Kernel.TellAsync(Shop.Key("2"), place, Role.Channel, Shop.At("10:00"))).ValueOrThrow().Key);
    }

    [Fact]
    public async Task Holds_conflicts_and_parked_records_reach_the_roles_that_the_documents_name()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:04"));
        await bench.SendAsync(Shop.Claim("1", "10:20").Paid("10:04").Shipped("10:19", "YT1"));
        await bench.SendAsync(Shop.Part("9", "10:30") with { Outcome = ClaimOutcome.Ended });
        var notices = await bench.OutboxAsync("notice");
        Assert.Contains(notices,
            m => m.Key.Contains(OrderKernelCodes.HoldPlaced, StringComparison.Ordinal) && m.Key.EndsWith("/warehouse", StringComparison.Ordinal));
        Assert.Contains(notices,
            m => m.Key.Contains(OrderKernelCodes.RecordParked, StringComparison.Ordinal) && m.Key.EndsWith("/supervisor", StringComparison.Ordinal));
        Assert.All(notices, m => Assert.DoesNotContain("王小明", System.Text.Encoding.UTF8.GetString(m.Body.Span), StringComparison.Ordinal));
    }
}
