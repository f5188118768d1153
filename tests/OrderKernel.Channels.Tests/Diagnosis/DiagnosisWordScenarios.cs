using NodaTime;

namespace OrderKernel.Channels.Tests;

// What two sides say on each axis, in the words that they have; which state was reached when; and what is counted as compared and as left. Fails when words
// that mean the same are held against each other, or others are not; when another time than that of the state decides; or when a comparison is not counted.
public class DiagnosisWordScenarios
{
    private static readonly SideRecord Channel = Told.Shipped(DiagnosisSide.Channel);
    private static readonly SideRecord Erp = Told.Shipped(DiagnosisSide.Erp);
    private static readonly Duration Hour = Duration.FromHours(1);

    // The same words, and words of which one side has fewer: then a word counts as the last one before it that both have.
    [Theory]
    [InlineData("Paid", "Paid", null, "")]
    [InlineData("Paid", "Unpaid", null, "Paid / Unpaid")]
    [InlineData("Voided", "Unpaid", null, "Voided / Unpaid")]
    [InlineData("Refunded", "Paid", null, "Refunded / Paid")]
    [InlineData("Refunded", "Paid", "Unpaid Paid", "")]
    [InlineData("PartiallyRefunded", "Paid", "Unpaid Paid", "")]
    [InlineData("Refunded", "Unpaid", "Unpaid Paid", "Refunded / Unpaid")]
    [InlineData("Authorized", "Unpaid", "Unpaid Paid", "")]
    [InlineData("Authorized", "Paid", "Unpaid Paid", "Authorized / Paid")]
    [InlineData("PartiallyPaid", "Paid", "Unpaid Paid", "NoCommonWords")]
    [InlineData("PartiallyPaid", "Unpaid", "Unpaid Paid", "NoCommonWords")]
    [InlineData("Voided", "Unpaid", "Unpaid Paid Refunded", "")]
    [InlineData("Unpaid", "Voided", "Voided Paid", "")]
    [InlineData("Unpaid", "Paid", "Paid Refunded", "Unpaid / Paid")]
    [InlineData(null, "Paid", null, "NotTold")]
    public void Payments(string? channel, string erp, string? words, string told) => Holds(DiagnosisSubject.Payment, told,
        Channel with { Payment = Word<PaymentStatus>(channel), PaidAt = null },
        Erp with { Payment = Word<PaymentStatus>(erp), PaidAt = null, Words = Erp.Words with { Payment = Bits<PaymentStatus>(words) ?? Erp.Words.Payment } });

    [Theory]
    [InlineData("Shipped", "Unfulfilled", null, "Shipped / Unfulfilled")]
    [InlineData("Shipped", "InPreparation", null, "Shipped / InPreparation")]
    [InlineData("Unfulfilled", "InPreparation", null, "")]
    [InlineData("Unfulfilled", "InPreparation", "InPreparation Shipped", "")]
    [InlineData("Shipped", "InPreparation", "InPreparation Shipped", "Shipped / InPreparation")]
    [InlineData("Delivered", "Shipped", "Unfulfilled Shipped", "")]
    [InlineData("Returned", "Shipped", "Unfulfilled Shipped", "")]
    [InlineData("Delivered", "Unfulfilled", "Unfulfilled Shipped", "Delivered / Unfulfilled")]
    [InlineData("PartiallyShipped", "Shipped", "Unfulfilled Shipped", "NoCommonWords")]
    [InlineData("PartiallyShipped", "Unfulfilled", "Unfulfilled Shipped", "NoCommonWords")]
    [InlineData("PartiallyDelivered", "Shipped", "Unfulfilled Shipped Delivered", "NoCommonWords")]
    [InlineData("PartiallyReturned", "Delivered", "Unfulfilled Shipped Delivered", "NoCommonWords")]
    [InlineData("Lost", "Shipped", "Unfulfilled Shipped Delivered", "")]
    [InlineData("Lost", "Delivered", "Unfulfilled Shipped Delivered", "Lost / Delivered")]
    [InlineData("Lost", "Unfulfilled", "Unfulfilled Shipped Delivered", "Lost / Unfulfilled")]
    [InlineData("NotRequired", "Shipped", null, "NotTold")]
    [InlineData(null, "Shipped", null, "NotTold")]
    public void Goods(string? channel, string erp, string? words, string told) => Holds(DiagnosisSubject.Fulfilment, told,
        Channel with { Fulfilment = Word<FulfilmentStatus>(channel), ShippedAt = null },
        Erp with
        {
            Fulfilment = Word<FulfilmentStatus>(erp), ShippedAt = null,
            Words = Erp.Words with { Fulfilment = Bits<FulfilmentStatus>(words) ?? Erp.Words.Fulfilment },
        });

