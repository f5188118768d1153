using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What one channel may be promised in a cell, with what led to it.</summary>
/// <param name="Stock">What is available there to all, term by term.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Buffer">Units kept back from it 缓冲.</param>
/// <param name="Quota">The most that it is promised 配额; null for no bound.</param>
public sealed record ChannelAvailable(AvailableStock Stock, ChannelId Channel, Quantity Buffer, Quantity? Quota)
{
    /// <summary>Units free to promise to the channel: what is available less the buffer, at least zero and at most the quota.</summary>
    public Quantity Units => Quantity.Of(Math.Min(Quota?.Units ?? long.MaxValue, Stock.Balance > Buffer.Units ? Stock.Balance - Buffer.Units : 0));

    /// <summary>The position that allocation plans with.</summary>
    public AvailablePosition ToPosition() => new(Stock.Cell.Location, Stock.Cell.Sku, Units);

    /// <summary>The terms in one line, such as <c>5 OnHand − 3 Locked − 0 InTransfer − 1 Buffer ≤ 10 Quota</c>.</summary>
    public string TermsText() => Stock.TermsText() + (Buffer.IsZero ? "" : $" − {Buffer} Buffer") + (Quota is { } quota ? $" ≤ {quota} Quota" : "");
}

/// <summary>Answers what one channel may be promised, with the terms of the answer.</summary>
/// <remarks>
/// <para>Formula: <c>min(quota, max(0, available − buffer))</c>. Units: base units.</para>
/// <para>Laws: never more than is available to all; what makes less available to all makes no more available to a channel.</para>
/// <para>A buffer and a quota bound what is planned, shown and held for a channel. The store's floor, which has the last word, keeps the buffer too; a quota
/// is the most of a shelf that one hold takes, and no sum over holds.</para>
/// </remarks>
public static class ChannelAvailability
{
    /// <summary>What a channel may be promised on every shelf of which a cell has a balance, in their order.</summary>
    /// <param name="balances">Balances in any order; those of one shelf are taken together.</param>
    /// <param name="formula">What counts as available, and what channels may be promised of it.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="on">The day: batches that are too near their end then do not count; null when all do.</param>
    /// <exception cref="OverflowException">A cell's terms sum past 64 bits.</exception>
    public static ValueList<ChannelAvailable> OfAll(ImmutableArray<StockBalance> balances, StockFormula formula, ChannelId channel, LocalDate? on = null) =>
        Availability.OfAll(balances, formula, on).Items.Select(a => Of(a, formula, channel)).ToValueList();

    /// <summary>What is free to a channel of what is free to all.</summary>
    internal static long Bound(long free, ChannelRule rule) =>
        Math.Min(rule.Quota?.Units ?? long.MaxValue, free > rule.Buffer.Units ? free - rule.Buffer.Units : 0);

    /// <summary>What a channel may be promised of what is available in a cell.</summary>
    /// <param name="stock">What is available there.</param>
    /// <param name="formula">What channels may be promised.</param>
    /// <param name="channel">The channel; one of which no rule speaks may be promised all.</param>
    public static ChannelAvailable Of(AvailableStock stock, StockFormula formula, ChannelId channel)
    {
        ArgumentNullException.ThrowIfNull(stock);
        ArgumentNullException.ThrowIfNull(formula);
        var rule = formula.RuleOf(channel, stock.Cell);
        return new(stock, channel, rule?.Buffer ?? Quantity.Zero, rule?.Quota);
    }
}
