using NodaTime;

namespace OrderKernel.Channels.Tests;

// What a side says over all its records, and by which time a difference of amounts or of times is held against whom. Fails when a later record that is silent
// wipes out what an earlier one told, when the time of the wrong side or of the wrong event decides, and when what was compared or left is not listed.
public class DiagnosisPartScenarios
{
    private static readonly SideRecord Channel = Told.Shipped(DiagnosisSide.Channel);
    private static readonly SideRecord Erp = Told.Shipped(DiagnosisSide.Erp);
    private static readonly Duration Minute = Duration.FromMinutes(1);

    [Fact]
    public void A_later_record_counts_where_it_says_something_and_what_it_is_silent_about_stays()
    {
        var told = Erp with
        {
            Outcome = ClaimOutcome.Succeeded, DeliveredAt = Told.Noon + Duration.FromHours(9), EndedAt = Told.Noon + Duration.FromHours(10),
        };
        var later = told.SourceTime + Duration.FromHours(20);
        var silent = new SideRecord
        {
            Side = DiagnosisSide.Erp, Number = "1", File = 9, Source = Told.Shop, Words = default, SourceTime = later, IsWhole = false,
        };
        var other = silent with
        {
            Payment = PaymentStatus.Refunded, Fulfilment = FulfilmentStatus.Returned, AfterSales = AfterSalesStatus.Refunded, Outcome = ClaimOutcome.Replaced,
            Terms = PaymentTerms.Deposit, Due = Money.Fen(1), Paid = Money.Fen(2), Refunded = Money.Fen(3), CreatedAt = later + Minute,
            PaidAt = later + (2 * Minute), ShippedAt = later + (3 * Minute), DeliveredAt = later + (4 * Minute), EndedAt = later + (5 * Minute),
        };
        // Whatever a record may be silent about.
        var facts = typeof(SideRecord).GetProperties().Where(p => Nullable.GetUnderlyingType(p.PropertyType) is not null && p.Name != nameof(SideRecord.Source))
            .ToList();
        Assert.Equal(13, facts.Count);
        foreach (var (records, expected) in new[] { (new[] { told, silent }, told), ([silent, told], told), ([told, other], other), ([other, told], other) })
        {
            var says = Assert.Single(Told.One(records).Accounts.Items).Says!;
            Assert.All(facts, f => Assert.Equal((f.Name, f.GetValue(expected)), (f.Name, f.GetValue(says))));
            Assert.Equal(later, says.SourceTime);
        }
    }

    [Fact]
    public void A_whole_record_that_can_tell_an_end_and_tells_none_goes_on()
    {
        var ended = Told.Waiting(DiagnosisSide.Erp) with { Outcome = ClaimOutcome.Ended };
        var later = Told.Waiting(DiagnosisSide.Erp) with { SourceTime = ended.SourceTime + Minute, File = 9 };
        ClaimOutcome? Said(SideRecord next) => Assert.Single(Told.One([ended, next]).Accounts.Items).Says!.Outcome;
        Assert.Null(Said(later));
        Assert.Equal(ClaimOutcome.Ended, Said(later with { IsWhole = false }));
        Assert.Equal(ClaimOutcome.Ended, Said(later with { Words = later.Words with { Outcome = 0 } }));
    }

    // Both sides export until a time; the more was paid at one, and told at another.
    [Theory]
    [InlineData(DiagnosisSubject.Paid, 20, 40, true)]
    [InlineData(DiagnosisSubject.Paid, 40, 20, false)]
    [InlineData(DiagnosisSubject.Refunded, 20, 40, false)]
    [InlineData(DiagnosisSubject.Refunded, 40, 20, true)]
    public void A_sum_is_not_yet_held_against_the_side_that_tells_less(DiagnosisSubject subject, int paidBefore, int toldBefore, bool isNotYet)
    {
        var until = Told.Noon + Duration.FromHours(30);
        foreach (var (more, less) in new[] { (DiagnosisSide.Channel, DiagnosisSide.Erp), (DiagnosisSide.Erp, DiagnosisSide.Channel) })
        {
            var ahead = Told.Shipped(more) with { PaidAt = until - (paidBefore * Minute), ShippedAt = null, SourceTime = until - (toldBefore * Minute) };
            ahead = subject == DiagnosisSubject.Paid ? ahead with { Paid = Money.Fen(20_000) } : ahead with { Refunded = Money.Fen(20_000) };
            var order = Told.One([ahead, Told.Shipped(less) with { ShippedAt = null }], until: until);
            Assert.Equal(isNotYet, order.Uncompared.Items.Contains(new(subject, UncomparedReason.NotYet)));
            Assert.Equal(!isNotYet, order.Disagreements.Items.Any(d => d.Subject == subject));
        }
    }

