using System.Text;
using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Desk;

// Fails when a hold lets through what it forbids or stops what it does not, when somebody ends it who may not,
// or when a rejection cancels other units than those that it covers, or leaves their money unowed.
public class HoldScenarios
{
    private static readonly HoldId H = HoldId.Of("h");
    private static readonly ShipmentId S1 = ShipmentId.Of("s1");

    private static readonly (HoldScopes Scope, Func<World, OrderCommand> Make, Actor Actor)[] Asks =
    [
        (HoldScopes.Ship, w => new ShipShipment(S1, w.Now, [], []), Warehouse),
        (HoldScopes.Refund, _ => new OweRefund(RefundId.Of("r"), Yuan(10), []), Agent),
        (HoldScopes.Refund, _ => new WithholdMoney(null, [new(LineId.Of("a"), Units(1))], "wear"), Finance),
        (HoldScopes.Refund, _ => new ReleaseWithheld(null, "goodwill"), Finance),
        (HoldScopes.Edit, _ => new CancelUnits([]), Agent),
        (HoldScopes.Edit, _ => new AmendPrice(new(Yuan(90))), Agent),
    ];

    [Fact]
    public void Every_kind_of_hold_forbids_what_its_scopes_say_and_nothing_else()
    {
        foreach (var kind in HoldKind.Named)
        {
            foreach (var scopes in Enumerable.Range(1, 15).Select(s => (HoldScopes)s))
            {
                foreach (var (scope, make, actor) in Asks)
                {
                    var w = Placed().Paid(170).Planned();
                    w.Must(new WithholdMoney(Yuan(10), [], "deposit"), Finance);
                    w.Must(new PlaceHold(H, kind, scopes), Agent);
                    var code = w.Do(make(w), actor).Refusal?.Code;
                    Assert.True((code == OrdersCodes.Held) == scopes.HasFlag(scope), $"{kind} {scopes} {make(w).GetType().Name}: {code}");
                }
            }
        }
    }

    [Fact]
    public void Who_may_release_or_reject_each_kind_is_the_documents()
    {
        var rules = DeskRules.Default.Holds.Policy;
        foreach (var kind in HoldKind.Named.Append(HoldKind.Of("OurOwn")))
        {
            foreach (var actor in new[] { Agent, Supervisor, Finance, Warehouse, Buyer })
            {
                var rule = rules.Of(kind);
                var (release, reject) = (Held(kind), Held(kind));
                Assert.Equal(rule.Release.Items.Contains(actor.Roles[0]) ? null : OrdersCodes.HoldRoleMissing,
                    release.Do(new ReleaseHold(H), actor).Refusal?.Code);
                Assert.Equal(rule.Reject.Items.Contains(actor.Roles[0]) ? null : OrdersCodes.HoldRoleMissing,
                    reject.Do(new RejectHold(H, "no"), actor).Refusal?.Code);
            }
        }
    }