    // Of cases there are three words: none, ongoing, settled.
    [Theory]
    [InlineData("None", "None", 0xE, "")]
    [InlineData("None", "Requested", 0xE, "None / Ongoing")]
    [InlineData("Refunding", "Requested", 0xE, "")]
    [InlineData("Refunded", "Requested", 0xE, "Settled / Ongoing")]
    [InlineData("Closed", "None", 0xE, "Settled / None")]
    [InlineData("Requested", "None", 0x2, "NoCommonWords")]
    [InlineData("Refunded", "None", 0x2, "NoCommonWords")]
    [InlineData("Refunded", "None", 0x6, "NoCommonWords")]
    [InlineData("Refunded", "Refunded", 0xA, "")]
    [InlineData(null, "None", 0xE, "NotTold")]
    public void Cases(string? channel, string erp, int words, string told) => Holds(DiagnosisSubject.AfterSales, told,
        Channel with { AfterSales = Word<AfterSalesStatus>(channel) },
        Erp with { AfterSales = Word<AfterSalesStatus>(erp), Words = Erp.Words with { AfterSales = words } });

    // That it goes on is told by every whole record of a side that can tell an end.
    [Theory]
    [InlineData(null, null, 0xE, true, "")]
    [InlineData("Succeeded", null, 0xE, true, "Succeeded / Ongoing")]
    [InlineData("Succeeded", null, 0xE, false, "NotTold")]
    [InlineData("Succeeded", null, 0, true, "NotTold")]
    [InlineData("Replaced", "Succeeded", 0xE, true, "Replaced / Succeeded")]
    [InlineData("Succeeded", null, 0x4, true, "NoCommonWords")]
    [InlineData("Ended", null, 0xE, true, "EndedAfterShipping")]
    public void Ends(string? channel, string? erp, int words, bool isWhole, string told) => Holds(DiagnosisSubject.Outcome, told,
        Channel with { Outcome = Word<ClaimOutcome>(channel), IsWhole = true },
        Erp with { Outcome = Word<ClaimOutcome>(erp), IsWhole = isWhole, Words = Erp.Words with { Outcome = words } });

    // The side that is behind is asked whether it could know already when the state was reached: paid, shipped, delivered, ended, each by its own time.
    [Theory]
    [InlineData("paid", DiagnosisSubject.Payment)]
    [InlineData("part shipped", DiagnosisSubject.Fulfilment)]
    [InlineData("shipped", DiagnosisSubject.Fulfilment)]
    [InlineData("delivered", DiagnosisSubject.Fulfilment)]
    [InlineData("lost", DiagnosisSubject.Fulfilment)]
    [InlineData("ended", DiagnosisSubject.Outcome)]
    public void A_state_is_reached_at_its_own_time(string state, DiagnosisSubject subject)
    {
        var until = Told.Noon + (30 * Hour);
        foreach (var (before, isNotYet) in new[] { (Duration.FromMinutes(29), true), (Duration.FromMinutes(31), false) })
        {
            // All other times lie the other way.
            var (own, others) = (until - before, until - Duration.FromMinutes(isNotYet ? 300 : 10));
            var ahead = Channel with { SourceTime = others, PaidAt = others, ShippedAt = others, DeliveredAt = others, EndedAt = others };
            var (told, behind) = state switch
            {
                "paid" => (ahead with { PaidAt = own }, Erp with { Payment = PaymentStatus.Unpaid }),
                "part shipped" =>
                    (ahead with { Fulfilment = FulfilmentStatus.PartiallyShipped, ShippedAt = own }, Erp with { Fulfilment = FulfilmentStatus.Unfulfilled }),
                "shipped" => (ahead with { ShippedAt = own }, Erp with { Fulfilment = FulfilmentStatus.Unfulfilled }),
                "lost" => (ahead with { Fulfilment = FulfilmentStatus.Lost, ShippedAt = own }, Erp with { Fulfilment = FulfilmentStatus.Unfulfilled }),
                "delivered" => (ahead with { Fulfilment = FulfilmentStatus.Delivered, DeliveredAt = own }, Erp),
                _ => (ahead with { Outcome = ClaimOutcome.Succeeded, EndedAt = own }, Erp),
            };
            behind = behind with { SourceTime = Told.Noon, PaidAt = null, ShippedAt = null, IsWhole = true };
            var words = Told.All with { Fulfilment = 0x7FE };
            var order = Told.One([told with { IsWhole = true, Words = words }, behind with { Words = words }], until: until);
            Assert.Equal((state, isNotYet), (state, order.Uncompared.Items.Contains(new(subject, UncomparedReason.NotYet))));
            Assert.Equal((state, !isNotYet), (state, order.Disagreements.Items.Any(d => d.Subject == subject)));
        }
    }