    [Theory]
    [InlineData(40, 50, 60, false)]
    [InlineData(20, 50, 60, true)]
    [InlineData(40, 20, 20, false)]
    [InlineData(null, 20, 60, true)]
    [InlineData(null, 40, 20, false)]
    [InlineData(null, null, 20, true)]
    [InlineData(null, null, 40, false)]
    public void A_price_is_not_yet_held_against_either_before_it_is_settled(int? paidBefore, int? createdBefore, int toldBefore, bool isNotYet)
    {
        var until = Told.Noon + Duration.FromHours(30);
        Instant? Before(int? minutes) => minutes is { } m ? until - (m * Minute) : null;
        foreach (var (one, other) in new[] { (DiagnosisSide.Channel, DiagnosisSide.Erp), (DiagnosisSide.Erp, DiagnosisSide.Channel) })
        {
            var late = Told.Shipped(one) with
            {
                PaidAt = Before(paidBefore), CreatedAt = Before(createdBefore), SourceTime = Before(toldBefore)!.Value, ShippedAt = null, Due = Money.Fen(1),
            };
            var order = Told.One([late, Told.Shipped(other) with { ShippedAt = null }], until: until);
            Assert.Equal(isNotYet, order.Uncompared.Items.Contains(new(DiagnosisSubject.Due, UncomparedReason.NotYet)));
            Assert.Equal(!isNotYet, order.Disagreements.Items.Any(d => d.Subject == DiagnosisSubject.Due));
        }
    }

    [Fact]
    public void A_price_after_refunds_is_not_held_against_one_before_them()
    {
        var order = Told.One([Channel, Erp with { Due = Money.Fen(1), IsAfterRefunds = true }]);
        Assert.Empty(order.Disagreements.Items);
        Assert.Contains(new(DiagnosisSubject.Due, UncomparedReason.AfterRefunds), order.Uncompared.Items);
        // Of what was paid there is no such before and after.
        var found = Assert.Single(Told.One([Channel, Erp with { Paid = Money.Fen(1), IsAfterRefunds = true }]).Disagreements.Items);
        Assert.Equal(DiagnosisSubject.Paid, found.Subject);
    }

    [Fact]
    public void Times_may_be_reversed_by_as_much_as_clocks_differ()
    {
        var skew = DiagnosisPolicy.Default.Skew;
        var paid = Channel.PaidAt!.Value;
        Assert.Empty(Told.One([Channel, Erp with { ShippedAt = paid - skew, CreatedAt = null }]).Disagreements.Items);
        var found = Assert.Single(Told.One([Channel, Erp with { ShippedAt = paid - skew - Minute, CreatedAt = null }]).Disagreements.Items);
        Assert.Equal((DisagreementKind.TimeOrder, DiagnosisSubject.Times), (found.Kind, found.Subject));
        // The worst of several is told.
        var worst = Assert.Single(Told.One([Channel, Erp with { PaidAt = paid + Duration.FromHours(6), CreatedAt = null },
            Told.Shipped(DiagnosisSide.Crm) with { PaidAt = paid + Duration.FromHours(7), CreatedAt = null }]).Disagreements.Items);
        Assert.Contains(("earlierSide", "Crm"), worst.Why.Arguments.Items.Select(a => (a.Name, a.Value)));
    }

    [Fact]
    public void When_an_order_came_in_is_each_systems_own_matter()
    {
        Assert.Empty(Told.One([Channel, Erp with { CreatedAt = Channel.ShippedAt!.Value + Duration.FromHours(1), PaidAt = null, ShippedAt = null }])
            .Disagreements.Items);
        Assert.NotEmpty(Told.One([Channel, Erp with { CreatedAt = Erp.PaidAt!.Value + Duration.FromHours(1), ShippedAt = null }]).Disagreements.Items);
    }

