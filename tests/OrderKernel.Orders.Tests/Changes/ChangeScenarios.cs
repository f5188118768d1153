using System.Text;
using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Changes;

// Fails when a change does something else than its preview says, is done by somebody who may not, after its time, on an order that has moved on,
// or touches what was sent.
public class ChangeScenarios
{
    private static readonly ChangeId C = ChangeId.Of("c");
    private static readonly LineId A = LineId.Of("a");
    private static readonly LineId B = LineId.Of("b");

    [Fact]
    public void Fewer_units_of_a_paid_line_owe_their_money_back()
    {
        var w = Placed().Paid();
        w.Must(new ProposeChange(C, OrderChange.ToQuantity(A, Units(1))), Buyer);
        var preview = w.Order.Change(C)!.Preview;
        Assert.Equal((Yuan(-50), Yuan(50), new ChangedLine(A, SkuId.Of("sku-a"), Units(2), Units(1), Yuan(100), Yuan(50))),
            (preview.Due, preview.OwedBack, Assert.Single(preview.Lines)));
        Assert.Equal(2, w.Order.Line(A)!.Units.Ordered.Units);
        w.Must(new ConfirmChange(C), Agent);
        w.Says(OrdersCodes.Changed);
        Assert.Equal((1L, Yuan(110), Yuan(50), OrderStatus.AwaitingFulfilment),
            (w.Order.Line(A)!.Units.Ordered.Units, w.Order.Money.Due, w.Order.PendingUnassigned, w.Statuses.Headline));
        w.Unchanged(new ConfirmChange(C), actor: Agent);
        w.MustNot(OrdersCodes.ChangeStanding, new DeclineChange(C, "x"), Agent);
    }

    [Fact]
    public void More_units_of_a_paid_line_await_their_money()
    {
        var w = Placed().Paid();
        Confirm(w, OrderChange.ToQuantity(A, Units(5)));
        Assert.Equal((Yuan(310), Yuan(250), OrderStatus.AwaitingPayment), (w.Order.Money.Due, w.Order.Line(A)!.Total, w.Statuses.Headline));
        Assert.Null(OrderTimers.PaymentDueAt(w.Order, w.Policies));
        w.Paid(150, "p2");
        Assert.Equal((OrderStatus.AwaitingFulfilment, Yuan(0)), (w.Statuses.Headline, w.Order.PendingUnassigned));
    }

    [Fact]
    public void Added_units_are_paid_from_what_is_owed_back_anyway()
    {
        var w = Placed().Paid();
        w.Must(new CancelUnits([Units("b", 1)]), Agent);
        Confirm(w, OrderChange.ToQuantity(A, Units(3)));
        Assert.Equal((Yuan(160), Yuan(160), Yuan(0), OrderStatus.AwaitingFulfilment),
            (w.Order.Money.Due, w.Order.Money.Kept, w.Order.PendingUnassigned, w.Statuses.Headline));
    }

    [Fact]
    public void Reserved_units_are_opened_before_they_are_changed_and_sent_ones_never_change()
    {
        var w = Placed().Paid().Planned("s1", true, Units("a", 2)).Planned("s2", true, Units("b", 1));
        Confirm(w, OrderChange.ToQuantity(A, Units(1)));
        Assert.Equal((ShipmentStatus.Cancelled, ShipmentStatus.Planned, 1L),
            (w.Order.Shipments[0].Status, w.Order.Shipments[1].Status, w.Order.Line(A)!.Units.Open.Units));
        w.Shipped("s2");
        w.MustNot(KernelCodes.LedgerUnitsShort, new ProposeChange(C, OrderChange.ToGoods(B, Units(1), SkuId.Of("x"), LineId.Of("b2"))), Agent);
        w.Shipped("s3", Units("a", 1));
        w.MustNot(OrdersCodes.NotOpenForChange, new ProposeChange(C, OrderChange.ToQuantity(A, Units(3))), Agent);
    }

