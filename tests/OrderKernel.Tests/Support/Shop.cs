using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Tests.Support;

/// <summary>A small shop: words for orders, goods and moments, and claims as a channel would make them.</summary>
internal static class Shop
{
    public static readonly TenantId Acme = TenantId.Of("acme");
    public static readonly LocationId Hangzhou = LocationId.Of("HZ");
    public static readonly LocationId Guangzhou = LocationId.Of("GZ");
    public static readonly SkuId Mug = SkuId.Of("MUG");
    public static readonly SkuId Tea = SkuId.Of("TEA");
    public static readonly CarrierId Yuantong = CarrierId.Of("yuantong");
    public static readonly LineId First = LineId.Of("1");

    private static readonly PolicyReference Profile = PolicyReference.Of("test", "1.0.0", new string('0', 16));

    public static OrderKey Key(string number, TenantId? tenant = null) =>
        new(tenant ?? Acme, ChannelId.Of("taobao"), ShopId.Of("flagship"), OrderNumber.Of(number));

    /// <summary>A moment such as <c>10:00</c> on the first day, or <c>3 10:00</c> on the fourth.</summary>
    public static Instant At(string moment)
    {
        var parts = moment.Split(' ');
        var time = LocalTimePattern.GeneralIso.Parse(parts[^1].Length == 5 ? parts[^1] + ":00" : parts[^1]).Value;
        var day = parts.Length == 1 ? 0 : int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        return new LocalDate(2026, 2, 9).PlusDays(day).At(time).InUtc().ToInstant();
    }

    public static Money Yuan(string amount) => Money.Parse(amount, Currency.Cny);

    public static Quantity Units(long units) => Quantity.Of(units);

    public static ClaimedLine Line(string id, SkuId sku, long units, string total) =>
        new(LineId.Of(id), sku.Value, Units(units), Yuan(total), [new(sku, Units(1))]);

    /// <summary>A whole claim of one line, two mugs for 20 yuan, created at ten.</summary>
    public static Claim Claim(string number, string told, string total = "20.00", long mugs = 2, TenantId? tenant = null) => new()
    {
        Order = Key(number, tenant),
        Scope = ClaimScope.Whole,
        SourceTime = At(told),
        Profile = Profile,
        ChannelCode = "TB",
        ZoneName = "Asia/Shanghai",
        CreatedAt = At("10:00"),
        Payment = PaymentStatus.Unpaid,
        Amounts = new OrderAmounts(Yuan(total)) { ListPrice = Yuan(total) },
        Lines = [Line("1", Mug, mugs, total)],
        Recipient = new Recipient(PersonName.Of("王小明"), PhoneNumber.Of("13800001234"), new PostalAddress("浙江省", "杭州市", "西湖区", null)),
    };

    public static Claim Paid(this Claim claim, string at) => claim with { Payment = PaymentStatus.Paid, PaidAt = At(at) };

    public static Claim Shipped(this Claim claim, string at, params string[] waybills) => claim with
    {
        Fulfilment = FulfilmentStatus.Shipped,
        ShippedAt = At(at),
        Shipments = waybills.Select(w => new ClaimedShipment(Waybill.Of(w), Yuantong, [])).ToValueList(),
    };

    public static Claim Delivered(this Claim claim, string at) => claim with { Fulfilment = FulfilmentStatus.Delivered, DeliveredAt = At(at) };

    public static Claim Ended(this Claim claim, string at) => claim with { Outcome = ClaimOutcome.Ended, EndedAt = At(at) };

    public static Claim With(this Claim claim, string id, AfterSalesStatus status, string amount, CaseKind kind = CaseKind.RefundOnly, long? units = null,
        string? requested = null) => claim with
    {
        Cases = claim.Cases.Add(new(CaseId.Of(id), kind, status, Yuan(amount))
        {
            Line = units is null ? null : First,
            Units = units is { } some ? Units(some) : null,
            RequestedAt = requested is null ? null : At(requested),
        }),
    };

    /// <summary>A claim that tells only what is set on it by the caller.</summary>
    public static Claim Part(string number, string told, TenantId? tenant = null) => new()
    {
        Order = Key(number, tenant),
        Scope = ClaimScope.Part,
        SourceTime = At(told),
        Profile = Profile,
        ChannelCode = "TB",
        ZoneName = "Asia/Shanghai",
    };
}
