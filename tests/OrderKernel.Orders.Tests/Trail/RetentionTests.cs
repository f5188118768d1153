using System.Text;
using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Trail;

// Fails when content goes before its time, in spite of a legal hold, or of an order that
// is not over; when a chain breaks by it; or when a number of the document is decoration.
public class RetentionTests
{
    private static readonly RetentionPolicy Policy = RetentionPolicy.Default.Policy;

    private static EventEnvelope[] Cancelled(params OrderCommand[] more)
    {
        var w = Placed();
        w.Must(new CancelUnits([]), Buyer);
        foreach (var command in more) w.Must(command, Supervisor);
        return WithClaims(w);
    }

    /// <summary>What a channel said stands before, between and after the order's own events.</summary>
    private static EventEnvelope[] WithClaims(World world)
    {
        var head = new StreamHead(Stored.Stream, 0, ChainHash.Genesis(Stored.Stream));
        var all = new List<EventEnvelope>();
        var i = 0;
        foreach (var e in world.Events)
        {
            var header = Stored.Header(i++);
            var bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(OrderEvents.Codec.Encode(e, header).ToArray())
                .Replace(OrderEvents.Codec.NameOf(e), "channels.claim-accepted"));
            all.Add(new(head.Stream, head.Version + 1, "channels.claim-accepted", header.At, bytes, head.Hash.Next(bytes)));
            head = new(head.Stream, head.Version + 1, all[all.Count - 1].Hash);
            all.Add(OrderEvents.Codec.Seal(head, e, header));
            head = new(head.Stream, head.Version + 1, all[all.Count - 1].Hash);
        }

