using System.Text;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// Orders are planned by what their channel may be promised. Fails when a buffer, a quota or pre-sale of the stock formula does not decide, or another
/// channel's does.
/// </summary>
public class ChannelPromiseScenarios
{
    [Theory]
    [InlineData(""" "channels":[{"channel":"taobao","buffer":3}] """, 5, 2)]
    [InlineData(""" "channels":[{"channel":"taobao","sku":"TEA","buffer":9},{"channel":"taobao","location":"HZ","quota":1}] """, 5, 0)]
    [InlineData(""" "channels":[{"channel":"taobao","quota":2}] """, 5, 4)]
    [InlineData(""" "channels":[{"channel":"jd","buffer":9}] """, 5, 4)]
    [InlineData(""" "exceptions":[{"sku":"MUG","preSale":3}] """, 1, 4)]
    [InlineData(""" "exceptions":[{"sku":"MUG","preSale":3}], "channels":[{"channel":"taobao","buffer":2}] """, 1, 2)]
    public async Task Two_orders_of_two_get_what_their_channel_may_be_promised(string rest, long onHand, long locked)
    {
        var formula = "{\"$schema\":\"stock-formula-1.json\",\"name\":\"f\",\"version\":\"1\",\"terms\":[{\"account\":\"OnHand\",\"sign\":1},"
            + "{\"account\":\"Locked\",\"sign\":-1},{\"account\":\"InTransfer\",\"sign\":-1}]," + rest + "}";
        var policies = KernelPolicies.Default.With("stockFormula", Encoding.UTF8.GetBytes(formula)).ValueOrThrow() with { Network = Allocation.Network.Default };
        var bench = new Bench(policies: policies);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, onHand);
        foreach (var number in new[] { "1", "2" })
            await bench.SendAsync(Shop.Claim(number, "10:05") with { Payment = PaymentStatus.Paid, PaidAt = Shop.At("10:04") });
        Assert.Equal(locked, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        var orders = new[] { await bench.OrderAsync("1"), await bench.OrderAsync("2") };
        Assert.Equal(2 - (locked / 2), orders.Count(o => o!.Holds.Items.Any(h => h.Kind == HoldKind.StockShortage)));
    }
}
