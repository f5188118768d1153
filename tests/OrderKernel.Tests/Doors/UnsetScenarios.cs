using OrderKernel.AfterSales;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Doors;

// Fails when a door takes a saying of which a part was never set, throws on it, names another part, or leaves something behind.
public class UnsetScenarios
{
    private static readonly Form[] Forms = [Form.ByActor, Form.ByRole];
    private static readonly CaseKey Case = CaseKey.Of(Shop.Key("1"), CaseId.Of("c"));
    private static readonly ApprovalKey Approval = new(Shop.Acme, ApprovalId.Of("a"));
    private static readonly AdjustmentKey Adjustment = new(Shop.Acme, ApprovalId.Of("a"));
    private static readonly ReservationKey Held = new(Shop.Acme, ReservationId.Of("r"));
    private static readonly InboundKey ToCome = new(Shop.Acme, InboundId.Of("i"));
    private static readonly OutsideStockKey Outside = new(Shop.Acme, Shop.Hangzhou);
    private static readonly RebalancingKey Given = new(Shop.Acme, Shop.Mug);
    private static readonly Rebalance Give = new(Shop.Mug, "t", Shop.Units(1), [new("g", ShipmentId.Of("s"), ReservationId.Of("r"), Shop.Units(1))]);
    private static readonly TransferKey Transfer = new(Shop.Acme, MessageId.Of("t"));
    private static readonly StockTakeKey Take = new(Shop.Acme, MessageId.Of("t"));
    private static readonly MovementKey Movement = new(Shop.Acme, MessageId.Of("m"));
    private static readonly TrackKey Track = new(Shop.Acme, Shop.Yuantong, Waybill.Of("YT1"));
    private static readonly StockUnits Mugs = new(new StockCell(Shop.Hangzhou, Shop.Mug), Shop.Units(1));

    private enum Form
    {
        ByActor = 1,
        ByRole = 2,
    }

