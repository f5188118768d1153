using System.Text;
using NodaTime;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// The outcomes of intake and what its events hold. Fails when a tombstone is lost, a stale claim changes something, or a name gets into an event.
/// </summary>
public sealed class IntakeTests
{
    private static readonly Instant T0 = Instant.FromUtc(2026, 2, 9, 0, 0);

    [Fact]
    public void A_whole_claim_applies_and_tells_what_it_changed()
    {
        var decision = Intake.Decide(IntakeState.Empty, Whole(0, PaymentStatus.Unpaid), "a").ValueOrThrow();
        var accepted = Assert.IsType<ClaimAccepted>(Assert.Single(decision.Events));
        Assert.Equal([ClaimAxis.CreatedAt, ClaimAxis.Payment, ClaimAxis.Amounts], accepted.Changed);
        Assert.Equal((IntakeOutcome.Apply, ChannelsCodes.ClaimAccepted), (Intake.OutcomeOf(decision), decision.Reasons[0].Code));
    }

    [Fact]
    public void A_cancel_before_its_order_parks_and_counts_when_the_order_comes()
    {
        var cancel = Part(2) with { Outcome = ClaimOutcome.Ended };
        var parked = Intake.Decide(IntakeState.Empty, cancel, "cancel").ValueOrThrow();
        Assert.Equal((IntakeOutcome.Park, ChannelsCodes.ClaimParked), (Intake.OutcomeOf(parked), parked.Reasons[0].Code));
        var state = Intake.Evolve(IntakeState.Empty, parked.Events[0]);
        Assert.False(state.CanPlace);
        var placed = Intake.Decide(state, Whole(1, PaymentStatus.Paid), "order").ValueOrThrow();
        var accepted = Assert.IsType<ClaimAccepted>(placed.Events[0]);
        Assert.Contains(ClaimAxis.Outcome, accepted.Changed);
        state = Intake.Evolve(state, accepted);
        Assert.True(state.CanPlace);
        Assert.Equal((ClaimOutcome.Ended, PaymentStatus.Paid), (state.Merged!.Outcome, state.Merged.Payment));
    }

    [Fact]
    public void An_older_update_is_stale_and_changes_nothing_but_the_memory_of_it()
    {
        var state = Evolve(IntakeState.Empty, Whole(5, PaymentStatus.Paid), "new");
        var decision = Intake.Decide(state, Whole(1, PaymentStatus.Unpaid), "old").ValueOrThrow();
        Assert.Equal((IntakeOutcome.Stale, ChannelsCodes.ClaimStale), (Intake.OutcomeOf(decision), decision.Reasons[0].Code));
        Assert.Equal(state.Merged, Intake.Evolve(state, decision.Events[0]).Merged);
        Assert.True(Intake.Evolve(state, decision.Events[0]).HasSeen("old"));
    }

    [Fact]
    public void An_outranked_whole_record_still_lets_the_order_be_placed()
    {
        // Found by the permutation law: a newer part had told all that the whole record tells.
        var part = Whole(5, PaymentStatus.Paid) with { Scope = ClaimScope.Part };
        var state = Evolve(IntakeState.Empty, part, "part");
        var decision = Intake.Decide(state, Whole(1, PaymentStatus.Unpaid), "whole").ValueOrThrow();
        Assert.Equal(IntakeOutcome.Apply, Intake.OutcomeOf(decision));
        Assert.True(Intake.Evolve(state, decision.Events[0]).CanPlace);
    }

    [Fact]
    public void A_whole_record_that_says_nothing_new_still_lets_the_order_be_placed()
    {
        // Found by the law of random orders: the part had told the very same at the very same time.
        var whole = Whole(5, PaymentStatus.Paid);
        var state = Evolve(IntakeState.Empty, whole with { Scope = ClaimScope.Part }, "part");
        Assert.False(state.CanPlace);
        var decision = Intake.Decide(state, whole, "whole").ValueOrThrow();
        Assert.Equal(IntakeOutcome.Apply, Intake.OutcomeOf(decision));
        Assert.True(Intake.Evolve(state, decision.Events[0]).CanPlace);
    }

    [Fact]
    public void Equal_values_in_other_bytes_are_a_repeat_and_leave_no_trace()
    {
        var state = Evolve(IntakeState.Empty, Whole(5, PaymentStatus.Paid), "bytes");
        Assert.Empty(Intake.Decide(state, Whole(5, PaymentStatus.Paid), "other bytes").ValueOrThrow().Events);
    }

