using FsCheck.Xunit;
using NodaTime;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// The merge is a join: any arrival order and any repetition end in the same state, and replay rebuilds it. Fails when an axis is merged by arrival, when a
/// tie is left open, or when events lose something.
/// </summary>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public sealed class IntakeLaws
{
    private static readonly OrderKey Order = new(TenantId.Of("t1"), ChannelId.Of("taobao"), ShopId.Of("s1"), OrderNumber.Of("1"));
    private static readonly Instant Start = Instant.FromUtc(2026, 2, 9, 0, 0);

    [Law(150, 2_000)]
    public bool All_permutations_of_short_histories_end_the_same(ShortHistory history)
    {
        var claims = history.Claims.ToArray();
        var expected = Told(Fold(claims));
        return Permutations(claims.Length).All(order => Told(Fold(order.Select(i => claims[i]))) == expected);
    }

    [Law(200, 5_000)]
    public bool Random_orders_and_repeats_of_long_histories_end_the_same(LongHistory history) =>
        Told(Fold(history.Claims)) == Told(Fold([.. history.Shuffled, .. history.Claims, .. history.Shuffled]));

    [Law(200, 5_000)]
    public bool Only_a_whole_record_says_that_nothing_is_to_be_sent_and_amounts_after_refunds_give_way(LongHistory history)
    {
        var merged = Fold(history.Claims).Merged!;
        var whole = history.Claims.Where(c => c.Scope == ClaimScope.Whole).ToList();
        var sums = history.Claims.Where(c => c.Amounts is not null).ToList();
        return merged.IsWithoutFulfilment == whole.All(c => !c.NeedsFulfilment)
            && merged.IsShippingNeverTold == whole.All(c => c.IsShippingNeverTold)
            && merged.AreAmountsAfterRefunds == (sums.Count > 0 && sums.All(c => c.AreAmountsAfterRefunds))
            && merged.Scope == (whole.Count > 0 ? ClaimScope.Whole : ClaimScope.Part)
            && merged.SourceTime == history.Claims.Max(c => c.SourceTime);
    }

    [Fact]
    public void A_merge_by_arrival_would_break_the_law()
    {
        // The same property on a wrong merge: the last claim to arrive wins on payment.
        var early = Make(1) with { SourceTime = Start, Payment = PaymentStatus.Unpaid };
        var late = Make(1) with { SourceTime = Start + Duration.FromHours(1), Payment = PaymentStatus.Paid };
        PaymentStatus? Wrong(params Claim[] claims) => claims.Aggregate((PaymentStatus?)null, (_, c) => c.Payment);
        Assert.NotEqual(Wrong(early, late), Wrong(late, early));
        Assert.Equal(Fold([early, late]).Merged!.Payment, Fold([late, early]).Merged!.Payment);
    }

    [Law(150)]
    public bool Replay_of_stored_bytes_rebuilds_the_state(Claim[] claims)
    {
        var events = new List<IntakeEvent>();
        var state = Fold(claims, events);
        var header = new EventHeader(Start, ActorId.Of("kernel"), MessageId.Of("m"), [], []);
        var head = new StreamHead(Order.Stream(), 0, ChainHash.Genesis(Order.Stream()));
        var replayed = events.Select(e => IntakeEvents.Codec.Decode(IntakeEvents.Codec.Seal(head, e, header))).Aggregate(IntakeState.Empty, Intake.Evolve);
        return replayed == state;
    }

    [Law(100)]
    public bool What_is_accepted_a_second_time_is_a_repeat_without_events(Claim[] claims)
    {
        var state = Fold(claims);
        return claims.All(c => Intake.OutcomeOf(Intake.Decide(state, c, Hash(c)).ValueOrThrow()) == IntakeOutcome.Repeat);
    }

    internal static IntakeState Fold(IEnumerable<Claim> claims, List<IntakeEvent>? events = null)
    {
        var state = IntakeState.Empty;
        foreach (var claim in claims)
        {
            foreach (var happened in Intake.Decide(state, claim, Hash(claim)).ValueOrThrow().Events)
            {
                events?.Add(happened);
                state = Intake.Evolve(state, happened);
            }
        }

        return state;
    }

    /// <summary>
    /// The state without the fingerprints: a record that says nothing beyond an earlier one leaves none, and whether it came earlier is arrival.
    /// </summary>
    private static IntakeState Told(IntakeState state) => state with { Seen = default };

    internal static string Hash(Claim claim) => $"h{(uint)ClaimContent.Of(claim).ToString().GetHashCode(StringComparison.Ordinal)}";

    /// <summary>A claim from a number: few source times, so that ties are common; each axis told or not.</summary>
    internal static Claim Make(int seed)
    {
        var bits = unchecked((uint)seed * 2654435761u);
        uint Next(uint of)
        {
            bits = unchecked((bits * 1664525u) + 1013904223u);
            return (bits >> 8) % of;
        }

        T? Maybe<T>(T value) where T : struct => Next(3) > 0 ? value : null;
        ValueList<ClaimedUnits> Units() => Next(2) == 0 ? default : [new ClaimedUnits(LineId.Of("1"), Quantity.Of(1 + Next(3)))];
        var at = Start + Duration.FromMinutes(Next(4));
        var due = Money.Fen(1000 + Next(3));
        ClaimedLine Line() => new(LineId.Of("1"), "A", Quantity.Of(1 + Next(3)), due, [new(SkuId.Of("A"), Quantity.Of(1))])
        {
            Title = Next(3) == 0 ? null : "茶",
            Fulfilment = Maybe((FulfilmentStatus)(1 + Next(10))),
            AfterSales = Maybe((AfterSalesStatus)(1 + Next(13))),
            Outcome = Maybe((ClaimOutcome)(1 + Next(3))),
        };
        ClaimedCase Case() => new(CaseId.Of($"c{Next(2)}"), CaseKind.RefundOnly, (AfterSalesStatus)(2 + Next(12)), due)
        {
            Line = Maybe(LineId.Of("1")),
            Units = Maybe(Quantity.Of(1 + Next(2))),
            RequestedAt = Maybe(at),
            ReasonText = Next(3) == 0 ? null : "too small",
            Awaited = Maybe((Party)(1 + Next(2))),
            EndedBy = Maybe((Party)(1 + Next(2))),
            IsDisputed = Next(2) == 0,
        };
        return new Claim
        {
            Order = Order,
            Scope = Next(3) == 0 ? ClaimScope.Part : ClaimScope.Whole,
            SourceTime = at,
            Profile = PolicyReference.Of("p", "1", "h"),
            ChannelCode = "TB",
            ZoneName = "Asia/Shanghai",
            CreatedAt = Maybe(Start),
            PaidAt = Maybe(at),
            Payment = Maybe((PaymentStatus)(1 + Next(8))),
            Fulfilment = Maybe((FulfilmentStatus)(1 + Next(10))),
            AfterSales = Maybe((AfterSalesStatus)(1 + Next(13))),
            Outcome = Maybe((ClaimOutcome)(1 + Next(3))),
            Holds = Maybe(Next(2) == 0 ? default : new ValueList<HoldKind>().Add(HoldKind.ChannelLock)),
            Amounts = Next(3) > 0 ? new OrderAmounts(due) { ListPrice = due } : null,
            AreAmountsAfterRefunds = Next(4) == 0,
            PaidAmount = Maybe(Money.Fen(Next(1000))),
            RefundedAmount = Maybe(Money.Fen(Next(1000))),
            NeedsFulfilment = Next(5) > 0,
            Lines = Next(2) == 0 ? default : [Line()],
            Shipments = Next(2) == 0 ? default : [new ClaimedShipment(Waybill.Of($"w{Next(3)}"), CarrierId.Of(Next(2) == 0 ? "SF" : "ZTO"), [LineId.Of("1")]) { Units = Units() }],
            Cases = Next(2) == 0 ? default : [Case()],
            Recipient = Next(2) == 0
                ? null
                : new Recipient(PersonName.Of("王五"), PhoneNumber.Of("13800000000"), new PostalAddress("浙江省", $"市{Next(3)}", null, null) { Country = Next(2) == 0 ? null : "CN" }.WithDetail("某路1号")),
            ShippedAt = Maybe(at + Duration.FromMinutes(Next(3))),
            DeliveredAt = Maybe(at + Duration.FromMinutes(Next(3))),
            EndedAt = Maybe(at + Duration.FromMilliseconds(Next(3))),
            Terms = Maybe((PaymentTerms)(1 + Next(4))),
            IsShippingNeverTold = Next(3) == 0,
            Customer = Next(2) == 0 ? default : PersonName.Of($"买家{Next(3)}"),
            Findings = Next(4) > 0 ? default : [Finding.Of("$.total", "channels.amounts-differ", ("what", "a \"b\""))],
            PaidBy = Next(3) > 0 ? default : [new ClaimedTender((Tender)(1 + Next(5)), Money.Fen(1 + Next(100)))],
        };
    }

    private static IEnumerable<int[]> Permutations(int count)
    {
        if (count == 0) return [[]];
        return Permutations(count - 1).SelectMany(p => Enumerable.Range(0, count).Select(at => (int[])[.. p.Take(at), count - 1, .. p.Skip(at)]));
    }
}
