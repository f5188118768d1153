using NodaTime;

namespace OrderKernel.Channels.Tests;

// Fails when a disagreement of some kind between some two sides is not found, is found as another kind, beside another one, or of another pair; when the side
// that stands alone among four is not named; and when a code is given that no text explains.
public class DiagnosisScenarios
{
    /// <summary>What one side says wrongly, by the name of what it is.</summary>
    private static readonly Dictionary<string, (DisagreementKind Kind, DiagnosisSubject Subject, string Code, Func<SideRecord, SideRecord[]> Change)> Changes =
        new()
    {
        ["missing"] = (DisagreementKind.Missing, DiagnosisSubject.Presence, ChannelsCodes.OrderMissing, r => []),
        ["payment"] = (DisagreementKind.Status, DiagnosisSubject.Payment, ChannelsCodes.StatusDiffers,
            r => [r with { Payment = PaymentStatus.Unpaid, SourceTime = Told.Noon }]),
        ["fulfilment"] = (DisagreementKind.Status, DiagnosisSubject.Fulfilment, ChannelsCodes.StatusDiffers,
            r => [r with { Fulfilment = FulfilmentStatus.Unfulfilled, ShippedAt = null, SourceTime = Told.Noon }]),
        ["after-sales"] = (DisagreementKind.Status, DiagnosisSubject.AfterSales, ChannelsCodes.StatusDiffers,
            r => [r with { AfterSales = AfterSalesStatus.Requested, SourceTime = Told.Noon + Duration.FromHours(6) }]),
        ["succeeded"] = (DisagreementKind.Status, DiagnosisSubject.Outcome, ChannelsCodes.StatusDiffers,
            r => [r with { Outcome = ClaimOutcome.Succeeded, EndedAt = Told.Noon + Duration.FromHours(6), SourceTime = Told.Noon + Duration.FromHours(6) }]),
        ["due"] = (DisagreementKind.Amount, DiagnosisSubject.Due, ChannelsCodes.AmountDiffers, r => [r with { Due = Money.Fen(10_001) }]),
        ["currency"] = (DisagreementKind.Amount, DiagnosisSubject.Due, ChannelsCodes.AmountDiffers,
            r => [r with { Due = Money.OfMinor(10_000, Currency.Of("USD")) }]),
        ["paid"] = (DisagreementKind.Amount, DiagnosisSubject.Paid, ChannelsCodes.AmountDiffers, r => [r with { Paid = Money.Fen(9_999) }]),
        ["refunded"] = (DisagreementKind.Amount, DiagnosisSubject.Refunded, ChannelsCodes.AmountDiffers, r => [r with { Refunded = Money.Fen(500) }]),
        ["behind"] = (DisagreementKind.TimeOrder, DiagnosisSubject.Fulfilment, ChannelsCodes.StateBehind,
            r => [r with { Fulfilment = FulfilmentStatus.Unfulfilled, ShippedAt = null, SourceTime = Told.Noon + Duration.FromHours(6) }]),
        ["twice"] = (DisagreementKind.Duplicate, DiagnosisSubject.Presence, ChannelsCodes.OrderTwice, r => [r, r]),
        ["twice-differently"] = (DisagreementKind.Duplicate, DiagnosisSubject.Presence, ChannelsCodes.OrderTwiceDifferently,
            r => [r, r with { Due = Money.Fen(1) }]),
        ["documents"] = (DisagreementKind.Duplicate, DiagnosisSubject.Presence, ChannelsCodes.DocumentsSeveral,
            r => [r with { Source = Told.Shop with { Document = "D1" } }, r with { Source = Told.Shop with { Document = "D2" } }]),
        ["shop"] = (DisagreementKind.UnknownSource, DiagnosisSubject.Presence, ChannelsCodes.SourceUnknown,
            r => [r with { Source = new("web", "nobody", null) }]),
    };

    private static readonly TextCatalog Texts = TextCatalog.Of(typeof(Profiles).Assembly);

