using System.Text;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Policies;

namespace OrderKernel.Tests.Support;

/// <summary>Raw records of a Taobao shop, and a map that knows the goods of one code.</summary>
internal static class TaobaoRecords
{
    public const string CaseOfOne =
        """{"tid":4317627911240000001,"refund_id":9001,"oid":4317627911240000001,"status":"WAIT_SELLER_AGREE","refund_fee":"59.90","created":"2025-11-12 10:00:00","modified":"2025-11-12 10:00:00"}""";

    public static string Trade(int number) =>
        $$$"""{"tid":{{{4_317_627_911_240_000_000 + number}}},"type":"fixed","status":"WAIT_SELLER_SEND_GOODS","created":"2025-11-11 00:12:04","modified":"2025-11-11 00:20:12","pay_time":"2025-11-11 00:20:12","total_fee":"59.90","discount_fee":"0.00","adjust_fee":"0.00","post_fee":"0.00","payment":"59.90","received_payment":"0.00","receiver_state":"贵州省","receiver_city":"贵阳市","orders":{"order":[{"oid":{{{4_317_627_911_240_000_000 + number}}},"num_iid":720000000002,"sku_id":"5110000000002","outer_sku_id":"TB-0002","num":1,"price":"59.90","discount_fee":"0.00","adjust_fee":"0.00","total_fee":"59.90","payment":"59.90","part_mjz_discount":"0.00","divide_order_fee":"59.90","status":"WAIT_SELLER_SEND_GOODS","refund_status":"NO_REFUND"}]}}""";

    public static KernelPolicies Mapped(string code) => KernelPolicies.Default with
    {
        Skus = SkuMap.Load(Encoding.UTF8.GetBytes(
            $$"""{"$schema":"sku-map-1.json","name":"few","version":"1","items":[{"channel":"*","code":"{{code}}","sku":"SKU-0002"}]}""")).ValueOrThrow(),
    };

    /// <summary>A record of the channel, read as a host reads it.</summary>
    public static Delivery Delivered(string id, string record, KernelPolicies policies)
    {
        var slip = Bench.Slip(id, record) with { Door = Door };
        var reading = new ProfileReader(policies.Profiles.Items.Single(p => p.Reference.Name == "taobao"), policies.Skus!.Policy,
            new ShopContext(Shop.Acme, ShopId.Of("flagship"))).Read(Encoding.UTF8.GetBytes(record));
        return reading.Claim is { } claim
            ? new ClaimDelivery(slip, claim)
            : new UnusableDelivery(slip, Shop.At("10:00"), reading.Refusal!) { Identity = reading.Identity };
    }

    public static DeliveryDoor Door { get; } = DeliveryDoor.Channel("taobao", ShopId.Of("flagship"));
}