    [Fact]
    public void A_phone_number_in_the_words_of_a_rejection_does_not_reach_the_trail()
    {
        var w = Held(HoldKind.PaymentRisk);
        w.Must(new RejectHold(H, "buyer asks to be called at 138-0013-8000"), Finance);
        Assert.DoesNotContain("0013", string.Concat(w.Events) + string.Concat(w.Reasons.Items), StringComparison.Ordinal);
        Assert.Contains("buyer asks to be called", w.Events.OfType<HoldRejected>().Single().Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_names_the_roles_that_are_missing_and_the_document()
    {
        var refusal = Held(HoldKind.PaymentRisk).MustNot(OrdersCodes.HoldRoleMissing, new ReleaseHold(H), Agent);
        Assert.Contains(new Argument("roles", "finance, supervisor"), refusal.Arguments);
        var done = Held(HoldKind.PaymentRisk).Must(new ReleaseHold(H), Finance);
        Assert.Contains(done.Policies, p => p.Name == "holds");
    }

    [Fact]
    public void A_rejected_order_is_cancelled_whole_and_its_money_owed_back()
    {
        var w = Held(HoldKind.AnomalyReview).Planned();
        w.Must(new RejectHold(H, "fraud"), Supervisor);
        w.Says(OrdersCodes.HoldRejectedNow);
        Assert.Equal((OrderStatus.Cancelled, Yuan(160), Yuan(0)), (w.Statuses.Headline, w.Order.PendingUnassigned, w.Order.Money.Kept));
        Assert.Equal(CancelCause.Rejected, Assert.Single(w.Events.OfType<UnitsCancelled>()).Cause);
        Assert.Empty(w.Order.Holds);
        Assert.Equal("money-held", w.Order.Process!.Step);
        w.MustNot(OrdersCodes.HoldUnknown, new RejectHold(H, "again"), Supervisor);
    }

    [Fact]
    public void The_review_of_the_workflow_is_rejected_like_any_hold()
    {
        var w = ProcessScenarios.Big(60_000).Paid(60_000);
        var review = Assert.Single(w.Order.Holds);
        w.MustNot(OrdersCodes.HoldRoleMissing, new RejectHold(review.Id, "no"), Agent);
        w.Must(new RejectHold(review.Id, "bought by a reseller"), Supervisor);
        Assert.Equal((OrderStatus.Cancelled, Yuan(60_000)), (w.Statuses.Headline, w.Order.PendingUnassigned));
        Assert.Empty(w.Order.Holds);
    }

    [Fact]
    public void A_rejected_line_leaves_the_others_alone()
    {
        var w = Placed().Paid();
        w.Must(new PlaceHold(H, HoldKind.AnomalyReview, HoldScopes.Ship) { Line = LineId.Of("b") }, Agent);
        w.Must(new RejectHold(H, "limited edition"), Supervisor);
        Assert.Equal((OrderStatus.AwaitingFulfilment, Yuan(50), 2L), (w.Statuses.Headline, w.Order.PendingUnassigned, w.Order.Lines[0].Units.Open.Units));
    }

    [Fact]
    public void A_rejected_parcel_takes_its_own_units_and_not_those_that_are_open()
    {
        var w = Placed().Paid().Planned("s1", true, Units("a", 1));
        w.Must(new PlaceHold(H, HoldKind.WeightMismatch, HoldScopes.Ship) { Shipment = S1 }, Warehouse);
        w.Must(new RejectHold(H, "damaged"), Supervisor);
        Assert.Equal((ShipmentStatus.Cancelled, 1L, 1L, 1L),
            (w.Order.Shipment(S1)!.Status, w.Order.Lines[0].Units.Open.Units, w.Order.Lines[0].Units.Cancelled.Units, w.Order.Lines[1].Units.Open.Units));
        Assert.Equal(Yuan(50), w.Order.PendingUnassigned);
    }

    [Fact]
    public void What_was_sent_stays_sent_when_a_hold_is_rejected()
    {
        var w = Placed().Paid().Shipped();
        w.Must(new PlaceHold(H, HoldKind.AnomalyReview, HoldScopes.Settle), Agent);
        w.Must(new RejectHold(H, "too late"), Supervisor);
        Assert.Equal((OrderStatus.Shipped, Yuan(0)), (w.Statuses.Headline, w.Order.Money.RefundPending));
        Assert.DoesNotContain(w.Events, e => e is UnitsCancelled);
        var p = Placed().Paid().Shipped("s1", Units("a", 2));
        p.Must(new PlaceHold(H, HoldKind.AnomalyReview, HoldScopes.Ship), Agent);
        p.Must(new RejectHold(H, "rest not"), Supervisor);
        Assert.Equal((OrderStatus.Shipped, Yuan(50)), (p.Statuses.Headline, p.Order.PendingUnassigned));
    }

    [Fact]
    public void A_bundle_of_which_one_component_is_rejected_goes_whole()
    {
        var w = new World();
        w.Must(Placing(new(Yuan(100)), Bundle("a", 3, 100, 2, 1)));
        w.Paid(100);
        w.Planned("s1", true, Units("a#1", 3));
        w.Must(new PlaceHold(H, HoldKind.WeightMismatch, HoldScopes.Ship) { Shipment = S1 }, Warehouse);
        w.Must(new RejectHold(H, "broken"), Supervisor);
        Assert.Equal([4L, 2L], w.Order.Lines.Items.Select(l => l.Units.Cancelled.Units));
        w.Must(new PlaceHold(H, HoldKind.AnomalyReview, HoldScopes.Ship) { Line = LineId.Of("a#2") }, Agent);
        w.Must(new RejectHold(H, "all"), Supervisor);
        Assert.Equal((OrderStatus.Cancelled, Yuan(100)), (w.Statuses.Headline, w.Order.PendingUnassigned));
    }

    [Fact]
    public void An_order_without_lines_ends_when_its_hold_is_rejected()
    {
        var w = TotalsOnly().Paid(100);
        w.Must(new PlaceHold(H, HoldKind.PaymentRisk, HoldScopes.Settle), Agent);
        w.Must(new RejectHold(H, "stolen card"), Finance);
        Assert.Equal((OrderStatus.Closed, Yuan(100)), (w.Statuses.Headline, w.Order.PendingUnassigned));
    }

    [Fact]
    public void The_channels_holds_are_rejected_by_nobody_and_several_holds_end_one_by_one()
    {
        var w = Placed().Paid().Planned();
        w.Must(new SetChannelHolds([HoldKind.ChannelLock]));
        w.Must(new PlaceHold(H, HoldKind.AddressReview, HoldScopes.Ship), Agent);
        w.Must(new PlaceHold(HoldId.Of("h2"), HoldKind.Scheduled, HoldScopes.Ship) { Until = w.Now + Duration.FromHours(1) }, Agent);
        w.MustNot(OrdersCodes.HoldOfOther, new RejectHold(HoldId.Of("channel:ChannelLock"), "x"), Supervisor);
        w.Must(new ReleaseHold(H), Agent);
        w.MustNot(OrdersCodes.Held, new ShipShipment(S1, w.Now, [], []), Warehouse);
        w.Must(new SetChannelHolds([]));
        w.MustNot(OrdersCodes.Held, new ShipShipment(S1, w.Now, [], []), Warehouse);
        w.Now += Duration.FromHours(1);
        w.Shipped();
    }

    [Theory]
    [InlineData("\"supervisor\"", "\"\"", "$.kinds.AnomalyReview.release[0]")]
    [InlineData("[\"supervisor\"]", "[]", "$.kinds.AnomalyReview.release")]
    [InlineData("\"otherwise\"", "\"others\"", "$.otherwise")]
    [InlineData("\"release\"", "\"free\"", "$.kinds.AnomalyReview.free")]
    [InlineData("\"AnomalyReview\"", "\" \"", "$.kinds[' ']")]
    [InlineData("holds-1.json", "holds-2.json", "$.$schema")]
    public void A_bad_document_is_refused_with_its_path(string old, string next, string path)
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded("holds.json").Span);
        Assert.Contains(old, text);
        var refusal = HoldRules.Load(Encoding.UTF8.GetBytes(text.Replace(old, next))).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        Assert.Contains(refusal.Reasons, r => r.Arguments.Items.Contains(new Argument("path", path)));
    }

    private static World Held(HoldKind kind)
    {
        var w = Placed().Paid();
        w.Must(new PlaceHold(H, kind, HoldScopes.Ship), Agent);
        return w;
    }
}