    [Fact]
    public void The_same_content_again_is_a_repeat()
    {
        var state = Evolve(IntakeState.Empty, Whole(5, PaymentStatus.Paid), "new");
        var decision = Intake.Decide(state, Whole(5, PaymentStatus.Paid), "new").ValueOrThrow();
        Assert.Equal((IntakeOutcome.Repeat, 0, ChannelsCodes.ClaimRepeated), (Intake.OutcomeOf(decision), decision.Events.Count, decision.Reasons[0].Code));
    }

    [Fact]
    public void A_claim_of_another_order_is_refused()
    {
        var state = Evolve(IntakeState.Empty, Whole(5, PaymentStatus.Paid), "new");
        var other = Whole(6, PaymentStatus.Paid);
        var result = Intake.Decide(state, other with { Order = other.Order with { Number = OrderNumber.Of("2") } }, "x");
        Assert.Equal(ChannelsCodes.OtherOrder, result.Refusal!.Code);
    }

    [Fact]
    public void A_conflict_is_kept_once_with_the_ledgers_words()
    {
        var claim = Whole(5, PaymentStatus.Paid);
        var decision = Intake.Conflict(claim, "h", Refusal.Of("ledger.units-short", ("wanted", 3)));
        Assert.Equal((IntakeOutcome.Conflict, ChannelsCodes.ConflictRaised), (Intake.OutcomeOf(decision), decision.Reasons[0].Code));
        var state = Intake.Evolve(Intake.Evolve(IntakeState.Empty, decision.Events[0]), decision.Events[0]);
        Assert.Equal("ledger.units-short", Assert.Single(state.Conflicts).Code);
    }

    [Fact]
    public void Of_two_words_at_one_instant_the_further_one_counts()
    {
        var state = Evolve(Evolve(IntakeState.Empty, Whole(1, PaymentStatus.Paid), "z"), Whole(1, PaymentStatus.Unpaid), "zz");
        Assert.Equal(PaymentStatus.Paid, state.Merged!.Payment);
        state = Evolve(Evolve(IntakeState.Empty, Whole(1, PaymentStatus.Unpaid), "zz"), Whole(1, PaymentStatus.Paid), "z");
        Assert.Equal(PaymentStatus.Paid, state.Merged!.Payment);
    }

    [Fact]
    public void Amounts_told_before_a_refund_outrank_later_reduced_ones()
    {
        var full = Whole(1, PaymentStatus.Paid);
        var reduced = Whole(9, PaymentStatus.Refunded) with { Amounts = new OrderAmounts(Money.Fen(0)), AreAmountsAfterRefunds = true };
        Assert.Equal(Money.Fen(1000), Evolve(Evolve(IntakeState.Empty, full, "a"), reduced, "b").Merged!.Amounts!.Due);
        Assert.Equal(Money.Fen(1000), Evolve(Evolve(IntakeState.Empty, reduced, "b"), full, "a").Merged!.Amounts!.Due);
    }

    [Fact]
    public void The_latest_claim_replaces_the_channels_holds_as_one_set()
    {
        var locked = Whole(1, PaymentStatus.Paid) with { Holds = [HoldKind.ChannelLock, HoldKind.PaymentRisk] };
        var free = Whole(2, PaymentStatus.Paid) with { Holds = new ValueList<HoldKind>() };
        Assert.Equal(2, Evolve(IntakeState.Empty, locked, "a").Merged!.Holds!.Value.Count);
        Assert.Empty(Evolve(Evolve(IntakeState.Empty, free, "b"), locked, "a").Merged!.Holds!.Value);
    }