    // A side that has spoken of the order since, and tells the earlier state still, tells what cannot be.
    [Theory]
    [InlineData(30, DisagreementKind.Status)]
    [InlineData(31, DisagreementKind.TimeOrder)]
    public void Who_tells_an_earlier_state_later_than_the_lag_is_behind(int minutes, DisagreementKind kind)
    {
        var at = Channel.ShippedAt!.Value + Duration.FromMinutes(minutes);
        var behind = Erp with { Fulfilment = FulfilmentStatus.Unfulfilled, ShippedAt = null, SourceTime = at };
        Assert.Equal((kind, DiagnosisSubject.Fulfilment), Told.One([Channel, behind]).Disagreements.Items.Select(d => (d.Kind, d.Subject)).Single());
    }

    // Each pair once for each subject, of times once for each two events.
    [Fact]
    public void What_was_compared_is_counted()
    {
        var order = Told.One([Channel with { DeliveredAt = Told.Noon + (6 * Hour), IsWhole = true }, Erp with { IsWhole = true }]);
        Assert.Equal("AfterSales 1, Due 1, Fulfilment 1, Outcome 1, Paid 1, Payment 1, Presence 2, Refunded 1, Times 4", Counted(order.Compared.Items));
        Assert.Empty(order.Uncompared);
        var three = Told.One([Channel, Erp, Told.Shipped(DiagnosisSide.Crm)]);
        Assert.Equal("AfterSales 3, Due 3, Fulfilment 3, Paid 3, Payment 3, Presence 3, Refunded 3, Times 3",
            Counted(three.Compared.Items.Where(s => s != DiagnosisSubject.Outcome)));
        // Nobody tells of a delivery.
        Assert.Equal("Times 1", Counted(three.Uncompared.Items.Where(u => u.Subject == DiagnosisSubject.Times).Select(u => u.Subject)));
        Assert.All(three.Uncompared.Items.Where(u => u.Subject == DiagnosisSubject.Times), u => Assert.Equal(UncomparedReason.NotTold, u.Reason));
    }

    [Fact]
    public void A_tally_counts_what_was_compared_and_what_was_left()
    {
        var tally = new DiagnosisTally();
        tally.Take(Told.One([Channel, Erp with { Due = null, File = 7 }, Erp with { Due = null, File = 8 }]));
        tally.Take(Told.One([Channel, Erp with { Due = null }]));
        tally.Take(Told.One([Channel, Erp]));
        Assert.Equal((1, 3, 1), (tally.Compared(DiagnosisSubject.Due), tally.Compared(DiagnosisSubject.Paid), tally.Repeated));
        Assert.Equal(2, tally.Uncompared.Single(u => u.What == new Uncompared(DiagnosisSubject.Due, UncomparedReason.NotTold)).Count);
        Assert.Equal((3, 0, 3), (tally.SeenBy(new SidePair(DiagnosisSide.Channel, DiagnosisSide.Wms)), tally.SeenBy(DiagnosisSide.Wms),
            tally.SeenBy(DiagnosisSide.Erp)));
        Assert.Equal(0, tally.SeenBy(new SidePair(DiagnosisSide.Wms, DiagnosisSide.Crm)));
    }