        return [.. all];
    }

    private static Instant Last(EventEnvelope[] events) => events.Max(e => e.At);

    private static RetentionPlan Plan(EventEnvelope[] events, Duration after, RetentionPolicy? policy = null) =>
        RetentionPlan.Of(events, policy ?? Policy, Last(events) + after).ValueOrThrow();

    [Fact]
    public void Detail_goes_after_180_days_and_records_after_three_years()
    {
        var events = Cancelled();
        var day = Duration.FromDays(1);
        Assert.Empty(Plan(events, (day * 180) - Duration.Epsilon).Versions);
        Assert.Equal(TrailCodes.KeptYoung, Plan(events, (day * 180) - Duration.Epsilon).Why[0].Code);
        var detail = Plan(events, day * 180);
        Assert.Equal(TrailCodes.DetailDue, detail.Why[0].Code);
        Assert.Equal(events.Where(e => e.Type.StartsWith("channels.", StringComparison.Ordinal)).Select(e => e.Version), detail.Versions);
        Assert.Equal(detail.Versions, Plan(events, (day * 1095) - Duration.Epsilon).Versions);
        Assert.Equal(events.Select(e => e.Version), Plan(events, day * 1095).Versions);
        Assert.Equal(TrailCodes.RecordsDue, Plan(events, day * 1095).Why[0].Code);
    }

    [Fact]
    public void A_legal_hold_stops_it_and_its_release_lets_it_go_on()
    {
        var set = new SetLegalHold(EvidenceReference.Of("case"), "court");
        var years = Duration.FromDays(5000);
        Assert.Equal(TrailCodes.KeptByLaw, Plan(Cancelled(set), years).Why[0].Code);
        Assert.Empty(Plan(Cancelled(set), years).Versions);
        Assert.NotEmpty(Plan(Cancelled(set, new ReleaseLegalHold(EvidenceReference.Of("case"))), years).Versions);
    }

    [Fact]
    public void An_order_that_is_not_over_or_owes_money_keeps_everything()
    {
        var years = Duration.FromDays(5000);
        foreach (var world in new[] { Placed(), Placed().Paid(), Placed().Paid().Shipped(), Placed().Paid().Shipped().Delivered() })
            Assert.Equal(TrailCodes.KeptOpen, Plan(WithClaims(world), years).Why[0].Code);
        var owing = Placed().Paid();
        owing.Must(new CancelUnits([]), Channel);
        Assert.Equal((OrderStatus.Cancelled, TrailCodes.KeptOpen), (owing.Statuses.Headline, Plan(WithClaims(owing), years).Why[0].Code));
    }

    [Fact]
    public void Dropping_keeps_the_chain_the_head_and_until_records_go_the_order()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var events = WithClaims(Stored.Story(seed, 60));
            var plans = new[] { 0, 179, 180, 400, 1095, 2000 }.Select(d => Plan(events, Duration.FromDays(d)).Versions.Items.ToArray()).ToArray();
            for (var i = 1; i < plans.Length; i++) Assert.Empty(plans[i - 1].Except(plans[i]));
            foreach (var days in new[] { 180, 2000 })
            {
                var plan = Plan(events, Duration.FromDays(days));
                EventEnvelope[] left = [.. plan.Apply(events, new LocalDate(2029, 3, 1))];
                Assert.Null(ChainVerifier.Check(Stored.Head(events), left));
                Assert.Equal(plan.Versions.Count, left.Count(e => e.IsDropped));
                Assert.True(TrailVerifier.Verify(TrailFile.Write(Stored.Head(events), left, Stored.Head(events)), Stored.Head(events)).IsSound);
                Assert.Empty(RetentionPlan.Of(left, Policy, Last(events) + Duration.FromDays(days)).ValueOrThrow().Versions);
                if (days == 180)
                    Assert.Equal(OrderTrail.AsOf(events, Instant.MaxValue).ValueOrThrow().Order, OrderTrail.AsOf(left, Instant.MaxValue).ValueOrThrow().Order);
            }
        }
    }

    [Fact]
    public void A_plan_that_forgets_the_hold_or_a_drop_that_forgets_the_hash_is_caught()
    {
        var held = Cancelled(new SetLegalHold(EvidenceReference.Of("case"), "court"));
        var forgetful = held.Where(e => e.Type != "orders.legal-hold-set").ToArray();
        Assert.NotEmpty(RetentionPlan.Of(forgetful, Policy, Last(held) + Duration.FromDays(400)).ValueOrThrow().Versions);
        var events = Cancelled();
        events[2] = events[2] with { Bytes = ReadOnlyMemory<byte>.Empty };
        Assert.Equal(KernelCodes.ChainHashMismatch, ChainVerifier.Check(Stored.Head(events), events)?.Code);
    }

    [Theory]
    [InlineData("P180D", "P10D", 10)]
    [InlineData("\"channels.\"", "\"orders.placed\"", 180)]
    public void Each_number_and_word_of_the_document_counts(string old, string next, int days)
    {
        var policy = RetentionPolicy.Load(Encoding.UTF8.GetBytes(Text().Replace(old, next))).ValueOrThrow().Policy;
        var events = Cancelled();
        Assert.NotEqual(Plan(events, Duration.FromDays(days)).Versions, Plan(events, Duration.FromDays(days), policy).Versions);
    }

    [Theory]
    [InlineData("P180D", "P2000D", "$.recordsFor")]
    [InlineData("P180D", "PT0S", "$.detailFor")]
    [InlineData("P1095D", "three years", "$.recordsFor")]
    [InlineData("[\"legal\", \"supervisor\"]", "[]", "$.legalHold.roles")]
    [InlineData("\"legalHold\"", "\"legalHeld\"", "$.legalHold")]
    [InlineData("\"channels.\"", "\"\"", "$.detail[0]")]
    public void A_bad_document_is_refused_with_its_path(string old, string next, string path)
    {
        var refusal = RetentionPolicy.Load(Encoding.UTF8.GetBytes(Text().Replace(old, next))).Refusal!;
        Assert.Contains(refusal.Reasons, r => r.Arguments.Items.Contains(new Argument("path", path)));
    }

    private static string Text() => Encoding.UTF8.GetString(OrderPolicies.Embedded("retention.json").ToArray());
}
