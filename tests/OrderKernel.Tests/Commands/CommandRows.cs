using OrderKernel.AfterSales;
using OrderKernel.Channels;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Commands;

/// <summary>One command in a story in which it is accepted: what was told before it, and what is told.</summary>
internal sealed record CommandRow(Type Type, Func<Bench, Task>[] Before, Func<Bench, Task<object>> Told)
{
    /// <summary>Who tells it; "wu" told what came before.</summary>
    public string Who { get; init; } = "zhu";

    /// <summary>The policies of its shop; null for the usual ones.</summary>
    public KernelPolicies? Under { get; init; }

    public override string ToString() => Type.Name;
}

/// <summary>
/// Every command of every family in a story in which it is accepted. A command without a row is named in <see cref="Elsewhere"/>, with what proves it there.
/// </summary>
internal static class CommandRows
{
    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug), South = Shelf with { Location = Shop.Guangzhou };
    private static readonly StockCell Batch = Shelf with { Batch = BatchId.Of("b") };
    private static readonly ReservationId R = ReservationId.Of("r");
    private static readonly InboundId In = InboundId.Of("in");
    private static readonly RefundId Refund = RefundId.Of("refund");
    private static readonly PaymentId Payment = PaymentId.Of("p");
    private static readonly InvoiceId Invoice = InvoiceId.Of("i");
    private static readonly ChangeId Change = ChangeId.Of("c");
    private static readonly HoldId Hold = HoldId.Of("h");
    private static readonly EvidenceReference File = EvidenceReference.Of("file");
    private static readonly ValueList<LineUnits> One = [new(Shop.First, Shop.Units(1))], Two = [new(Shop.First, Shop.Units(2))];

    private static readonly KernelPolicies Vips = Bench.Sourced.With("sellAhead",
        """{"$schema":"sell-ahead-1.json","name":"s","version":"1","order":["Priority","Payment"],"priority":["vip"]}"""u8.ToArray()).ValueOrThrow();

    private static readonly Func<Bench, Task> Stocked = b => b.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
    private static readonly Func<Bench, Task> Unpaid = b => b.SendAsync(Shop.Claim("1", "10:05"));
    private static readonly Func<Bench, Task> Paid = b => b.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
    private static readonly Func<Bench, Task> Dear = b => b.SendAsync(Shop.Claim("1", "10:05", "900.00").Paid("10:04"));
    private static readonly Func<Bench, Task> Delivered = TellOf(async b => new RecordDelivery(Shop.At("11:30"), await ShipmentAsync(b), Two));
    private static readonly Func<Bench, Task> Sent = b => b.OutboundAsync("1", Shop.Hangzhou, "11:00", "YT1", 2);

    /// <summary>Commands that no story here reaches.</summary>
    public static IReadOnlyDictionary<Type, string> Elsewhere { get; } = new Dictionary<Type, string>
    {
        [typeof(PlaceOrder)] = "PlaceAsync: OwnOrderScenarios; claims: RunLaws",
        [typeof(SplitOrder)] = "SplitAsync: LineageScenarios",
        [typeof(MergeOrder)] = "MergeAsync: LineageScenarios",
        [typeof(FireRule)] = "told by the kernel: RuleChainScenarios", [typeof(NoteRuleError)] = "told by the kernel: RuleChainScenarios",
        [typeof(TellAddress)] = "told by claims: ContentChangeScenarios, RunLaws", [typeof(TellContent)] = "told by claims: ContentChangeScenarios, RunLaws",
        [typeof(FireShipmentTrigger)] = "wants a warehouse's workflow: KernelActionsTests", [typeof(ReserveShipment)] = "told by the kernel: RunLaws",
        [typeof(MoveToWorkflow)] = "wants a second workflow: MigrationLaws", [typeof(MoveApproval)] = "wants a workflow of its own: DoorScenarios",
        [typeof(FireApprovalDeadline)] = "told by the clock: DoorScenarios", [typeof(AgeStep)] = "told by the clock: CaseReminderLaws",
    };

    public static IReadOnlyList<CommandRow> All { get; } =
    [
        // Stock and reservations.
        Row<ReceiveStock>([], new ReceiveStock([Units(5)]) { Dates = [] }),
        Row<CountStock>([Stocked], new CountStock([Units(7)], "count")),
        Row<TakeBack>([Stocked], new TakeBack([Units(1)], InspectionOutcome.Restock, null)),
        Row<Regrade>([Stocked], new Regrade([Units(1)], StockAccount.OnHand, StockAccount.Damaged, "wet")),
        Row<RecordShippedElsewhere>([Stocked], new RecordShippedElsewhere([Units(1)], null)),
        Row<ReceiveTransfer>([Stocked, Tell(Reserve(2, HolderKind.Transfer)), Tell(new Commit(R))], new ReceiveTransfer("r", [new(South, Shop.Units(2))])),
        Row<CorrectBook>([Stocked, Drifted], async b => new CorrectBook((await b.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow(), "reconciled")),
        Row<DateBatches>([Tell(new ReceiveStock([new(Batch, Shop.Units(3))]))], new DateBatches([new(Batch, new NodaTime.LocalDate(2026, 9, 1))], "label")),
        Row<Reserve>([Stocked], Reserve(2)),
        Row<Commit>([Stocked, Tell(Reserve(3))], new Commit(R, [Units(2)])),
        Row<Release>([Stocked, Tell(Reserve(3))], new Release(R, [Units(2)])),
        Row<Expire>([Stocked, Tell(Reserve(3, until: "11:50"))], new Expire(R)),
        Row<Extend>([Stocked, Tell(Reserve(3, until: "13:00"))], new Extend(R, Shop.At("15:00"))),
        Row<MoveHold>([Stocked, b => b.StockAsync(Shop.Guangzhou, Shop.Mug, 5), Tell(Reserve(3))], new MoveHold(R, [new(Shelf, South, Shop.Units(2))])),
        // Goods to come, outside masters, stock-takes.
        Row<ExpectGoods>([], new ExpectGoods(In, Shelf, Shop.Units(5), Shop.At("3 08:00"))),
        Row<ChangeInbound>([Tell(new ExpectGoods(In, Shelf, Shop.Units(5), Shop.At("3 08:00")))], new ChangeInbound(In, Shop.Units(4), "fewer")),
        Row<PutOffInbound>([Tell(new ExpectGoods(In, Shelf, Shop.Units(5), Shop.At("3 08:00")))], new PutOffInbound(In, Shop.At("9 08:00"), "storm")),
        Row<CancelInbound>([Tell(new ExpectGoods(In, Shelf, Shop.Units(5), Shop.At("3 08:00")))], new CancelInbound(In, "ended")),
        Row<MarkOverdue>([Tell(new ExpectGoods(In, Shelf, Shop.Units(5), Shop.At("11:50")))], new MarkOverdue(In)),
        Row<MergeSnapshot>([Stocked], Snapshot(7)),
        Row<TakeOverDifference>([Stocked, Tell(Snapshot(7))], new TakeOverDifference([Shelf], "looked")),
        Row<DismissDifference>([Stocked, Tell(Snapshot(7))], new DismissDifference([Shelf], "looked")),
        Row<OpenStockTake>([Stocked], Take),
        Row<EnterCount>([Stocked, Tell(Take)], new EnterCount([Units(9)])),
        Row<ReviewStockTake>([Stocked, Tell(Take), Tell(new EnterCount([Units(9)]))], new ReviewStockTake([])),
        Row<PostStockTake>([Stocked, Tell(Take), Tell(new EnterCount([Units(9)])), Tell(new ReviewStockTake([]))], new PostStockTake()),
        Row<CancelStockTake>([Stocked, Tell(Take)], new CancelStockTake("rain")),
        Row<SettleFindings>([Tell(new ReceiveStock([new(Batch, Shop.Units(5))]) { Dates = [new(Batch, new NodaTime.LocalDate(2026, 12, 31))] }),
            Tell(new CountStock([new(Batch, Shop.Units(5))], "label") { Dates = [new(Batch, new NodaTime.LocalDate(2027, 3, 31))] })],
            new SettleFindings("looked")),
        // Transfers, and stock that orders give up.
        Row<PlanTransfer>([Stocked], Plan),
        Row<ShipTransfer>([Stocked, Tell(Plan)], new ShipTransfer()),
        Row<PutOffTransfer>([Stocked, Tell(Plan), Tell(new ShipTransfer())], new PutOffTransfer(Shop.At("9 08:00"), "storm")),
        Row<CancelTransfer>([Stocked, Tell(Plan)], new CancelTransfer("no")),
        Row<GiveUpTransfer>([Stocked, Tell(Plan), Tell(new ShipTransfer())], new GiveUpTransfer("never-came")),
        Row<Rebalance>([b => b.StockAsync(Shop.Hangzhou, Shop.Mug, 4), b => b.SendAsync(Shop.Claim("1", "10:01").Paid("10:01")),
            b => b.SendAsync(Shop.Claim("2", "10:02").Paid("10:02")), b => b.SendAsync(Shop.Claim("3", "10:03").Paid("10:03")),
            async b => (await b.TellAsync("3", new TagOrder(OrderTag.Of("vip")), Role.Agent, "10:05")).ValueOrThrow()], MovedAsync) with { Under = Vips },
        // Approvals and adjustments.
        Row<ProposeAdjustment>([Stocked], Damage),
        Row<RequestApproval>([], Request),
        Row<Approve>([Tell(Request)], new Approve()),
        Row<Reject>([Tell(Request)], new Reject("no")),
        Row<Withdraw>([Tell(Request)], new Withdraw()) with { Who = "wu" },
        // Parcels.
        Row<ReportTrack>([], new ReportTrack([new(Waybill.Of("YT1"), Shop.Yuantong, TrackNode.Registered, Shop.At("11:00"))])),
        Row<PlanShipment>([Paid], new PlanShipment(ShipmentId.Of("own"), Shop.Hangzhou, null, null, Two)) with { Under = KernelPolicies.Default },
        Row<ScanItem>([Stocked, Paid], async b => new ScanItem(await ShipmentAsync(b), Scanned)),
        Row<RecordOfflineScans>([Stocked, Paid], async b => new RecordOfflineScans(await ShipmentAsync(b), [Scanned])),
        Row<RecordSerials>([Stocked, Paid], async b => new RecordSerials(await ShipmentAsync(b), [SerialShop.Unit("M1")])) with { Under = SerialShop.Policies },
        Row<ReturnSerials>([Stocked, Paid, b => b.LeftAsync("1", "11:00", "M1", "M2"), Delivered, Tell(new RecordReturn(Shop.Hangzhou, One))],
            new ReturnSerials([SerialShop.Unit("M1")])) with { Under = SerialShop.Policies },
        // Orders.
        Row<TagOrder>([Unpaid], new TagOrder(OrderTag.Of("vip"))),
        Row<AmendPrice>([Unpaid], new AmendPrice(new(Shop.Yuan("18.00")) { ListPrice = Shop.Yuan("20.00") })),
        Row<RecordPayment>([Stocked, Unpaid], new RecordPayment(Payment, Tender.Cash, Shop.Yuan("20.00"), Shop.At("11:00"))),
        Row<NotePayment>([Unpaid], new NotePayment(PaymentStatus.PendingConfirmation)),
        Row<PlaceHold>([Stocked, Paid], new PlaceHold(Hold, HoldKind.PaymentRisk, HoldScopes.Ship)),
        Row<ReleaseHold>([Stocked, Paid, Tell(new PlaceHold(Hold, HoldKind.PaymentRisk, HoldScopes.Ship))], new ReleaseHold(Hold)),
        Row<SetChannelHolds>([Stocked, Paid], new SetChannelHolds([HoldKind.PaymentRisk])),
        Row<AttachEvidence>([Paid], new AttachEvidence(File, "photo", new string('a', 64))),
        Row<SetLegalHold>([Paid], new SetLegalHold(File, "court")),
        Row<ReleaseLegalHold>([Paid, Tell(new SetLegalHold(File, "court"))], new ReleaseLegalHold(File)),
        Row<OweRefund>([Stocked, Paid], new OweRefund(Refund, Shop.Yuan("5.00"), [])),
        Row<RecordRefund>([Stocked, Paid, Tell(new OweRefund(Refund, Shop.Yuan("5.00"), []))], new RecordRefund(Refund, Shop.Yuan("5.00"), Shop.At("11:30"))),
        Row<FailRefund>([Stocked, Paid, Tell(new OweRefund(Refund, Shop.Yuan("5.00"), []))], new FailRefund(Refund, "bank")),
        Row<WithdrawRefund>([Stocked, Paid, Tell(new OweRefund(Refund, Shop.Yuan("5.00"), []))], new WithdrawRefund(Refund)),
        Row<RequestInvoice>([Stocked, Paid], new RequestInvoice(Invoice, null)),
        Row<RecordInvoice>([Stocked, Paid, Tell(new RequestInvoice(Invoice, null))], new RecordInvoice(Invoice, "No 1")),
        Row<FailInvoice>([Stocked, Paid, Tell(new RequestInvoice(Invoice, null))], new FailInvoice(Invoice, "tax-number")),
        Row<ProposeChange>([Stocked, Paid], new ProposeChange(Change, OrderChange.ToRemark("soon"))),
        Row<ConfirmChange>([Stocked, Paid, Tell(new ProposeChange(Change, OrderChange.ToQuantity(Shop.First, Shop.Units(1))))], new ConfirmChange(Change)),
        Row<DeclineChange>([Stocked, Paid, Tell(new ProposeChange(Change, OrderChange.ToQuantity(Shop.First, Shop.Units(1))))],
            new DeclineChange(Change, "no")),
        Row<CancelUnits>([Stocked, Paid], new CancelUnits(One)),
        Row<EndOrder>([Stocked, Unpaid], new EndOrder(ClaimOutcome.Ended, Shop.At("11:00"))),
        Row<AssignWaybills>([Stocked, Paid], async b => new AssignWaybills(await ShipmentAsync(b), Shop.Yuantong, [Waybill.Of("YT1")])),
        Row<ReleaseShipment>([Stocked, Paid], async b => new ReleaseShipment(await ShipmentAsync(b))),
        Row<ShipShipment>([Stocked, Paid], async b => new ShipShipment(await ShipmentAsync(b), Shop.At("11:00"), [Waybill.Of("YT1")], Two)),
        Row<ShipElsewhere>([Paid], new ShipElsewhere(ShipmentId.Of("else"), Shop.At("11:00"), Two)),
        Row<RecordFirstScan>([Stocked, Paid, Sent], async b => new RecordFirstScan(await ShipmentAsync(b), Shop.At("11:30"))),
        Row<RecordDelivery>([Stocked, Paid, Sent], async b => new RecordDelivery(Shop.At("11:30"), await ShipmentAsync(b), Two)),
        Row<RecordLoss>([Stocked, Paid, Sent], async b => new RecordLoss(await ShipmentAsync(b), Two)),
        Row<SuspectSignOff>([Stocked, Paid, Sent], async b => new SuspectSignOff(await ShipmentAsync(b), Shop.At("11:30"))),
        Row<RecordReturn>([Stocked, Paid, Sent, Delivered], new RecordReturn(Shop.Hangzhou, One)),
        Row<GiveBackUndelivered>([Stocked, Paid, Sent], async b => new GiveBackUndelivered(await ShipmentAsync(b), Two)),
        Row<FireTrigger>([Stocked, Unpaid], new FireTrigger("cancel")),
        Row<FireDeadline>([Stocked, Unpaid], new FireDeadline("expire")),
        Row<ReinstateOrder>([Stocked, Paid, Tell(new CancelUnits([]))], new ReinstateOrder([], MessageId.Of("before-CancelUnits"))),
        Row<ReversePayment>([Stocked, Unpaid, Tell(new RecordPayment(Payment, Tender.Cash, Shop.Yuan("20.00"), Shop.At("11:00")))],
            new ReversePayment(Payment, Shop.At("11:50"), "chargeback")),
        Row<ReverseRefund>([Stocked, Paid, Tell(new OweRefund(Refund, Shop.Yuan("5.00"), [])),
            Tell(new RecordRefund(Refund, Shop.Yuan("5.00"), Shop.At("11:30")))], new ReverseRefund(Refund)),
        Row<RejectHold>([Stocked, Paid, Tell(new PlaceHold(Hold, HoldKind.PaymentRisk, HoldScopes.Ship))], new RejectHold(Hold, "fraud")),
        Row<SendBack>([Stocked, Paid, Sent, Delivered, Tell(new RecordReturn(Shop.Hangzhou, One))],
            new SendBack(ShipmentId.Of("again"), Shop.At("11:50"), One) { Location = Shop.Hangzhou }),
        Row<StepBack>([Stocked, Paid, Sent], async b => new StepBack(StepBackKind.ShippingToOpen, await ShipmentAsync(b), [], MessageId.Of("wrong"))),
        Row<CompleteOrder>([Stocked, Paid, Sent, Delivered], new CompleteOrder()),
        Row<AddReplacement>([Stocked, Paid, Sent, Delivered, Tell(new RecordReturn(Shop.Hangzhou, One))],
            new AddReplacement(LineId.Of("1r"), Shop.First, null, Shop.Units(1))),
        Row<WeighShipment>([Stocked, Paid], async b => new WeighShipment(await ShipmentAsync(b), 500)),
        Row<RecordWriteBack>([Stocked, Paid, Sent],
            async b => new RecordWriteBack(await ShipmentAsync(b), Shop.Key("1"), [Shop.First], [Waybill.Of("YT1")], null)),
        Row<ConfirmShipment>([Stocked, Paid, b => b.SendAsync(Shop.Claim("1", "11:05").Paid("10:04").Shipped("11:00", "YT1"))],
            async b => new ConfirmShipment(await ShipmentAsync(b), "out-9", Two)),
        Row<WithholdMoney>([Stocked, Paid, Tell(new CancelUnits([]))], new WithholdMoney(Shop.Yuan("5.00"), [], "forfeited")),
        Row<ReleaseWithheld>([Stocked, Paid, Tell(new CancelUnits([])), Tell(new WithholdMoney(Shop.Yuan("5.00"), [], "forfeited"))],
            new ReleaseWithheld(null, "kind gesture")),
        // After-sales.
        Row<OpenCase>([Stocked, Paid, Sent], Opened()),
        Row<JudgeCase>([Stocked, Dear, Sent, Tell(Opened("600.00"))], new JudgeCase()),
        Row<ApproveCase>([Stocked, Dear, Sent, Tell(Opened("600.00"))], new ApproveCase()),
        Row<RejectCase>([Stocked, Dear, Sent, Tell(Opened("600.00"))], new RejectCase(Party.Seller, "no")),
        Row<WithdrawCase>([Stocked, Dear, Sent, Tell(Opened("600.00"))], new WithdrawCase()),
        Row<CloseCase>([Stocked, Dear, Sent, Tell(Opened("600.00"))], new CloseCase(Party.Timeout)),
        Row<DisputeCase>([Stocked, Dear, Sent, Tell(Opened("600.00"))], new DisputeCase(Party.Buyer)),
        Row<SendReplacement>([Stocked, Dear, Sent, Tell(Opened("0.00", CaseKind.Reship))], new SendReplacement(Waybill.Of("SF2"))),
        Row<ConfirmReplacement>([Stocked, Dear, Sent, Tell(Opened("0.00", CaseKind.Reship)), Tell(new SendReplacement(Waybill.Of("SF2")))],
            new ConfirmReplacement()),
        Row<RecordPaidRefund>([Stocked, Dear, Sent],
            new RecordPaidRefund(new CaseRequest(CaseKind.RefundOnly, Shop.Yuan("5.00"), "broken"), MessageId.Of("TB-1"))),
        Row<SendReturn>([Stocked, Paid, Sent, Tell(Opened(kind: CaseKind.ReturnRefund))], new SendReturn(Waybill.Of("SF1"), null)),
        Row<ReceiveGoods>([Stocked, Paid, Sent, Tell(Opened(kind: CaseKind.ReturnRefund))],
            new ReceiveGoods([new(null, Shop.Units(1), InspectionOutcome.Quarantine)])),
        Row<SettleRefund>([Stocked, Paid, Sent, Tell(Opened())], new SettleRefund(MessageId.Of("TB-7"), Shop.Yuan("5.00"))),
    ];

    private static PlanTransfer Plan => new([Units(4)], Shop.Guangzhou, Shop.At("3 08:00"));

    private static ScanReading Scanned => new(DeviceId.Of("d"), 1, Shop.At("11:00"), "picking", "MUG", ActorId.Of("p"));

    private static OpenStockTake Take => new(Shop.Hangzhou, [Shop.Mug], false, true, 1);

    private static RequestApproval Request =>
        new(new ApprovalRequest(ApprovalId.Of("a"), "gift", "order/1", "kind gesture") { Amount = Shop.Yuan("20.00") });

    private static ProposeAdjustment Damage => new(new StockAdjustment(ApprovalId.Of("a"), AdjustmentKind.Damage, [Units(1)], "dropped", [File])
        { Worth = Shop.Yuan("30.00") });

    /// <summary>Tells a command at the door that takes it, as somebody who may do all, and says how it was answered.</summary>
    public static async Task<(string Answer, bool IsOk)> TellAsync(Kernel kernel, object command, string message, string who, string at = "12:00")
    {
        Role[] all = [Role.Supervisor, Role.Of("warehouse"), Role.Of("finance"), Role.Agent, Role.Buyer, Role.Kernel, Role.Channel, Role.Carrier];
        var by = new DecisionContext(new Actor(ActorId.Of(who), [.. all]), Shop.At(at), MessageId.Of(message));
        return command switch
        {
            OrderCommand c => Said(await kernel.TellAsync(Shop.Key("1"), c, by)),
            CaseCommand c => Said(await kernel.TellAsync(CaseKey.Of(Shop.Key("1"), CaseId.Of("c")), c, by)),
            ProposeAdjustment c => Said(await kernel.TellAsync(new AdjustmentKey(Shop.Acme, ApprovalId.Of("a")), c, by)),
            ApprovalCommand c => Said(await kernel.TellAsync(new ApprovalKey(Shop.Acme, ApprovalId.Of("a")), c, by)),
            ReservationCommand c => Said(await kernel.TellAsync(new ReservationKey(Shop.Acme, R), c, by)),
            // About what the movement before it found.
            SettleFindings c => Said(await kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of("before-CountStock")), c, by)),
            TransferCommand c => Said(await kernel.TellAsync(new TransferKey(Shop.Acme, MessageId.Of("t")), c, by)),
            Rebalance c => Said(await kernel.TellAsync(new RebalancingKey(Shop.Acme, Shop.Mug), c, by)),
            StockCommand c => Said(await kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of(message)), c, by)),
            InboundCommand c => Said(await kernel.TellAsync(new InboundKey(Shop.Acme, In), c, by)),
            OutsideStockCommand c => Said(await kernel.TellAsync(new OutsideStockKey(Shop.Acme, Shop.Hangzhou), c, by)),
            StockTakeCommand c => Said(await kernel.TellAsync(new StockTakeKey(Shop.Acme, MessageId.Of("take")), c, by)),
            ReportTrack c => Said(await kernel.TellAsync(new TrackKey(Shop.Acme, Shop.Yuantong, Waybill.Of("YT1")), c, by)),
            _ => throw new InvalidOperationException($"No door takes {command.GetType()}."),
        };
    }

    private static (string, bool) Said<T>(Result<T> told) => (told.IsOk ? told.ValueOrThrow()!.ToString()! : told.Refusal!.ToString(), told.IsOk);

    private static CommandRow Row<T>(Func<Bench, Task>[] before, T told) where T : ICommand => new(typeof(T), before, _ => Task.FromResult<object>(told));

    private static CommandRow Row<T>(Func<Bench, Task>[] before, Func<Bench, Task<T>> told) where T : ICommand =>
        new(typeof(T), before, async b => await told(b));

    // What comes before is told by somebody else, so that two people are there where two are asked for.
    private static Func<Bench, Task> Tell(object command) => TellOf(_ => Task.FromResult(command));

    private static Func<Bench, Task> TellOf(Func<Bench, Task<object>> told) => async bench =>
    {
        var command = await told(bench);
        var (answer, isOk) = await TellAsync(bench.Kernel, command, $"before-{command.GetType().Name}", "wu", "11:40");
        if (!isOk) throw new InvalidOperationException($"{command.GetType().Name}: {answer}");
    };

    private static async Task<Rebalance> MovedAsync(Bench bench)
    {
        var move = (await bench.Kernel.ProposeRebalancingAsync(Shop.Acme, Shop.Mug, Shop.At("11:00"))).ValueOrThrow().Moves[0];
        return new(Shop.Mug, move.Taker, move.Units, move.From);
    }

    private static async Task<ShipmentId> ShipmentAsync(Bench bench) => (await bench.OrderAsync("1")).Shipments[0].Id;

    private static async Task Drifted(Bench bench) => await bench.Store.CommitAsync(
        new Changes(Shop.Acme, MessageId.Of("damage"), default, default, 0) { Postings = [new(Shelf, StockAccount.OnHand, QuantityDelta.Of(3))] }, default);

    private static StockUnits Units(long units) => new(Shelf, Shop.Units(units));

    private static Reserve Reserve(long units, HolderKind? holder = null, string? until = null) =>
        new(R, null, [Units(units)], until is null ? null : Shop.At(until)) { Holder = holder is { } kind ? new(kind, "r") : null };

    private static MergeSnapshot Snapshot(long units) => new(ActorId.Of("erp"), Shop.At("11:00"), [Units(units)]);

    private static OpenCase Opened(string amount = "5.00", CaseKind kind = CaseKind.RefundOnly) => new(new CaseRequest(kind, Shop.Yuan(amount), "broken"));
}