    // Goods that are paid at the door leave unpaid: payments and the time of the payment are nobody's mistake.
    [Theory]
    [InlineData(PaymentTerms.CashOnDelivery, null)]
    [InlineData(null, PaymentTerms.PayLater)]
    public void Terms_of_either_side_excuse_what_is_paid(PaymentTerms? channel, PaymentTerms? erp)
    {
        var order = Told.One([Channel with { Terms = channel, Paid = Money.Fen(0) }, Erp with { Terms = erp, PaidAt = Erp.ShippedAt!.Value + (20 * Hour) }]);
        Assert.Empty(order.Disagreements);
        foreach (var subject in new[] { DiagnosisSubject.Paid, DiagnosisSubject.Payment, DiagnosisSubject.Times })
            Assert.Contains(new(subject, UncomparedReason.PaymentTerms), order.Uncompared.Items);
        Assert.DoesNotContain(new(DiagnosisSubject.Due, UncomparedReason.PaymentTerms), order.Uncompared.Items);
    }

    // Parts of an order say of it what all of them say, and their sum.
    [Fact]
    public void Parts_say_what_all_of_them_say()
    {
        SideRecord Part(string name, long fen) => Erp with { Source = Told.Shop with { Document = name }, Due = Money.Fen(fen), CreatedAt = Told.Noon + Hour };
        SideRecord[] parts = [Part("1", 4_000) with { CreatedAt = Told.Noon }, Part("2", 6_000)];
        var says = Said(parts);
        Assert.Equal((Money.Fen(10_000), PaymentStatus.Paid, FulfilmentStatus.Shipped, Erp.ShippedAt, Told.Noon),
            (says.Due, says.Payment, says.Fulfilment, says.ShippedAt, says.CreatedAt));
        Assert.Equal((null, null), (says.Paid, says.Refunded));
        var differing = Said([parts[0] with { Payment = PaymentStatus.Unpaid, Fulfilment = FulfilmentStatus.Unfulfilled, ShippedAt = null }, parts[1]]);
        Assert.Equal((null, null, null), (differing.Payment, differing.Fulfilment, differing.ShippedAt));
        var order = Told.One([Channel, parts[0] with { Payment = PaymentStatus.Unpaid }, parts[1]]);
        foreach (var subject in new[] { DiagnosisSubject.Paid, DiagnosisSubject.Refunded, DiagnosisSubject.Payment })
            Assert.Contains(new(subject, UncomparedReason.SeveralDocuments), order.Uncompared.Items);

        static SideRecord Said(SideRecord[] parts) => Told.One([Channel, .. parts]).Accounts.Items.Single(a => a.Side == DiagnosisSide.Erp).Says!;
    }

    private static void Holds(DiagnosisSubject subject, string told, SideRecord channel, SideRecord erp)
    {
        var order = Told.One([channel, erp]);
        var found = order.Disagreements.Items.Where(d => d.Subject == subject).ToList();
        var left = order.Uncompared.Items.Where(u => u.Subject == subject).Select(u => $"{u.Reason}").ToList();
        Assert.Equal(told, string.Join(" ", found.Select(d => string.Join(" / ", d.Sayings.Items.Select(s => s.Says))).Concat(left)));
        Assert.Equal(left.Count == 0 ? 1 : 0, order.Compared.Items.Count(s => s == subject));
        foreach (var one in found) Assert.Equal((DisagreementKind.Status, "Channel Erp"), (one.Kind, string.Join(" ", one.Sayings.Items.Select(s => s.Side))));
    }

    private static string Counted(IEnumerable<DiagnosisSubject> subjects) =>
        string.Join(", ", subjects.GroupBy(s => $"{s}").OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}"));

    private static T? Word<T>(string? word) where T : struct, Enum => word is null ? null : (T)Enum.Parse(typeof(T), word);

    private static int? Bits<T>(string? words) where T : struct, Enum =>
        words?.Split(' ').Aggregate(0, (bits, word) => bits | (1 << Convert.ToInt32(Word<T>(word)!.Value, System.Globalization.CultureInfo.InvariantCulture)));
}
