using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// Whatever bytes come, there are typed answers only, never an exception, and cutting
/// does not depend on how the bytes were handed over. Fails on any unguarded parse.
/// </summary>
public sealed class MutationLaws
{
    private static readonly int Count = Sizes.Of(6_000, 100_000);
    private static readonly string[] Splices = ["{", "}", "[", "]", "\"", ",", ":", "\n", "null", "1e400", "-1", "\\ud800", "\\", "\0", "\uFEFF",
        "999999999999999999999", "\"\"", "路", "tid", "{\"tid\":1}", "\"status\":\"X\"", "\r", ";", "\t",
        "\"x\"y", "sep=;\n", "=1234567890123456789", "\n\n订单\n",
        "<a>", "</Order>", "&lt;", "canceled"];

    [Fact]
    public void Mutated_records_give_typed_answers_only()
    {
        var seeds = new (string Profile, string Input)[]
        {
            ("taobao", "{\"trades\":{\"trade\":[" + Payload.Taobao() + "]}}"),
            ("taobao", Payload.Taobao().Replace("\n", "") + "\n" + Payload.Taobao("TRADE_FINISHED").Replace("\n", "") + "\n"),
            ("pdd", Payload.Pdd(",\"refund_status\":2,\"tracking_number\":\"SF1\",\"logistics_id\":44")),
            ("doudian", Payload.Doudian("3",
                ",\"logistics_info\":[{\"tracking_no\":\"1\",\"company\":\"shunfeng\",\"product_info\":[{\"sku_order_id\":\"4781320682406083641\"}]}]")),
            ("doudian", Payload.DoudianAfterSale("12", "3")),
            ("tmall-csv",
                "订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额\n\"1\",2.0,2.0,上海,2020-02-21 00:00:00,2020-02-21 00:00:01,0.0\n2,2,0,\"上\"\"\",2020-02-21 00:00:00,,0\n"),
            ("lazada", """
                {"data":[{"order_id":7,"order_items":[{"order_item_id":1,"status":"shipped","sku":"A","currency":"SGD","item_price":12,"paid_price":10.5,"shipping_amount":2,"tracking_code":"T1","shipment_provider":"DHL","created_at":"2026-02-09 18:00:00 +0800","updated_at":"2026-02-09 18:05:00 +0800"},{"order_item_id":2,"status":"delivered","sku":"A","currency":"SGD","item_price":12,"paid_price":10.5,"shipping_amount":2,"created_at":"2026-02-09 18:00:00 +0800","updated_at":"2026-02-10 18:05:00 +0800"}]}]}
                """),
            ("amazon", """
                {"orders":[{"orderId":"2","createdTime":"2026-02-09T10:00:00Z","proceeds":{"grandTotal":{"amount":"20","currencyCode":"JPY"}},"fulfillment":{"fulfillmentStatus":"SHIPPED"},"orderItems":[{"orderItemId":"i","quantityOrdered":2,"product":{"sellerSku":"A","price":{"unitPrice":{"amount":"10"}}}}],"packages":[{"packageStatus":{"status":"DELIVERED"},"trackingNumber":"T","packageItems":[{"orderItemId":"i","quantity":2}]}]}]}
                """),
            ("xiaohongshu-shop", """
                {"data":{"orderId":"P","orderStatus":6,"orderAfterSalesStatus":1,"createdTime":1770602400000,"totalPayAmount":2000,"expressTrackingNo":"SF1","skuList":[{"skuId":"k","skuQuantity":2,"totalPaidAmount":2000}],"simpleDeliveryOrderList":[{"expressTrackingNo":"SF1","expressCompanyCode":"YTO","skuIdList":["k"]}]}}
                """),
            ("own-shop", """
                {"orders":[{"order":"A","createdAt":"2026-02-09T10:00:00+08:00","currency":"KWD","total":"1.250","holds":["Invoice"],"lines":[{"sku":"M","quantity":1,"total":"1.250"}],"parcels":[{"waybill":"S","lines":[{"line":"1","quantity":1}]}],"cases":[{"id":"R","kind":"RefundOnly","status":"Requested","amount":1,"line":"1","quantity":1}]}]}
                """),
            ("ebay-trading",
                "<GetOrdersResponse><OrderArray><Order><OrderID>1</OrderID><OrderStatus>Completed</OrderStatus><CreatedTime>2026-02-09T10:00:00Z</CreatedTime><Total currencyID=\"USD\">2.0</Total><TransactionArray><Transaction><Item><SKU>A</SKU></Item><QuantityPurchased>1</QuantityPurchased><TransactionPrice currencyID=\"USD\">2.0</TransactionPrice><OrderLineItemID>1</OrderLineItemID></Transaction></TransactionArray></Order></OrderArray></GetOrdersResponse>"),
            ("own-shop-csv", "order,created at,currency,total,sku,quantity,line total,waybill\nA,2026-02-09 10:00:00,CNY,3,M,1,1,T1\nA,,,,N,2,2,\nB,2026-02-09 10:00:00,CNY,1,M,1,1,\n"),
        };
        Assert.All(seeds, s => Assert.All(Records.Of(s.Profile, s.Input), r => Assert.True(r.Claim is not null, $"{s.Profile}: {r.Refusal}")));
        var random = new Lcg(20260209);
        var known = TextCatalog.Of(typeof(ProfileReader).Assembly).Codes.ToHashSet(StringComparer.Ordinal);
        var kinds = new HashSet<ReadingKind>();
        for (var n = 0; n < Count; n++)
        {
            var (profile, text) = seeds[n % seeds.Length];
            var bytes = Mutate(Encoding.UTF8.GetBytes(text), random);
            var whole = Records.Of(profile, bytes);
            foreach (var reading in whole)
            {
                kinds.Add(reading.Kind);
                if (reading.Refusal is { } refusal) Assert.Contains(refusal.Code, known);
                else Assert.NotNull(reading.Claim);
            }

            if (n % 7 == 0)
                Assert.Equal(whole.Select(RealPayloadScenarios.Shown),
                    Records.Of(profile, bytes, chunk: 1 + random.Next(40)).Select(RealPayloadScenarios.Shown));
            _ = ProfileRecognizer.Recognize(bytes, [Records.Profile(profile)]);
        }

        Assert.Superset(new HashSet<ReadingKind> { ReadingKind.Claimed, ReadingKind.Parked }, kinds);
    }

    private static byte[] Mutate(byte[] bytes, Lcg random)
    {
        var changed = new List<byte>(bytes);
        for (var times = 1 + random.Next(4); times > 0 && changed.Count > 1; times--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(5))
            {
                case 0:
                    changed.RemoveRange(at, Math.Min(1 + random.Next(12), changed.Count - at));
                    break;
                case 1:
                    changed[at] = (byte)random.Next(256);
                    break;
                case 2:
                    changed.InsertRange(at, Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)]));
                    break;
                case 3:
                    changed.InsertRange(at, changed.GetRange(at, Math.Min(random.Next(60), changed.Count - at)));
                    break;
                default:
                    changed.RemoveRange(at, changed.Count - at);
                    break;
            }
        }

        return [.. changed];
    }

    /// <summary>A small generator, so that a failure can be run again.</summary>
    private sealed class Lcg(uint seed)
    {
        private uint _state = seed;

        public int Next(int below)
        {
            _state = unchecked((_state * 1664525u) + 1013904223u);
            return (int)((_state >> 8) % (uint)below);
        }
    }
}