    [Fact]
    public void What_was_looked_at_is_listed_and_a_side_of_which_only_a_stranger_tells_has_an_account()
    {
        Assert.Contains(DiagnosisSubject.Presence, Told.One([Channel, Erp]).Compared.Items);
        Assert.Contains(DiagnosisSubject.Presence, Told.One([Channel], also: DiagnosisSide.Erp).Compared.Items);
        var strange = Erp with { Source = new(null, "nobody", null) };
        var order = Told.One([Channel, strange], also: DiagnosisSide.Erp);
        Assert.Contains(new(DiagnosisSubject.Presence, UncomparedReason.UnknownSource), order.Uncompared.Items);
        Assert.Equal([(DiagnosisSide.Channel, 1), (DiagnosisSide.Erp, 1)], order.Accounts.Items.Select(a => (a.Side, a.Documents)));
        Assert.Equal(strange, order.Accounts.Items[1].Says);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_export_reaches_back_to_its_first_order_unless_it_is_told_from_when(bool isLaterFirst)
    {
        var early = Erp with { Number = "0", CreatedAt = Told.Noon - Duration.FromHours(2) };
        var late = Erp with { Number = "2", CreatedAt = Told.Noon + Duration.FromHours(2) };
        DiagnosedOrder Of(Instant? from, params SideRecord[] others)
        {
            var reach = new ExportReach(from, Told.Exported);
            foreach (var record in (isLaterFirst ? Enumerable.Reverse(others) : others).Append(Channel)) reach.Take(record);
            return OrderDiagnosis.Of("1", Told.Known.Part([Channel])[0], reach, DiagnosisPolicy.Default);
        }

        Assert.Equal(DisagreementKind.Missing, Assert.Single(Of(null, early, late).Disagreements.Items).Kind);
        Assert.Empty(Of(null, late).Disagreements.Items);
        Assert.NotEmpty(Of(Told.Noon, late).Disagreements.Items);
        Assert.Empty(Of(Told.Noon + Minute, early).Disagreements.Items);
    }

    [Fact]
    public void Words_of_cases_are_three_stages_and_refunds_that_payments_follow_are_words_of_payment()
    {
        SideWords Words(string amounts, string rows) => SideWords.Of(Made.Profile(
            $$"""{{Made.Order}},"amounts":{"due":"total"{{amounts}}},"statuses":[{"path":"state","table":"t"}]""", $$"""
            "tables":{"t":{"rows":{ {{rows}} } } }
            """).Policy);
        string Row(string status) => $$"""
            "w":{"afterSales":"{{status}}","evidence":"seen"}
            """;
        Assert.Equal([1, 2, 2, 3, 3, 3, 2], new[] { "None", "Requested", "Rejected", "Refunded", "Completed", "Closed", "Refunding" }
            .Select(s => Enumerable.Range(0, 31).Single(b => Words("", Row(s)).AfterSales == 1 << b)));
        Assert.Equal(0, Words(",\"refunded\":\"back\"", Row("None")).Payment);
        Assert.Equal((1 << (int)PaymentStatus.PartiallyRefunded) | (1 << (int)PaymentStatus.Refunded),
            Words(",\"refunded\":\"back\",\"paymentFollowsRefunds\":true", Row("None")).Payment);
    }

    [Fact]
    public void What_the_channel_pushes_in_part_is_no_whole_record_and_what_others_export_is()
    {
        var claim = Made.Claim(Made.Profile(Made.Order + "," + Made.Amounts), """{"no":"1","at":"2026-02-09 10:00:00","total":1}""");
        bool IsWhole(DiagnosisSide side, ClaimScope scope) => SideRecord.Of(side, claim with { Scope = scope }, null, default, 0).Single().IsWhole;
        Assert.Equal([true, false, true, true], new[]
        {
            IsWhole(DiagnosisSide.Channel, ClaimScope.Whole), IsWhole(DiagnosisSide.Channel, ClaimScope.Part),
            IsWhole(DiagnosisSide.Erp, ClaimScope.Whole), IsWhole(DiagnosisSide.Erp, ClaimScope.Part),
        });
    }
}
