using NodaTime;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests.Screening;

/// <summary>Orders, buyers and histories for the screening.</summary>
internal static class Risky
{
    public const string GoodStreet = "文三路138号东方通信大厦7层";

    public static readonly RiskRules Standard = OrderPolicies.Default.Screening.Policy.Risk!;

    /// <summary>A shop whose orders all came to 100 yuan, ends of buckets included.</summary>
    public static readonly AmountSketch Hundred = AmountSketch.Of(Currency.Cny, Enumerable.Repeat(Yuan(100), 100));

    public static Recipient To(string? street = GoodStreet, string? phone = "13800001234") =>
        new(PersonName.Of("王小明"), PhoneNumber.Of(phone), new PostalAddress("浙江省", "杭州市", "西湖区", null).WithDetail(street));

    public static PlaceOrder Order(Money due, params OrderedLine[] lines) =>
        Placing(new(due), lines.Length > 0 ? lines : [Line("a", 1, 100)]) with { Terms = PaymentTerms.Prepaid };

    public static PastOrder Past(Duration ago, bool isAnomalous = false, bool isSame = false, Recipient? to = null) => new(
        Start - ago, Yuan(100), isSame ? ScreeningFacts.GoodsOf(Order(Yuan(100)).Lines) : "other", isSame ? ScreeningFacts.AddressOf(to ?? To()) : "elsewhere",
        isAnomalous);

    public static RiskVerdict Judge(Money due, ScreeningFacts facts, RiskRules? rules = null) => RiskScreen.Judge(Order(due), facts, rules ?? Standard);

    public static string Codes(RiskVerdict verdict) => string.Join(" ", verdict.Reasons.Items.Select(r => r.Code.Substring("screening.".Length)));
}
