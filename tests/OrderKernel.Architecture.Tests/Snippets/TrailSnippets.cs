using NodaTime;
using OrderKernel;
using OrderKernel.Orders;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when what the pages on audit trail and screening show does not compile or not say what their comments say.
public class TrailSnippets
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 2, 9, 4, 0);

    private static PlaceOrder Place()
    {
        var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("web"), ShopId.Of("main"), OrderNumber.Of("1001"));
        var line = new OrderedLine(LineId.Of("1"), Quantity.Of(1), Money.Fen(100), [new(SkuId.Of("MUG-1"), Quantity.Of(1))]);
        return new(key, OrderId.Mint("WB", new LocalDate(2026, 2, 9), key), Noon, PaymentTerms.Prepaid, new OrderAmounts(Money.Fen(100)), [line]);
    }

    [Fact]
    public void Trail()
    {
        var noon = Noon;
        var context = new DecisionContext(new Actor(ActorId.Of("web"), [Role.Channel]), noon, MessageId.Of("m1"));
        var decision = OrderDecider.Decide(null, Place(), OrderPolicies.Default, context).ValueOrThrow();
        var stream = Place().Key.Stream();
        var head = new StreamHead(stream, 0, ChainHash.Genesis(stream));
        var events = new List<EventEnvelope>();
        foreach (var e in decision.Events)
        {
            events.Add(OrderEvents.Codec.Seal(head, e, new EventHeader(noon, context.Actor.Id, context.Message, decision.Reasons, decision.Policies)));
            head = new(stream, events[^1].Version, events[^1].Hash);
        }

        // snippet: audit trail
        var trail = OrderTrail.Of(events).ValueOrThrow();                                        // who, when, why, what changed before → after
        var money = trail.Where(new() { Field = "money" });                                      // only changes below money.
        var then = OrderTrail.AsOf(events, noon).ValueOrThrow();                                 // the order as it was known at noon

        var file = TrailFile.Write(head, events, anchored: head);                                // JSON Lines; keep the anchored head elsewhere too
        var seen = TrailVerifier.Verify(file, head);                                             // seen.Break: kind, version, line, field
        var plan = RetentionPlan.Of(events, RetentionPolicy.Default.Policy, noon + Duration.FromDays(400)).ValueOrThrow();
        // end

        Assert.Equal((events.Count, events.Count), (trail.Entries.Count, (int)then.Version));
        Assert.NotEmpty(money.Entries);
        Assert.True(seen.IsSound);
        Assert.Equal(TrailCodes.KeptOpen, plan.Why[0].Code);
    }

    [Fact]
    public void Screening()
    {
        var place = Place();
        // snippet: screening
        var home = new PostalAddress("Zhejiang", "Hangzhou", "Xihu", null).WithDetail("nearby the market");
        var facts = new ScreeningFacts { Buyer = "b-17", Recipient = new(PersonName.Of("Wang"), default, home) };   // nothing of it is stored
        var verdict = RiskScreen.Judge(place, facts, OrderPolicies.Default.Screening.Policy.Risk!);                 // Elevated: vague address, no phone
        // end

        Assert.Equal((RiskLevel.Elevated, 50), (verdict.Level, verdict.Points));
    }
}
