using NodaTime;

namespace OrderKernel.Channels.Tests;

// Fails when something is held against a side that does not tell it or cannot know it yet, when an overlap of exports is taken for a duplicate, when parts of
// an order are taken for two, and when what was not compared is not counted with its reason.
public class DiagnosisTests
{
    private static readonly SideRecord Channel = Told.Shipped(DiagnosisSide.Channel);
    private static readonly SideRecord Erp = Told.Shipped(DiagnosisSide.Erp);
    private static readonly SideRecord Wms = Told.Shipped(DiagnosisSide.Wms) with
    {
        Payment = null, AfterSales = null, Due = null, Paid = null, Refunded = null, PaidAt = null, Words = new(0, 0x12, 0, 0x4),
    };

    [Fact]
    public void What_a_side_does_not_tell_is_not_compared_and_counted()
    {
        var order = Told.One([Channel, Wms]);
        Assert.Empty(order.Disagreements.Items);
        foreach (var subject in (DiagnosisSubject[])
            [DiagnosisSubject.Payment, DiagnosisSubject.AfterSales, DiagnosisSubject.Due, DiagnosisSubject.Paid, DiagnosisSubject.Refunded])
            Assert.Contains(new Uncompared(subject, UncomparedReason.NotTold), order.Uncompared.Items);
        Assert.Contains(DiagnosisSubject.Fulfilment, order.Compared.Items);
    }

    [Theory]
    [InlineData(FulfilmentStatus.Delivered, true)] // a warehouse never says so, and does not contradict it
    [InlineData(FulfilmentStatus.Unfulfilled, false)]
    [InlineData(FulfilmentStatus.InPreparation, false)]
    public void A_word_that_a_side_never_says_counts_as_the_last_one_before_it(FulfilmentStatus told, bool agrees)
    {
        var order = Told.One([Channel with { Fulfilment = told, ShippedAt = agrees ? Channel.ShippedAt : null }, Wms]);
        Assert.Equal(agrees, order.Disagreements.IsEmpty);
    }

    [Fact]
    public void A_word_between_two_of_the_other_side_is_not_compared()
    {
        var order = Told.One([Channel with { Fulfilment = FulfilmentStatus.PartiallyShipped }, Wms]);
        Assert.Empty(order.Disagreements.Items);
        Assert.Contains(new Uncompared(DiagnosisSubject.Fulfilment, UncomparedReason.NoCommonWords), order.Uncompared.Items);
    }

    [Fact]
    public void Whether_work_has_begun_is_each_systems_own_matter() =>
        Assert.Empty(Told.One([Told.Waiting(DiagnosisSide.Channel), Told.Waiting(DiagnosisSide.Erp) with { Fulfilment = FulfilmentStatus.InPreparation }])
            .Disagreements.Items);

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void What_happened_within_the_lag_before_the_other_export_is_not_yet_a_disagreement(int minutes, bool isFound)
    {
        var until = Channel.ShippedAt!.Value + Duration.FromMinutes(minutes);
        var order = Told.One([Channel, Told.Waiting(DiagnosisSide.Erp)], until: until);
        Assert.Equal(isFound, !order.Disagreements.IsEmpty);
        if (!isFound) Assert.Contains(new Uncompared(DiagnosisSubject.Fulfilment, UncomparedReason.NotYet), order.Uncompared.Items);
    }

    [Fact]
    public void A_side_that_tells_no_time_of_what_it_says_is_given_the_time_that_another_tells()
    {
        var timeless = Told.Shipped(DiagnosisSide.Crm) with { ShippedAt = null, SourceTime = Told.Noon };
        var until = Channel.ShippedAt!.Value + Duration.FromMinutes(10);
        Assert.Empty(Told.One([Channel, Told.Waiting(DiagnosisSide.Erp), timeless], until: until).Disagreements.Items);
        Assert.NotEmpty(Told.One([Told.Waiting(DiagnosisSide.Erp), timeless], until: until).Disagreements.Items);
    }