    [Fact]
    public void Other_goods_are_sent_for_open_units_at_the_same_or_a_told_price()
    {
        var w = Placed().Paid();
        Confirm(w, OrderChange.ToGoods(A, Units(1), SkuId.Of("blue"), LineId.Of("a-blue")));
        var blue = w.Order.Line(LineId.Of("a-blue"))!;
        Assert.Equal((SkuId.Of("blue"), 1L, Yuan(50), A), (blue.Sku!.Value, blue.Units.Open.Units, blue.Total, blue.Source));
        Assert.Equal((Yuan(160), 1L), (w.Order.Money.Due, w.Order.Line(A)!.Units.Ordered.Units));
        Confirm(w, OrderChange.ToGoods(A, Units(1), SkuId.Of("gold"), LineId.Of("a-gold"), Yuan(90)));
        Assert.Equal((Yuan(200), OrderStatus.AwaitingPayment, 0L), (w.Order.Money.Due, w.Statuses.Headline, w.Order.Line(A)!.Units.Ordered.Units));
        w.MustNot(OrdersCodes.LineExists, new ProposeChange(C, OrderChange.ToGoods(B, Units(1), SkuId.Of("x"), A)), Agent);
        w.MustNot(OrdersCodes.ChangeEmpty, new ProposeChange(C, OrderChange.ToGoods(B, Units(1), SkuId.Of("sku-b"), LineId.Of("b2"))), Agent);
    }