    // Each door with keys and commands of which a part is unset, and the part that the refusal names.
    private static IEnumerable<(string Door, string Part, Saying Say)> Rows =>
    [
        .. Door<OrderKey, OrderCommand, Order>("order", Shop.Key("1"), new ReleaseHold(HoldId.Of("h")), (k, key, c, x) => k.TellAsync(key, c, x),
            (k, key, c, r) => k.TellAsync(key, c, r, At),
            [(default, "order"), (Shop.Key("1") with { Number = default }, "order"), (Shop.Key("1") with { Tenant = default }, "order")],
            [(new ReleaseHold(default), "hold")]),
        .. Door<OrderKey, SplitOrder, Order>("split", Shop.Key("1"), new SplitOrder(Shop.Key("2"), [new(Shop.First, Shop.Units(1))]),
            (k, key, c, x) => k.SplitAsync(key, c, x), null,
            [(default, "order"), (Shop.Key("1") with { Shop = default }, "order")], [(new SplitOrder(default, [new(Shop.First, Shop.Units(1))]), "target"),
                (new SplitOrder(Shop.Key("2"), [new(default, Shop.Units(1))]), "lines[0].line")]),
        .. Door<OrderKey, MergeOrder, Order>("merge", Shop.Key("1"), new MergeOrder(Shop.Key("2")), (k, key, c, x) => k.MergeAsync(key, c, x), null,
            [(default, "order")], [(new MergeOrder(default), "target")]),
        .. Door<CaseKey, CaseCommand, AfterSalesCase>("case", Case, new ApproveCase(), (k, key, c, x) => k.TellAsync(key, c, x),
            (k, key, c, r) => k.TellAsync(key, c, r, At),
            [(default, "order"), (Case with { Case = default }, "case")], [(new RejectCase(default, "no"), "by")]),
        .. Door<ApprovalKey, ApprovalCommand, Approval>("approval", Approval, new Approve(), (k, key, c, x) => k.TellAsync(key, c, x),
            (k, key, c, r) => k.TellAsync(key, c, r, At),
            [(default, "tenant"), (Approval with { Approval = default }, "approval")],
            [(new RequestApproval(new(default, "gift", "order", "kind")), "request.id")]),
        .. Door<AdjustmentKey, ApprovalCommand, Adjustment>("adjustment", Adjustment, new Approve(), (k, key, c, x) => k.TellAsync(key, c, x),
            (k, key, c, r) => k.TellAsync(key, c, r, At),
            [(default, "tenant"), (Adjustment with { Adjustment = default }, "adjustment")], [(new MoveApproval(" "), "trigger")]),
        .. Door<ReservationKey, ReservationCommand, Reservation>("reservation", Held, new Release(ReservationId.Of("r")),
            (k, key, c, x) => k.TellAsync(key, c, x), (k, key, c, r) => k.TellAsync(key, c, r, At),
            [(default, "tenant"), (Held with { Reservation = default }, "reservation")], [(new Release(default), "id")]),
        .. Door<MovementKey, StockCommand, StockEvent>("stock", Movement, new ReceiveStock([Mugs]), (k, key, c, x) => k.TellAsync(key, c, x),
            (k, key, c, r) => k.TellAsync(key, c, r, At),
            [(default, "tenant"), (Movement with { Movement = default }, "movement")],
            [(new ReceiveStock([Mugs with { Cell = default }]), "units[0].cell.location")]),
        .. Door<InboundKey, InboundCommand, Inbound>("inbound", ToCome, new CancelInbound(ToCome.Inbound, "w"), (k, key, c, x) => k.TellAsync(key, c, x),
            (k, key, c, r) => k.TellAsync(key, c, r, At),
            [(default, "tenant"), (ToCome with { Inbound = default }, "inbound")], [(new CancelInbound(default, "w"), "id")]),
        .. Door<OutsideStockKey, OutsideStockCommand, OutsideStock>("outside stock", Outside, new TakeOverDifference([], "w"),
            (k, key, c, x) => k.TellAsync(key, c, x), (k, key, c, r) => k.TellAsync(key, c, r, At),
            [(default, "tenant"), (Outside with { Location = default }, "location")], [(new TakeOverDifference([default], "w"), "cells[0].location")]),
        .. Door<StockTakeKey, StockTakeCommand, StockTake>("stock-take", Take, new OpenStockTake(Shop.Hangzhou, []),
            (k, key, c, x) => k.TellAsync(key, c, x), (k, key, c, r) => k.TellAsync(key, c, r, At),
            [(default, "tenant"), (Take with { Take = default }, "take")], [(new OpenStockTake(default, []), "location")]),
        .. Door<RebalancingKey, Rebalance, StockRebalanced>("rebalancing", Given, Give, (k, key, c, x) => k.TellAsync(key, c, x),
            (k, key, c, r) => k.TellAsync(key, c, r, At), [(default, "tenant"), (Given with { Sku = default }, "sku")],
            [
                (Give with { Sku = default }, "sku"), (Give with { Taker = "" }, "taker"), (Give with { From = [default] }, "from[0].orderKey"),
                (Give with { From = [Give.From[0] with { Shipment = default }] }, "from[0].shipment"),
                (Give with { From = [Give.From[0] with { Reservation = default }] }, "from[0].reservation"),
            ]),
        .. Door<TransferKey, TransferCommand, StockTransfer>("transfer", Transfer, new PlanTransfer([], Shop.Hangzhou, At),
            (k, key, c, x) => k.TellAsync(key, c, x), (k, key, c, r) => k.TellAsync(key, c, r, At),
            [(default, "tenant"), (Transfer with { Transfer = default }, "transfer")], [(new PlanTransfer([], default, At), "to")]),
        .. Door<TrackKey, ReportTrack, ParcelTrack>("track", Track, Seen(Track.Waybill), (k, key, c, x) => k.TellAsync(key, c, x),
            (k, key, c, r) => k.TellAsync(key, c, r, At),
            [(default, "tenant"), (Track with { Waybill = default }, "waybill"), (Track with { Carrier = default }, "carrier")],
            [(Seen(default), "reports[0].waybill")]),
    ];

    private static NodaTime.Instant At => Shop.At("10:00");

    private delegate ValueTask<Refusal?> Saying(Kernel kernel);

