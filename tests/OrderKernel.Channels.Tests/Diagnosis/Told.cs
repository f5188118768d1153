using NodaTime;

namespace OrderKernel.Channels.Tests;

/// <summary>What sides say of made orders, and what a diagnosis makes of it.</summary>
internal static class Told
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 2, 9, 12, 0);

    public static readonly Instant Exported = Instant.FromUtc(2026, 2, 12, 0, 0);

    public static readonly DiagnosisSide[] Sides = [DiagnosisSide.Channel, DiagnosisSide.Erp, DiagnosisSide.Wms, DiagnosisSide.Crm];

    public static readonly DisagreementKind[] Kinds =
    [
        DisagreementKind.Missing, DisagreementKind.Status, DisagreementKind.Amount, DisagreementKind.TimeOrder, DisagreementKind.Duplicate,
        DisagreementKind.UnknownSource,
    ];

    /// <summary>All words of all axes.</summary>
    public static readonly SideWords All = new(0x1FE, 0x5FE, 0xE, 0xE);

    public static readonly RecordSource Shop = new("web", "shop-1", null);

    public static readonly OrderSources Known = new([new("web", "shop-1"), new("web", "shop-2")]);

    /// <summary>An order of which every side tells everything: placed at noon, paid a minute later, shipped after five hours.</summary>
    public static SideRecord Shipped(DiagnosisSide side, string number = "1") => new()
    {
        Side = side, Number = number, File = (int)side, Source = Shop, Words = All, SourceTime = Noon + Duration.FromHours(5),
        Payment = PaymentStatus.Paid, Fulfilment = FulfilmentStatus.Shipped, AfterSales = AfterSalesStatus.None, Terms = PaymentTerms.Prepaid,
        Due = Money.Fen(10_000), Paid = Money.Fen(10_000), Refunded = Money.Fen(0),
        CreatedAt = Noon, PaidAt = Noon + Duration.FromMinutes(1), ShippedAt = Noon + Duration.FromHours(5),
    };

    /// <summary>The same before it was shipped.</summary>
    public static SideRecord Waiting(DiagnosisSide side, string number = "1") => Shipped(side, number) with
    {
        Fulfilment = FulfilmentStatus.Unfulfilled, ShippedAt = null, SourceTime = Noon + Duration.FromMinutes(1),
    };

    /// <summary>Diagnoses records.</summary>
    /// <param name="also">Sides of which there are exports, whether they have a record of these or not.</param>
    public static List<DiagnosedOrder> Diagnose(
        IEnumerable<SideRecord> records, DiagnosisPolicy? policy = null, OrderSources? sources = null, Instant? until = null, params DiagnosisSide[] also)
    {
        var all = records.ToList();
        var reach = new ExportReach(Noon - Duration.FromDays(1), until ?? Exported);
        foreach (var record in all.Concat(also.Select(s => Shipped(s, "elsewhere")))) reach.Take(record);
        return [.. all.GroupBy(r => r.Number).OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => (sources ?? Known).Part([.. g]).Select(o => OrderDiagnosis.Of(g.Key, o, reach, policy ?? DiagnosisPolicy.Default)))];
    }

    /// <summary>The one order of records.</summary>
    public static DiagnosedOrder One(IEnumerable<SideRecord> records, DiagnosisPolicy? policy = null, OrderSources? sources = null, Instant? until = null,
        params DiagnosisSide[] also) => Assert.Single(Diagnose(records, policy, sources, until, also));
}
