using OrderKernel.Channels;
using OrderKernel.Orders;

namespace OrderKernel.Partners;

/// <summary>Goods of a partner's record for which its order has no place.</summary>
/// <param name="Sku">What it is.</param>
/// <param name="Wanted">Units that the record names.</param>
/// <param name="Had">Units that the order had for it.</param>
/// <param name="IsOrdered">False when no line of the order is for these goods.</param>
internal readonly record struct Misfit(SkuId Sku, long Wanted, long Had, bool IsOrdered)
{
    public long Surplus => Wanted - Had;

    public static Misfit Of(Order order, SkuId sku, long wanted, long had) => new(sku, wanted, had, order.Lines.Items.Any(l => l.Sku == sku));

    /// <summary>What does not fit, all of it; null when everything does.</summary>
    public static Refusal? Refuse(Order order, IReadOnlyList<Misfit> misfits)
    {
        if (misfits.Count == 0) return null;
        var reasons = misfits.Select(m => Reason.Of(m.IsOrdered ? OrderKernelCodes.GoodsSurplus : OrderKernelCodes.GoodsUnordered,
            ("order", order.Id), ("sku", m.Sku), ("wanted", m.Wanted), ("had", m.Had))).ToValueList();
        return new Refusal(reasons[0].Code, reasons[0].Arguments) { Reasons = reasons };
    }
}