    [Fact]
    public void An_order_that_came_within_the_lag_or_before_the_export_is_not_missing()
    {
        var reach = new ExportReach();
        foreach (var record in new[] { Channel, Erp with { Number = "2", CreatedAt = Told.Noon + Duration.FromMinutes(1) } }) reach.Take(record);
        var order = OrderDiagnosis.Of("1", Told.Known.Part([Channel])[0], reach, DiagnosisPolicy.Default);
        Assert.Equal([new Uncompared(DiagnosisSubject.Presence, UncomparedReason.BeforeExport)],
            order.Uncompared.Items.Where(u => u.Subject == DiagnosisSubject.Presence));
        Assert.True(Told.One([Channel], until: Channel.PaidAt!.Value + Duration.FromMinutes(30), also: DiagnosisSide.Erp).Disagreements.IsEmpty);
        Assert.False(Told.One([Channel], until: Channel.PaidAt!.Value + Duration.FromMinutes(31), also: DiagnosisSide.Erp).Disagreements.IsEmpty);
    }

    [Fact]
    public void An_unpaid_or_cancelled_order_is_expected_only_where_somebody_says_so()
    {
        var unpaid = Told.Waiting(DiagnosisSide.Channel) with { Payment = PaymentStatus.Unpaid, PaidAt = null, Paid = null };
        var cancelled = Told.Waiting(DiagnosisSide.Channel) with { Outcome = ClaimOutcome.Ended };
        foreach (var order in new[] { unpaid, cancelled })
        {
            Assert.Empty(Told.One([order], also: DiagnosisSide.Erp).Disagreements.Items);
            Assert.Equal(DisagreementKind.Missing,
                Assert.Single(Told.One([order], DiagnosisPolicy.Default with { Erp = ExpectedFrom.Placed }, also: DiagnosisSide.Erp).Disagreements.Items).Kind);
        }

        var late = DiagnosisPolicy.Default with { Wms = ExpectedFrom.Shipped };
        Assert.Empty(Told.One([Told.Waiting(DiagnosisSide.Channel)], late, also: DiagnosisSide.Wms).Disagreements.Items);
    }

    [Fact]
    public void Cancelled_here_and_shipped_there_is_found_and_ended_after_shipping_is_not()
    {
        var cancelled = Told.Waiting(DiagnosisSide.Channel) with { Outcome = ClaimOutcome.Ended };
        var found = Told.One([cancelled, Wms]).Disagreements.Items;
        Assert.Contains(found, d => d.Subject == DiagnosisSubject.Outcome);
        Assert.Contains(found, d => d.Subject == DiagnosisSubject.Fulfilment);
        var closed = Told.One([Channel with { Outcome = ClaimOutcome.Ended }, Wms]);
        Assert.Empty(closed.Disagreements.Items);
        Assert.Contains(new Uncompared(DiagnosisSubject.Outcome, UncomparedReason.EndedAfterShipping), closed.Uncompared.Items);
    }