    public static TheoryData<string, DiagnosisSide, DiagnosisSide> Table
    {
        get
        {
            var rows = new TheoryData<string, DiagnosisSide, DiagnosisSide>();
            foreach (var change in Changes.Keys)
            {
                foreach (var right in Told.Sides)
                {
                    foreach (var wrong in Told.Sides.Where(w => w != right)) rows.Add(change, right, wrong);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void One_disagreement_of_two_sides_is_found_and_nothing_else(string change, DiagnosisSide right, DiagnosisSide wrong)
    {
        var (kind, subject, code, change1) = Changes[change];
        var order = Told.One([Told.Shipped(right), .. change1(Told.Shipped(wrong))], also: [right, wrong]);
        var found = Assert.Single(order.Disagreements.Items);
        Assert.Equal((kind, subject, code), (found.Kind, found.Subject, found.Why.Code));
        var isOfOneSide = kind is DisagreementKind.Duplicate or DisagreementKind.UnknownSource;
        SidePair[] pairs = isOfOneSide ? [] : [right < wrong ? new(right, wrong) : new(wrong, right)];
        Assert.Equal(pairs, found.Pairs.Items);
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Among_four_sides_the_one_that_stands_alone_is_named(string change, DiagnosisSide right, DiagnosisSide wrong)
    {
        Assert.NotEqual(right, wrong);
        var (kind, subject, _, change1) = Changes[change];
        var others = Told.Sides.Where(s => s != wrong).ToList();
        var order = Told.One([.. others.Select(s => Told.Shipped(s)), .. change1(Told.Shipped(wrong))], also: Told.Sides);
        var found = Assert.Single(order.Disagreements.Items);
        Assert.Equal((kind, subject, (DiagnosisSide?)wrong), (found.Kind, found.Subject, found.Odd));
        var isOfOneSide = kind is DisagreementKind.Duplicate or DisagreementKind.UnknownSource;
        Assert.Equal(isOfOneSide ? 0 : 3, found.Pairs.Count);
    }

    [Theory]
    [InlineData(DiagnosisSide.Channel, DiagnosisSide.Wms)]
    [InlineData(DiagnosisSide.Erp, DiagnosisSide.Wms)]
    [InlineData(DiagnosisSide.Crm, DiagnosisSide.Channel)]
    [InlineData(DiagnosisSide.Erp, DiagnosisSide.Erp)]
    public void Shipped_before_paid_is_found_across_sides_and_within_one(DiagnosisSide paid, DiagnosisSide shipped)
    {
        var early = Told.Noon - Duration.FromHours(3);
        var first = Told.Shipped(paid) with { ShippedAt = paid == shipped ? early : null, CreatedAt = early - Duration.FromHours(1) };
        var second = Told.Shipped(shipped) with { ShippedAt = early, PaidAt = null, CreatedAt = early - Duration.FromHours(1) };
        var order = Told.One(paid == shipped ? [first] : [first, second]);
        var found = Assert.Single(order.Disagreements.Items);
        Assert.Equal((DisagreementKind.TimeOrder, DiagnosisSubject.Times, ChannelsCodes.TimesReversed), (found.Kind, found.Subject, found.Why.Code));
        Assert.Equal(paid < shipped ? new SidePair(paid, shipped) : new(shipped, paid), Assert.Single(found.Pairs.Items));
    }

    [Fact]
    public void A_number_of_two_shops_is_told_apart_by_the_shop_and_is_nobodys_without_one()
    {
        var one = Told.Shipped(DiagnosisSide.Channel);
        var other = one with { Source = new("web", "shop-2", null), Due = Money.Fen(77) };
        var erp = Told.Shipped(DiagnosisSide.Erp);
        Assert.All(Told.Diagnose([one, other, erp, erp with { Source = new("web", "shop-2", null), Due = Money.Fen(77) }]),
            o => Assert.Empty(o.Disagreements.Items));
        var orders = Told.Diagnose([one, other, erp with { Source = null }]);
        Assert.Equal(3, orders.Count);
        Assert.Equal(ChannelsCodes.SourceUntold, Assert.Single(orders[2].Disagreements.Items).Why.Code);
    }

    [Fact]
    public void Every_code_has_a_text_in_both_languages()
    {
        foreach (var code in Changes.Values.Select(c => c.Code).Concat([ChannelsCodes.TimesReversed, ChannelsCodes.SourceUntold]).Distinct())
        {
            Assert.NotEqual(code, Texts.Text(Reason.Of(code), Language.English));
            Assert.NotEqual(code, Texts.Text(Reason.Of(code), Language.Chinese));
        }
    }
}