    [Fact]
    public void Events_hold_tokens_and_the_vault_the_clear_values()
    {
        var claim = Whole(1, PaymentStatus.Paid) with
        {
            Customer = PersonName.Of("nick-王小明"),
            Recipient = new Recipient(PersonName.Of("王小明"), PhoneNumber.Of("13812345678"),
                new PostalAddress("浙江省", "杭州市", "西湖区", null).WithDetail("文三路 1 号 502 室")),
        };
        var accepted = Intake.Decide(IntakeState.Empty, claim, "h").ValueOrThrow().Events[0];
        var bytes = IntakeEvents.Codec.Encode(accepted, new EventHeader(T0, ActorId.Of("kernel"), MessageId.Of("m"), [], []));
        var text = Encoding.UTF8.GetString(bytes.Span);
        Assert.DoesNotContain("王小明", text);
        Assert.DoesNotContain("13812345678", text);
        Assert.DoesNotContain("文三路", text);
        Assert.Contains("杭州市", text);
        var entries = ClaimPersons.Of(claim);
        Assert.Equal(2, entries.Length);
        Assert.Equal(claim.Customer, PersonEntry.Customer(entries[0].Value));
        Assert.Equal(claim.Recipient, PersonEntry.Recipient(entries[1].Value));
        Assert.Equal(entries[1].Key, ((ClaimAccepted)accepted).Content.Recipient!.Person);
        Assert.Throws<FormatException>(() => PersonEntry.Customer("[]"u8.ToArray()));
    }

    [Fact]
    public void Events_have_golden_bytes()
    {
        var header = new EventHeader(T0, ActorId.Of("kernel"), MessageId.Of("m1"), [], []);
        string Bytes(IntakeEvent e) => Encoding.UTF8.GetString(IntakeEvents.Codec.Encode(e, header).Span);
        const string order =
            """{"order":{"tenant":"t1","channel":"taobao","shop":"s1","number":"1"},"scope":"Whole","sourceTime":"2026-02-09T00:01:00Z","channelCode":"TB","zoneName":"Asia/Shanghai","createdAt":"2026-02-09T00:00:00Z","payment":"Paid","amounts":{"due":"CNY 10.00","listPrice":"CNY 10.00","sellerDiscount":"CNY 0.00","platformSubsidy":"CNY 0.00","coupon":"CNY 0.00","freight":"CNY 0.00","tax":"CNY 0.00","surcharges":"CNY 0.00"}}""";
        const string start = "\",\"at\":\"2026-02-09T00:00:00Z\",\"actor\":\"kernel\",\"message\":\"m1\",\"policies\":[],\"reasons\":[],\"data\":";
        var content = ClaimContent.Of(Whole(1, PaymentStatus.Paid));
        Assert.Equal("""{"type":"channels.claim-accepted""" + start + """{"contentHash":"h","content":""" + order + ""","changed":["Payment"]}}""",
            Bytes(new ClaimAccepted("h", content, [ClaimAxis.Payment])));
        Assert.Equal("""{"type":"channels.claim-parked""" + start + """{"contentHash":"h","content":""" + order + "}}", Bytes(new ClaimParked("h", content)));
        Assert.Equal("""{"type":"channels.claim-stale""" + start + """{"contentHash":"h","sourceTime":"2026-02-09T00:00:00Z","outranked":["Payment"]}}""",
            Bytes(new ClaimStale("h", T0, [ClaimAxis.Payment])));
        Assert.Equal(
            """{"type":"channels.conflict-raised""" + start
                + """{"contentHash":"h","sourceTime":"2026-02-09T00:00:00Z","code":"ledger.units-short","arguments":[{"name":"wanted","value":"3"}]}}""",
            Bytes(new ConflictRaised("h", T0, "ledger.units-short", [("wanted", 3)])));
        Assert.Equal(["channels.claim-accepted", "channels.claim-parked", "channels.claim-stale", "channels.conflict-raised"], IntakeEvents.Codec.Names);
    }

    private static IntakeState Evolve(IntakeState state, Claim claim, string hash) =>
        Intake.Decide(state, claim, hash).ValueOrThrow().Events.Items.Aggregate(state, Intake.Evolve);

    private static Claim Whole(int minute, PaymentStatus payment) => Part(minute) with
    {
        Scope = ClaimScope.Whole, CreatedAt = T0, Payment = payment, Amounts = new OrderAmounts(Money.Fen(1000)) { ListPrice = Money.Fen(1000) },
    };

    private static Claim Part(int minute) => new()
    {
        Order = new(TenantId.Of("t1"), ChannelId.Of("taobao"), ShopId.Of("s1"), OrderNumber.Of("1")),
        Scope = ClaimScope.Part,
        SourceTime = T0 + Duration.FromMinutes(minute),
        Profile = PolicyReference.Of("p", "1", "h"),
        ChannelCode = "TB",
        ZoneName = "Asia/Shanghai",
    };
}