    [Fact]
    public void A_later_record_of_a_side_counts_and_the_same_again_in_another_export_is_a_repetition()
    {
        var order = Told.One([Channel, Told.Waiting(DiagnosisSide.Erp) with { File = 9 }, Erp, Erp with { File = 10 }]);
        Assert.Empty(order.Disagreements.Items);
        Assert.Equal(1, order.Accounts.Items.Single(a => a.Side == DiagnosisSide.Erp).Repeated);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void Of_two_exports_that_say_different_things_at_the_same_time_the_later_one_counts_and_else_none(int one, int other)
    {
        var (first, second) = (Erp with { File = one }, Erp with { File = other, Due = Money.Fen(1) });
        Assert.Equal(ChannelsCodes.OrderTwiceDifferently, Assert.Single(Told.One([Channel, first, second]).Disagreements.Items).Why.Code);
        // Another order says which export is the later one.
        var orders = Told.Diagnose([Channel, first, second, Erp with { Number = "2", File = one, SourceTime = Told.Exported }]);
        Assert.Empty(orders[0].Disagreements.Items);
    }

    [Fact]
    public void An_order_counts_once_for_a_kind_and_for_a_pair()
    {
        var tally = new DiagnosisTally();
        tally.Take(Told.One([Channel, Erp with { Due = Money.Fen(1), Paid = Money.Fen(1), Payment = PaymentStatus.Unpaid, SourceTime = Told.Noon }]));
        tally.Take(Told.One([Channel, Wms]));
        var (erp, wms) = (new SidePair(DiagnosisSide.Channel, DiagnosisSide.Erp), new SidePair(DiagnosisSide.Channel, DiagnosisSide.Wms));
        Assert.Equal((2, 1, 3), (tally.Orders, tally.Consistent, tally.Disagreements));
        Assert.Equal((1, 1, 1, 0), (tally.With(DisagreementKind.Amount), tally.With(DisagreementKind.Status), tally.With(erp), tally.With(wms)));
        Assert.Equal((2, 2, 1), (tally.SeenBy(erp), tally.SeenBy(wms), tally.SeenBy(new SidePair(DiagnosisSide.Erp, DiagnosisSide.Wms)) - 1));
        Assert.Equal((2, 1), (tally.SeenBy(DiagnosisSide.Channel), tally.SeenBy(DiagnosisSide.Wms)));
    }

    [Fact]
    public void Documents_that_add_up_are_parts_and_those_that_ended_do_not_count()
    {
        SideRecord Document(string name, long fen) => Erp with { Source = Told.Shop with { Document = name }, Due = Money.Fen(fen), Paid = Money.Fen(fen) };
        Assert.Empty(Told.One([Channel, Document("1", 4_000), Document("2", 6_000)]).Disagreements.Items);
        Assert.Empty(Told.One([Channel, Document("1", 10_000), Document("2", 10_000) with { Outcome = ClaimOutcome.Ended }]).Disagreements.Items);
        Assert.Equal(DisagreementKind.Duplicate,
            Assert.Single(Told.One([Channel, Document("1", 10_000), Document("2", 10_000)]).Disagreements.Items).Kind);
        Assert.Empty(Told.One([Channel, Wms with { Source = Told.Shop with { Document = "W1" } }, Wms with { Source = Told.Shop with { Document = "W2" } }])
            .Disagreements.Items);
    }

    [Fact]
    public void A_record_that_could_not_be_read_is_not_missing()
    {
        var key = new OrderKey(TenantId.Of("t"), ChannelId.Of("erp"), ShopId.Of("s"), OrderNumber.Of("1"));
        var parked = SideRecord.Parked(DiagnosisSide.Erp, new(key, Told.Noon), null, 2);
        var order = Told.One([Channel, parked]);
        Assert.Empty(order.Disagreements.Items);
        Assert.Contains(order.Uncompared.Items, u => u.Reason == UncomparedReason.Parked);
        var tally = new DiagnosisTally();
        tally.Take(Told.One([parked]));
        Assert.Equal((0, 1), (tally.Orders, tally.Unread));
    }

    [Fact]
    public void Goods_paid_at_the_door_may_ship_unpaid()
    {
        var cod = Channel with { Terms = PaymentTerms.CashOnDelivery, Payment = PaymentStatus.Unpaid, PaidAt = null };
        var order = Told.One([cod, Erp with { PaidAt = Told.Noon + Duration.FromDays(2) }]);
        Assert.Empty(order.Disagreements.Items);
        Assert.Contains(new Uncompared(DiagnosisSubject.Payment, UncomparedReason.PaymentTerms), order.Uncompared.Items);
    }

    [Theory]
    [InlineData(1, 0, false)]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, false)]
    public void Amounts_within_the_tolerance_agree(long difference, long tolerance, bool agrees) => Assert.Equal(agrees,
        Told.One([Channel, Erp with { Due = Money.Fen(10_000 + difference) }], DiagnosisPolicy.Default with { AmountTolerance = tolerance })
            .Disagreements.IsEmpty);

    [Fact]
    public void Amounts_at_both_ends_of_what_there_is_are_compared() =>
        Assert.NotEmpty(Told.One([Channel with { Due = Money.Fen(long.MaxValue) }, Erp with { Due = Money.Fen(long.MinValue) }]).Disagreements.Items);

    [Fact]
    public void A_document_over_merged_orders_tells_of_each_and_of_no_amount()
    {
        var claim = Made.Claim(Made.Profile(Made.Order + "," + Made.Amounts), """{"no":"A1,A2","at":"2026-02-09 10:00:00","total":"5.00"}""");
        var records = SideRecord.Of(DiagnosisSide.Erp, claim, null, default, 0).ToList();
        Assert.Equal(["A1", "A2"], records.Select(r => r.Number));
        Assert.All(records, r => Assert.Null(r.Due));
        Assert.Equal(["A1,A2"], SideRecord.Of(DiagnosisSide.Channel, claim, null, default, 0).Select(r => r.Number));
    }

    [Fact]
    public void Words_are_those_of_columns_that_the_file_has()
    {
        const string Record = Made.Order + "," + Made.Amounts + """
            ,"statuses":[{"path":"state","table":"t"},{"path":"back","present":{"payment":"Refunded","evidence":"seen"}}]
            """;
        var profile = Made.Profile(Record, """
            "optional":["back"],"tables":{"t":{"rows":{"new":{"payment":"Unpaid","fulfilment":"Unfulfilled","evidence":"seen"},"out":{"payment":"Paid","fulfilment":"Shipped","outcome":"Ended","afterSales":"Requested","evidence":"seen"}}}}
            """, "csv").Policy;
        Assert.Equal(new SideWords(1 << 1 | 1 << 5 | 1 << 7, 1 << 1 | 1 << 4, 1 << 2, 1 << 2), SideWords.Of(profile));
        Assert.Equal(new SideWords(1 << 1 | 1 << 5, 1 << 1 | 1 << 4, 1 << 2, 1 << 2), SideWords.Of(profile, "no;at;total;state"u8, ';'));
    }

    [Fact]
    public void A_record_says_where_it_is_from_in_the_words_of_its_system()
    {
        var profile = Made.Profile(Made.Order + "," + Made.Amounts + """,  "source":{"channel":"p","shop":["s","s2"],"document":"d"}""");
        var reading = Assert.Single(Made.Read(profile, """{"no":"1","at":"2026-02-09 10:00:00","total":"5.00","p":"TB","s2":"my shop"}"""));
        Assert.Equal(new RecordSource("TB", "my shop", null), reading.Source);
        Assert.Contains(("$.records[0].source.shop", KernelCodes.DocumentPropertyMissing), Made.Findings(Made.Order + "," + Made.Amounts + ""","source":{}"""));
    }

    [Fact]
    public void Shops_are_called_by_their_id_or_by_a_name_that_was_given()
    {
        var sources = new OrderSources([new("web", "shop-1"), new("tv", "shop-1"), new("web", "shop-2")], [new("旗舰店", new("tv", "shop-1"))]);
        OrderSource? Of(string? channel, string? shop) => sources.Part([Erp with { Source = new(channel, shop, null) }])[0].Source;
        Assert.Equal(new OrderSource("tv", "shop-1"), Of(null, " 旗舰店 "));
        Assert.Equal(new OrderSource("web", "shop-2"), Of(null, "SHOP-2"));
        Assert.Equal(new OrderSource("tv", "shop-1"), Of("TV", "shop-1"));
        Assert.Null(Of(null, "shop-1"));
        Assert.Null(Of("web", "shop-9"));
        // Where nobody knows a shop, words stand for themselves.
        Assert.Equal(new OrderSource("", "any"), new OrderSources([]).Part([Erp with { Source = new(null, "any", null) }])[0].Source);
    }
}
