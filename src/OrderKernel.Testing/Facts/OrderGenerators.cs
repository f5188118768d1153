using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace OrderKernel.Testing;

/// <summary>Generators of what channels claim about orders.</summary>
public static class OrderGenerators
{
    /// <summary>The amounts of an order in one currency, none negative but what they leave unexplained.</summary>
    public static Gen<OrderAmounts> Amounts { get; } = ValueGenerators.Currencies.SelectMany(AmountsIn);

    /// <summary>A line with known or unknown goods.</summary>
    public static Gen<ClaimedLine> Lines { get; } = ValueGenerators.Currencies.SelectMany(LinesIn);

    /// <summary>A parcel that a channel knows.</summary>
    public static Gen<ClaimedShipment> Shipments { get; } =
        from waybill in IdGenerators.Waybills
        from carrier in IdGenerators.Carriers.OrNull()
        from lines in IdGenerators.Lines.Set(0, 3)
        from units in Gen.Choose(1, 20).ArrayOf(lines.Count)
        from toldOf in Gen.Choose(0, lines.Count)
        select new ClaimedShipment(waybill, carrier, lines)
        {
            Units = toldOf == 0 ? default : lines.Items.Take(toldOf).Select((l, i) => new ClaimedUnits(l, Quantity.Of(units[i]))).ToValueList(),
        };

    /// <summary>An after-sales case that a channel knows.</summary>
    public static Gen<ClaimedCase> Cases { get; } = ValueGenerators.Currencies.SelectMany(CasesIn);

    /// <summary>A claim whose times follow each other, in one currency, refunds within what was paid, lines with ids of their own.</summary>
    public static Gen<Claim> Claims { get; } =
        from currency in ValueGenerators.Currencies
        from head in Heads
        from statuses in WithStatuses(head)
        from money in WithMoney(statuses, currency)
        from claim in WithParts(money, currency)
        select claim;

    private static Gen<Claim> Heads =>
        from order in IdGenerators.OrderKeys
        from scope in GenKit.Word<ClaimScope>()
        from profile in ValueGenerators.Policies
        from created in ValueGenerators.Instants
        from steps in Gen.Choose(0, 200_000).OrNull().ArrayOf(4)
        let times = Following(created, steps)
        select new Claim
        {
            Order = order,
            Scope = scope,
            Profile = profile,
            ChannelCode = "TB",
            ZoneName = "Asia/Shanghai",
            CreatedAt = created,
            PaidAt = times[0],
            ShippedAt = times[1],
            DeliveredAt = times[2],
            EndedAt = times[3],
            SourceTime = times.Where(t => t is not null).Select(t => t!.Value).Append(created).Max(),
        };

    private static Gen<OrderAmounts> AmountsIn(Currency currency) =>
        from parts in ValueGenerators.AmountsIn(currency).ArrayOf(8)
        select new OrderAmounts(parts[0])
        {
            ListPrice = parts[1], SellerDiscount = parts[2], PlatformSubsidy = parts[3], Coupon = parts[4], Freight = parts[5], Tax = parts[6],
                Surcharges = parts[7],
        };

    private static Gen<ClaimedLine> LinesIn(Currency currency) =>
        from line in IdGenerators.Lines
        from code in ValueGenerators.IdText
        from quantity in Gen.Choose(1, 20)
        from total in ValueGenerators.AmountsIn(currency)
        from goods in StockGenerators.Components.List(0, 3)
        from title in ValueGenerators.Text.OrNothing()
        from fulfilment in GenKit.Word<FulfilmentStatus>().OrNull()
        from afterSales in GenKit.Word<AfterSalesStatus>().OrNull()
        select new ClaimedLine(line, code, Quantity.Of(quantity), total, goods) { Title = title, Fulfilment = fulfilment, AfterSales = afterSales };

    private static Gen<ClaimedCase> CasesIn(Currency currency) =>
        from id in IdGenerators.Cases
        from kind in GenKit.Word<CaseKind>()
        from status in GenKit.Word<AfterSalesStatus>()
        from amount in ValueGenerators.AmountsIn(currency).OrNull()
        from line in IdGenerators.Lines.OrNull()
        from units in ValueGenerators.SomeQuantities.OrNull()
        from requested in ValueGenerators.Instants.OrNull()
        from text in ValueGenerators.Text.OrNothing()
        from isDisputed in Gen.Elements(false, false, true)
        from isNoReason in Gen.Elements(true, false)
        select new ClaimedCase(id, kind, status,
            amount) { Line = line, Units = units, RequestedAt = requested, ReasonText = text, IsDisputed = isDisputed, IsNoReason = isNoReason };

    private static Gen<Claim> WithStatuses(Claim claim) =>
        from payment in GenKit.Word<PaymentStatus>().OrNull()
        from fulfilment in GenKit.Word<FulfilmentStatus>().OrNull()
        from afterSales in GenKit.Word<AfterSalesStatus>().OrNull()
        from outcome in GenKit.Word<ClaimOutcome>().OrNull()
        from holds in IdGenerators.HoldKinds.Set(0, 2).OrNull()
        from terms in GenKit.Word<PaymentTerms>().OrNull()
        from needsFulfilment in Gen.Elements(true, true, false)
        from isNeverTold in Gen.Elements(false, false, true)
        select claim with
        {
            Payment = payment, Fulfilment = fulfilment, AfterSales = afterSales, Outcome = outcome, Holds = holds, Terms = terms,
            NeedsFulfilment = needsFulfilment, IsShippingNeverTold = isNeverTold,
        };

    private static Gen<Claim> WithMoney(Claim claim, Currency currency) =>
        from amounts in AmountsIn(currency).OrNothing()
        from paid in ValueGenerators.AmountsIn(currency).OrNull()
        from refunded in ValueGenerators.AmountsIn(currency).OrNull()
        from tender in GenKit.Word<Tender>().OrNull()
        select claim with
        {
            Amounts = amounts, PaidAmount = paid, RefundedAmount = paid is { } p && refunded is { } r ? Money.Min(p, r) : null,
            PaidBy = paid is not { MinorUnits: > 0 } all || tender is null ? default : [new ClaimedTender(tender.Value, all)],
        };

    private static Gen<Claim> WithParts(Claim claim, Currency currency) =>
        from lines in LinesIn(currency).List(0, 4)
        from shipments in Shipments.List(0, 2)
        from cases in CasesIn(currency).List(0, 2)
        from customer in PersonGenerators.Names
        from recipient in PersonGenerators.Recipients.OrNothing()
        from findings in ValueGenerators.Findings.List(0, 2)
        select claim with
        {
            Lines = lines.GroupBy(l => l.Line).Select(g => g.First()).ToValueList(),
            Shipments = shipments, Cases = cases, Customer = customer, Recipient = recipient, Findings = findings,
        };

    private static Instant?[] Following(Instant start, int?[] steps)
    {
        var at = start;
        return Array.ConvertAll(steps, step => step is { } seconds ? at += Duration.FromSeconds(seconds) : (Instant?)null);
    }
}