    [Fact]
    public void A_bundle_changes_by_the_bundle()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(100)), Bundle("a", 2, 100, 2, 1)));
        w.Paid(100);
        Confirm(w, OrderChange.ToQuantity(A, Units(3)));
        Assert.Equal([6L, 3L], w.Order.Lines.Items.Select(l => l.Units.Ordered.Units));
        Assert.Equal(Money.Fen(10000 + 3333 + 1666), w.Order.Money.Due);
        Confirm(w, OrderChange.ToQuantity(LineId.Of("a#2"), Units(1)));
        Assert.Equal([2L, 1L], w.Order.Lines.Items.Select(l => l.Units.Ordered.Units));
        Confirm(w, OrderChange.ToGoods(LineId.Of("a#1"), Units(1), SkuId.Of("whole"), LineId.Of("w")));
        Assert.Equal([0L, 0L, 1L], w.Order.Lines.Items.Select(l => l.Units.Ordered.Units));
        Assert.Null(w.Order.Lines[2].Bundle);
        w.MustNot(OrdersCodes.ChangeInvalid, new ProposeChange(C, OrderChange.ToQuantity(A, Units(1))), Agent);
        Confirm(w, OrderChange.ToQuantity(A, Units(1), Yuan(30)));
        Assert.Equal([2L, 1L, 1L], w.Order.Lines.Items.Select(l => l.Units.Ordered.Units));
    }

    [Fact]
    public void A_bundle_that_a_channel_tore_is_not_changed_by_count()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(100)), Bundle("a", 2, 100, 2, 1)));
        w.Paid(100).Shipped("s1", Units("a#1", 1));
        w.Must(new CancelUnits([]), Agent);
        w.Must(new ReinstateOrder([Units("a#1", 3)], MessageId.Of("m")), Supervisor);
        w.MustNot(OrdersCodes.BundleNotWhole, new ProposeChange(C, OrderChange.ToQuantity(A, Units(3))), Agent);
    }

    [Fact]
    public void The_address_is_a_token_and_changes_while_something_is_still_to_be_sent()
    {
        var w = Placed().Paid();
        Confirm(w, OrderChange.ToAddress(PersonToken.Of("t1")));
        Confirm(w, OrderChange.ToAddress(PersonToken.Of("t2")));
        Assert.Equal(new AddressChanged(PersonToken.Of("t2"), PersonToken.Of("t1")), w.Events.OfType<AddressChanged>().Last());
        Assert.Equal(PersonToken.Of("t2"), w.Order.Address);
        w.MustNot(OrdersCodes.ChangeEmpty, new ProposeChange(C, OrderChange.ToAddress(PersonToken.Of("t2"))), Buyer);
        w.Shipped();
        w.MustNot(OrdersCodes.NotOpenForChange, new ProposeChange(C, OrderChange.ToAddress(PersonToken.Of("t3"))), Buyer);
        Confirm(w, OrderChange.ToRemark("left at the door"));
        Assert.Equal("left at the door", w.Order.Remark);
        Confirm(w, OrderChange.ToRemark(""));
        Assert.Null(w.Order.Remark);
    }

    [Fact]
    public void The_price_changes_before_payment_only()
    {
        var w = Placed();
        w.Must(new ProposeChange(C, OrderChange.ToPrice(new(Yuan(100)) { Freight = Yuan(10) })), Agent);
        Assert.Equal(Yuan(-60), w.Order.Change(C)!.Preview.Due);
        w.Paid();
        w.MustNot(OrdersCodes.PriceFixed, new ConfirmChange(C), Agent);
        var v = Placed();
        Confirm(v, OrderChange.ToPrice(new(Yuan(100)) { Freight = Yuan(10) }));
        Assert.Equal((Yuan(100), Yuan(60)), (v.Order.Money.Due, v.Order.Line(A)!.Total));
        v.MustNot(OrdersCodes.ChangeEmpty, new ProposeChange(C, OrderChange.ToPrice(new(Yuan(100)) { Freight = Yuan(10) })), Agent);
        v.MustNot(OrdersCodes.AmountsInvalid, new ProposeChange(C, OrderChange.ToPrice(new(Yuan(-1)))), Agent);
    }

    [Fact]
    public void A_proposal_on_an_older_state_is_done_as_previewed_or_not_at_all()
    {
        var w = Placed();
        w.Must(new ProposeChange(C, OrderChange.ToQuantity(A, Units(1))), Buyer);
        w.Must(new ProposeChange(ChangeId.Of("r"), OrderChange.ToRemark("x")), Buyer);
        w.Paid();
        var refusal = w.MustNot(OrdersCodes.ChangeMoved, new ConfirmChange(C), Agent);
        Assert.Contains(new Argument("owedNow", Yuan(50).ToString()), refusal.Arguments);
        w.Must(new ConfirmChange(ChangeId.Of("r")), Agent);
        w.Must(new DeclineChange(C, "paid meanwhile"), Agent);
        w.Unchanged(new DeclineChange(C, "again"), actor: Agent);
        w.MustNot(OrdersCodes.ChangeStanding, new ConfirmChange(C), Agent);
    }

    [Fact]
    public void A_proposal_lapses_by_the_clock_and_is_not_confirmed_after_its_time()
    {
        var w = Placed().Paid();
        var until = w.Now + Duration.FromDays(1);
        w.Must(new ProposeChange(C, OrderChange.ToQuantity(A, Units(1))), Agent);
        Assert.Contains(new OrderTimer("change:c", until), OrderTimers.Of(w.Order, w.Policies));
        w.Unchanged(new FireDeadline("change:c"), OrdersCodes.DeadlineMoot, Actor.Kernel);
        w.Now = until;
        w.MustNot(OrdersCodes.ChangeLate, new ConfirmChange(C), Agent);
        w.Must(new FireDeadline("change:c"), Actor.Kernel);
        Assert.Equal(ChangeStatus.Lapsed, w.Order.Change(C)!.Status);
        Assert.DoesNotContain(OrderTimers.Of(w.Order, w.Policies), t => t.Trigger == "change:c");
        w.MustNot(OrdersCodes.ChangeLate, new ProposeChange(ChangeId.Of("d"), OrderChange.ToQuantity(A, Units(1))) { Until = w.Now }, Agent);
    }

    [Fact]
    public void The_same_proposal_twice_is_one_and_unknown_ones_are_refused()
    {
        var w = Placed();
        w.Must(new ProposeChange(C, OrderChange.ToQuantity(A, Units(1))), Buyer);
        w.Unchanged(new ProposeChange(C, OrderChange.ToQuantity(A, Units(1))), actor: Buyer);
        w.MustNot(OrdersCodes.ChangeExists, new ProposeChange(C, OrderChange.ToQuantity(A, Units(3))), Buyer);
        w.MustNot(OrdersCodes.ChangeUnknown, new ConfirmChange(ChangeId.Of("none")), Agent);
        w.MustNot(OrdersCodes.ChangeUnknown, new DeclineChange(ChangeId.Of("none"), "x"), Agent);
    }

    [Fact]
    public void A_hold_on_changes_stops_the_confirmation_and_not_the_proposal()
    {
        var w = Placed();
        w.Must(new PlaceHold(HoldId.Of("h"), HoldKind.CustomerRequest, HoldScopes.Edit) { Line = A }, Agent);
        w.Must(new ProposeChange(C, OrderChange.ToQuantity(A, Units(1))), Buyer);
        w.Must(new ProposeChange(ChangeId.Of("b"), OrderChange.ToQuantity(B, Units(2))), Buyer);
        w.MustNot(OrdersCodes.Held, new ConfirmChange(C), Agent);
        w.Must(new ConfirmChange(ChangeId.Of("b")), Agent);
        w.Must(new ReleaseHold(HoldId.Of("h")), Agent);
        w.Must(new ConfirmChange(C), Agent);
    }

    [Fact]
    public void Who_may_propose_and_confirm_each_kind_is_the_documents()
    {
        var rules = DeskRules.Default.Changes.Policy;
        foreach (var change in All())
        {
            foreach (var actor in new[] { Buyer, Agent, Supervisor, Finance, Warehouse })
            {
                var (w, rule) = (Placed(), rules.Of(change.Kind));
                var refused = w.Do(new ProposeChange(C, change), actor).Refusal;
                Assert.Equal(rule.Propose.Items.Contains(actor.Roles[0]) ? null : OrdersCodes.ChangeRoleMissing, refused?.Code);
                if (refused is not null) Assert.Contains(new Argument("roles", string.Join(", ", rule.Propose.Items)), refused.Arguments);
                if (refused is not null) w.Must(new ProposeChange(C, change), Supervisor);
                Assert.Equal(rule.Confirm.Items.Contains(actor.Roles[0]) ? null : OrdersCodes.ChangeRoleMissing,
                    w.Do(new ConfirmChange(C), actor).Refusal?.Code);
            }
        }
    }

    [Fact]
    public void Every_kind_of_change_in_every_state_is_done_or_refused_as_the_table_says()
    {
        var states = new (string Name, Func<World> Make)[]
        {
            ("unpaid", () => Placed()), ("ready", () => Placed().Paid()), ("planned", () => Placed().Paid().Planned()),
            ("shipping", () => Placed().Paid().Shipped("s1", Units("b", 1))), ("shipped", () => Placed().Paid().Shipped()),
            ("delivered", () => Placed().Paid().Shipped().Delivered()),
            ("cancelled", () => { var w = Placed(); w.Must(new CancelUnits([]), Buyer); return w; }),
            ("replaced", () => { var w = Placed().Paid(); w.Must(new EndOrder(ClaimOutcome.Replaced, w.Now)); return w; }),
            ("totals", () => TotalsOnly()),
        };
        var open = OrdersCodes.NotOpenForChange;
        var expected = new Dictionary<ChangeKind, string?[]>
        {
            [ChangeKind.Address] = [null, null, null, null, open, open, open, open, null],
            [ChangeKind.Quantity] = [null, null, null, null, open, open, open, open, OrdersCodes.LineUnknown],
            [ChangeKind.Exchange] = [null, null, null, null, open, open, open, open, OrdersCodes.LineUnknown],
            [ChangeKind.Price] = [null, OrdersCodes.PriceFixed, OrdersCodes.PriceFixed, OrdersCodes.PriceFixed, OrdersCodes.PriceFixed, OrdersCodes.PriceFixed,
                OrdersCodes.PriceFixed, OrdersCodes.PriceFixed, null],
            [ChangeKind.Remark] = [null, null, null, null, null, null, null, null, null],
        };
        foreach (var change in All())
        {
            Assert.Equal(expected[change.Kind], states.Select(s =>
            {
                var w = s.Make();
                var code = w.Do(new ProposeChange(C, change), Supervisor).Refusal?.Code;
                Assert.Equal(code, OrderChanges.Preview(s.Make().Order, change).Refusal?.Code);
                if (code is null) w.Must(new ConfirmChange(C), Supervisor);
                return code;
            }));
        }
    }

    [Fact]
    public void Hostile_changes_get_a_typed_refusal()
    {
        foreach (var (code, change) in new (string, OrderChange)[]
        {
            (OrdersCodes.ChangeInvalid, new OrderChange(0)), (OrdersCodes.ChangeInvalid, new OrderChange((ChangeKind)77)),
                (OrdersCodes.ChangeInvalid, new OrderChange(ChangeKind.Address)),
            (OrdersCodes.ChangeInvalid, OrderChange.ToAddress(default)), (OrdersCodes.ChangeInvalid, new OrderChange(ChangeKind.Quantity) { Line = A }),
            (OrdersCodes.LineUnknown, OrderChange.ToQuantity(default, Units(1))),
            (OrdersCodes.ChangeInvalid, OrderChange.ToQuantity(A, Units(0))),
            (OrdersCodes.ChangeInvalid, OrderChange.ToQuantity(A, Units(OrderChange.UnitsMax + 1))),
            (OrdersCodes.ChangeInvalid, OrderChange.ToQuantity(A, Units(long.MaxValue))),
            (OrdersCodes.ChangeInvalid, OrderChange.ToQuantity(A, Units(1), Yuan(1))),
            (OrdersCodes.AmountsInvalid, OrderChange.ToQuantity(A, Units(3), Yuan(-1))),
            (OrdersCodes.AmountsInvalid, OrderChange.ToQuantity(A, Units(3), Money.OfMinor(1, Currency.Of("USD")))),
            (OrdersCodes.ChangeInvalid, OrderChange.ToQuantity(A, Units(3), Money.Fen(long.MaxValue))),
            (OrdersCodes.LineUnknown, OrderChange.ToQuantity(LineId.Of("z"), Units(1))), (OrdersCodes.ChangeEmpty, OrderChange.ToQuantity(A, Units(2))),
            (OrdersCodes.ChangeInvalid, OrderChange.ToGoods(A, Units(1), default, LineId.Of("n"))),
            (OrdersCodes.ChangeInvalid, OrderChange.ToGoods(A, Units(1), SkuId.Of("x"), default)),
            (KernelCodes.LedgerUnitsShort, OrderChange.ToGoods(A, Units(3), SkuId.Of("x"), LineId.Of("n"))),
            (OrdersCodes.ChangeInvalid, new OrderChange(ChangeKind.Price)),
            (OrdersCodes.AmountsInvalid, OrderChange.ToPrice(new(Money.OfMinor(1, Currency.Of("USD"))))),
            (OrdersCodes.ChangeInvalid, OrderChange.ToRemark(new string('x', 2_001))),
        })
        {
            Placed().MustNot(code, new ProposeChange(C, change), Supervisor);
        }

        var unknown = new World();
        unknown.Must(Placing(new(Yuan(90)), new OrderedLine(A, Units(3), Yuan(90), [])));
        unknown.MustNot(OrdersCodes.LineFixed, new ProposeChange(C, OrderChange.ToQuantity(A, Units(2))), Agent);
    }

    [Fact]
    public void An_event_that_the_ledgers_do_not_permit_is_not_folded()
    {
        var w = Placed().Paid();
        foreach (var e in new OrderEvent[]
        {
            new LineAmended(A, [new(A, QuantityDelta.Of(-1), Yuan(-49))], Yuan(0)), new LineAmended(A, [new(A, QuantityDelta.Of(-3), Yuan(-150))], Yuan(0)),
            new LineAmended(A, [new(LineId.Of("z"), QuantityDelta.Of(1), Yuan(1))], Yuan(0)), new ChangeConfirmed(C, Agent.Id, w.Now), new ChangeLapsed(C),
        })
        {
            // By name: where the framework has no such exception, each assembly brings its own.
            Assert.Equal("UnreachableException", Assert.ThrowsAny<Exception>(() => OrderDecider.Evolve(w.Order, e)).GetType().Name);
        }
    }

    [Theory]
    [InlineData("P1D", "P1M", "$.validFor")]
    [InlineData("P1D", "PT0S", "$.validFor")]
    [InlineData("\"Exchange\"", "\"Swap\"", "$.kinds.Exchange")]
    [InlineData("\"Exchange\"", "\"Swap\"", "$.kinds.Swap")]
    [InlineData("\"split\"", "\"spilt\"", "$.split")]
    [InlineData("\"confirm\"", "\"confirms\"", "$.kinds.Address.confirm")]
    public void A_bad_document_is_refused_with_its_path(string old, string next, string path)
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("changes.json").Span);
        Assert.Contains(old, text);
        var refusal = ChangeRules.Load(Encoding.UTF8.GetBytes(text.Replace(old, next))).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        Assert.Contains(refusal.Reasons, r => r.Arguments.Items.Contains(new Argument("path", path)));
    }

    [Fact]
    public void How_long_a_proposal_stands_is_the_documents()
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("changes.json").Span).Replace("P1D", "PT2H");
        var policies = OrderPolicies.Default.With(DeskRules.Default with { Changes = ChangeRules.Load(Encoding.UTF8.GetBytes(text)).ValueOrThrow() });
        var w = ProcessScenarios.Big(100, policies);
        w.Must(new ProposeChange(C, OrderChange.ToRemark("x")), Agent);
        Assert.Equal(w.Now + Duration.FromHours(2), w.Order.Change(C)!.Until);
    }

    internal static OrderChange[] All() =>
    [
        OrderChange.ToAddress(PersonToken.Of("t")), OrderChange.ToQuantity(A, Units(3)), OrderChange.ToGoods(A, Units(1), SkuId.Of("x"), LineId.Of("n")),
        OrderChange.ToPrice(new(Yuan(90))), OrderChange.ToRemark("x"),
    ];

    private static void Confirm(World w, OrderChange change)
    {
        var id = ChangeId.Of($"n{w.Order.Changes.Count}");
        w.Must(new ProposeChange(id, change), Agent);
        w.Must(new ConfirmChange(id), Agent);
    }
}
