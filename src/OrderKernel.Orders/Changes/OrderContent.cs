using OrderKernel.Orders.Decisions;

namespace OrderKernel.Orders;

/// <summary>Compares what a channel tells of an order's content with what it told before.</summary>
public static class OrderContent
{
    /// <summary>True when the lines name the same goods in the same quantities as the channel told last, whatever the money.</summary>
    /// <param name="order">The order.</param>
    /// <param name="told">The content as the channel tells it now.</param>
    /// <returns>False also where the told content is not sound.</returns>
    public static bool HasSameGoods(Order order, ToldContent told)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(told);
        if (!PlacedContent.Of(told.Amounts, told.Lines, needsFulfilment: true).TryGet(out var now, out _)) return false;
        var heard = ContentPlan.Heard(order).Lines;
        return heard.Items.Select(Goods).SequenceEqual(now.Lines.Items.Select(Goods));

        static (LineId, SkuId?, Quantity) Goods(PlacedLine line) => (line.Source, line.Sku, line.Units);
    }
}
