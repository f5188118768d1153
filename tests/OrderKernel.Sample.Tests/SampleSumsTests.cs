namespace OrderKernel.Sample.Tests;

// Fails when the money of a payload does not add up by its own channel's rules, in its own channel's unit.
[Collection(SampleCollection.Name)]
public sealed class SampleSumsTests(SampleFixture fixture)
{
    private static readonly string[] SharedNames =
        ["order_amount", "pay_amount", "post_amount", "promotion_amount", "promotion_shop_amount", "promotion_platform_amount"];

    private readonly SampleReading _sample = fixture.Sample;

    [Fact]
    public void Taobao_line_payments_discounts_and_freight_make_the_payment()
    {
        foreach (var order in _sample.Orders.Where(order => order.Channel == "taobao"))
        {
            Assert.Equal(order.Fen("total_fee"), order.Lines.Sum(line => order.FenOf(line, "price") * order.Quantity(line)));
            Assert.Equal(order.Fen("discount_fee"), order.Lines.Sum(line => order.FenOf(line, "part_mjz_discount")));
            Assert.Equal(order.PayableFen, order.Lines.Sum(line => order.FenOf(line, "divide_order_fee")) + order.Fen("post_fee"));
            Assert.All(order.Lines, line => Assert.Equal(
                order.FenOf(line, "total_fee"), (order.FenOf(line, "price") * order.Quantity(line)) - order.FenOf(line, "discount_fee")));
            Assert.Equal(
                order.Lines.Count == 1 ? order.PayableFen : order.PayableFen - order.Fen("post_fee") + order.Fen("discount_fee"),
                order.Lines.Sum(line => order.FenOf(line, "payment")));
        }
    }

    [Fact]
    public void Jd_totals_less_seller_discount_plus_freight_make_what_is_to_be_paid()
    {
        foreach (var order in _sample.Orders.Where(order => order.Channel == "jd"))
        {
            Assert.Equal(order.Fen("orderTotalPrice"), order.Lines.Sum(line => order.FenOf(line, "jdPrice") * Math.Abs(order.Quantity(line))));
            Assert.Equal(order.Fen("orderSellerPrice"), order.Fen("orderTotalPrice") - order.Fen("sellerDiscount"));
            Assert.Equal(order.PayableFen, order.Fen("orderSellerPrice") + order.Fen("freightPrice") - order.Fen("balanceUsed"));
            Assert.Equal(order.Fen("sellerDiscount"), order.Json.Items("couponDetailList").Sum(coupon => order.FenOf(coupon, "couponPrice")));
            Assert.Equal(order.Paid is null ? 0 : order.PayableFen, order.Fen("actualPay"));
        }
    }

    [Fact]
    public void Pinduoduo_goods_less_discounts_plus_postage_make_the_payment()
    {
        foreach (var order in _sample.Orders.Where(order => order.Channel == "pdd"))
        {
            Assert.Equal(order.Fen("goods_amount"), order.Lines.Sum(line => order.FenOf(line, "goods_price") * Math.Abs(order.Quantity(line))));
            Assert.Equal(order.Fen("discount_amount"), order.Fen("platform_discount") + order.Fen("seller_discount") + order.Fen("capital_free_discount"));
            Assert.Equal(order.PayableFen, order.Fen("goods_amount") - order.Fen("discount_amount") + order.Fen("postage"));
        }
    }

    [Fact]
    public void Doudian_amounts_agree_between_the_order_and_its_sub_orders()
    {
        foreach (var order in _sample.Orders.Where(order => order.Channel == "doudian"))
        {
            Assert.All(order.Lines, line => Assert.Equal(order.FenOf(line, "sum_amount"), order.FenOf(line, "origin_amount") * order.Quantity(line)));
            Assert.Equal(order.Fen("order_amount"), order.Lines.Sum(line => order.FenOf(line, "sum_amount")) + order.Fen("post_amount"));
            Assert.Equal(order.PayableFen, order.Fen("order_amount") - order.Fen("promotion_amount"));
            Assert.Equal(order.Fen("promotion_amount"), order.Fen("promotion_shop_amount") + order.Fen("promotion_platform_amount"));
            foreach (var name in SharedNames)
            {
                Assert.Equal(order.Fen(name), order.Lines.Sum(line => order.FenOf(line, name)));
            }
        }
    }

    [Fact]
    public void No_refund_exceeds_what_was_paid()
    {
        var paid = _sample.Latest.ToDictionary(order => order.Id, order => order.PayableFen);
        foreach (var told in _sample.Cases)
        {
            var (order, fen) = SampleCases.Amount(told);
            Assert.InRange(fen, 1, paid[order]);
        }
    }

    [Fact]
    public void Discounts_and_freight_occur_on_every_channel()
    {
        foreach (var (channel, freight, discount) in ((string, string, string)[])
            [
                ("taobao", "post_fee", "discount_fee"),
                ("jd", "freightPrice", "sellerDiscount"),
                ("pdd", "postage", "platform_discount"),
                ("doudian", "post_amount", "promotion_platform_amount"),
            ])
        {
            Assert.Contains(_sample.Orders, order => order.Channel == channel && order.Fen(freight) > 0);
            Assert.Contains(_sample.Orders, order => order.Channel == channel && order.Fen(discount) > 0);
        }
    }

    [Fact]
    public void An_order_never_changes_its_price()
    {
        Assert.All(_sample.Orders.GroupBy(order => order.Id), copies => Assert.Single(copies.Select(order => order.PayableFen).Distinct()));
    }
}