    [Fact]
    public async Task Every_door_refuses_what_is_not_whole_by_one_code_and_names_the_part()
    {
        var wrong = new List<string>();
        foreach (var (door, part, say) in Rows)
        {
            var bench = new Bench();
            var refusal = await say(bench.Kernel);
            var named = refusal is { Arguments.IsEmpty: false } ? refusal.Arguments[0].Value : "-";
            if ((refusal?.Code, named) != (KernelCodes.IdUnset, part)) wrong.Add($"{door}: {part} gave {refusal}");
            await foreach (var head in bench.Store.HeadsAsync(Shop.Acme, default)) wrong.Add($"{door}: {part} left {head.Stream}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    // Nothing has no name: no such aggregate is there. Where the answer can say why, it says which part is unset.
    [Fact]
    public async Task Who_asks_for_what_is_not_named_whole_finds_nothing()
    {
        var (kernel, asked) = (new Bench().Kernel, new HashSet<Type>());
        foreach (var (key, find) in Finding(kernel))
        {
            asked.Add(key.GetType());
            Assert.NotNull(key.Missing());
            Assert.Null(await find());
        }

        var finders = typeof(Kernel).GetMethods().Where(m => m.Name == "FindAsync").Select(m => m.GetParameters()[0].ParameterType);
        Assert.Equal(finders.ToHashSet(), asked);
        var an = new Actor(ActorId.Of("an"), [Role.Agent]);
        Assert.Equal(("order", KernelCodes.IdUnset), await WhyAsync(kernel.NextAsync(default(OrderKey), an, At)));
        Assert.Equal(("order", KernelCodes.IdUnset), await WhyAsync(kernel.NextAsync(Shop.Key("1") with { Number = default }, an, At)));
        Assert.Equal(("order", KernelCodes.IdUnset), await WhyAsync(kernel.NextAsync(Shop.Acme, default, an, At)));
        Assert.Equal(("tenant", KernelCodes.IdUnset), await WhyAsync(kernel.NextAsync(default, OrderId.Parse("TB_20260209_0123456789abcdef"), an, At)));
    }

    private static async Task<(string, string)> WhyAsync(ValueTask<Result<OrderNext>> asked) =>
        (await asked).Refusal is { } no ? (no.Arguments[0].Value, no.Code) : ("-", "-");

    private static IEnumerable<(IStreamKey Key, Func<Task<object?>> Find)> Finding(Kernel kernel)
    {
        foreach (var key in new[] { default, Shop.Key("1") with { Number = default }, Shop.Key("1") with { Tenant = default } })
            yield return (key, async () => await kernel.FindAsync(key));
        foreach (var key in new[] { default, Case with { Case = default } }) yield return (key, async () => await kernel.FindAsync(key));
        foreach (var key in new[] { default, Approval with { Approval = default } }) yield return (key, async () => await kernel.FindAsync(key));
        foreach (var key in new[] { default, Adjustment with { Adjustment = default } }) yield return (key, async () => await kernel.FindAsync(key));
        foreach (var key in new[] { default, Held with { Reservation = default } }) yield return (key, async () => await kernel.FindAsync(key));
        foreach (var key in new[] { default, Given with { Sku = default } }) yield return (key, async () => await kernel.FindAsync(key));
        foreach (var key in new[] { default, ToCome with { Inbound = default } }) yield return (key, async () => await kernel.FindAsync(key));
        foreach (var key in new[] { default, Transfer with { Transfer = default } }) yield return (key, async () => await kernel.FindAsync(key));
        foreach (var key in new[] { default, new BackorderKey(Shop.Acme, " ") }) yield return (key, async () => await kernel.FindAsync(key));
        foreach (var key in new[] { default, Outside with { Location = default } }) yield return (key, async () => await kernel.FindAsync(key));
        foreach (var key in new[] { default, new ShopStockKey(Shop.Acme, new(ChannelId.Of("jd"), default)), new ShopStockKey(Shop.Acme, default) })
            yield return (key, async () => await kernel.FindAsync(key));
        foreach (var key in new[] { default, Take with { Take = default } }) yield return (key, async () => await kernel.FindAsync(key));
        foreach (var key in new[] { default, Track with { Waybill = default }, Track with { Carrier = default } })
            yield return (key, async () => await kernel.FindAsync(key));
    }

    // Without a row of its own a new door would go unasked.
    [Fact]
    public void Every_door_has_its_rows()
    {
        var doors = from method in typeof(Kernel).GetMethods()
                    where method.Name is "TellAsync" or "SplitAsync" or "MergeAsync"
                        && typeof(IStreamKey).IsAssignableFrom(method.GetParameters()[0].ParameterType)
                    select (method.GetParameters()[0].ParameterType, method.GetParameters()[1].ParameterType);
        Assert.Equal(doors.Distinct().Count(), Rows.Select(r => r.Door).Distinct().Count());
    }

    private static IEnumerable<(string Door, string Part, Saying Say)> Door<TKey, TCommand, TState>(
        string door, TKey key, TCommand whole, Func<Kernel, TKey, TCommand, DecisionContext, ValueTask<Result<TState>>> tell,
        Func<Kernel, TKey, TCommand, Role, ValueTask<Result<TState>>>? byRole,
        (TKey Key, string Part)[] keys, (TCommand Command, string Part)[] commands)
        where TKey : struct, IStreamKey
    {
        var context = new DecisionContext(new Actor(ActorId.Of("an"), [Role.Agent]), At, MessageId.Of("said"));
        foreach (var form in Forms)
        {
            if (form == Form.ByRole && byRole is null) continue;
            async ValueTask<Refusal?> Tell(Kernel kernel, TKey to, TCommand what) =>
                form == Form.ByActor ? (await tell(kernel, to, what, context)).Refusal : (await byRole!(kernel, to, what, Role.Agent)).Refusal;
            foreach (var (unset, part) in keys) yield return (door, part, k => Tell(k, unset, whole));
            foreach (var (unset, part) in commands) yield return (door, part, k => Tell(k, key, unset));
        }

        yield return (door, "message", async k => (await tell(k, key, whole, context with { Message = default })).Refusal);
        yield return (door, "actor", async k => (await tell(k, key, whole, context with { Actor = new Actor(default, [Role.Agent]) })).Refusal);
        if (byRole is not null) yield return (door, "actor", async k => (await byRole(k, key, whole, default)).Refusal);
    }

    private static ReportTrack Seen(Waybill waybill) => new([new TrackReport(waybill, Shop.Yuantong, TrackNode.Accepted, At)]);
}
