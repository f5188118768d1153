using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Screens an order for anomalies 异常订单预警. Pure: all history comes in as facts.</summary>
/// <remarks>
/// <para>Laws: raising the amount never lowers the risk; the order of the history does not matter; what came later than the order does not count.</para>
/// <para>Every number that decided stands in the reasons; nothing that a person wrote does.</para>
/// </remarks>
public static class RiskScreen
{
    /// <summary>Judges an order.</summary>
    /// <param name="order">What is placed.</param>
    /// <param name="facts">What the caller knows.</param>
    /// <param name="rules">What makes an order risky.</param>
    public static RiskVerdict Judge(PlaceOrder order, ScreeningFacts facts, RiskRules rules)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(rules);
        var (reasons, points) = (new List<Reason>(), 0);
        void Find(int score, Reason reason)
        {
            points += score;
            reasons.Add(reason);
        }

        if (facts.Recipient is { } recipient)
        {
            if (rules.Address is { } address && (!facts.IsPartial || recipient.Address is { HasDetail: true })
                && RecipientScreen.Vague(recipient.Address, address) is { IsEmpty: false } vague)
                Find(address.Points, Reason.Of(ScreeningCodes.AddressVague, ("what", string.Join(", ", vague.Items))));
            if (rules.Phone is { } phone && (!facts.IsPartial || !recipient.Phone.IsUnset)
                && RecipientScreen.Doubtful(recipient.Phone, phone) is { IsEmpty: false } doubtful)
                Find(phone.Points, Reason.Of(ScreeningCodes.PhoneDoubtful, ("what", string.Join(", ", doubtful.Items))));
        }

        if (rules.Amount is { } amount && Abnormal(order.Amounts.Due, facts.ShopAmounts, amount) is { } abnormal) Find(amount.Points, abnormal);
        if (rules.HighValue is { } high && order.Amounts.Due.Currency == high.Above.Currency && order.Amounts.Due > high.Above)
            Find(high.Points, Reason.Of(ScreeningCodes.HighValue, ("due", order.Amounts.Due), ("limit", high.Above)));
        var past = Past(order, facts);
        if (rules.Repeat is { } repeat && past.Count(p => p.IsSame && IsWithin(order, p.Order, repeat.Within)) is > 0 and var again)
            Find(repeat.Points, Reason.Of(ScreeningCodes.Repeated, ("orders", again), ("within", repeat.Within)));
        if (reasons.Count == 0) return new(RiskLevel.Low, 0, 0, []);

        var streak = 1;
        if (rules.Streak is { } row)
        {
            while (streak <= past.Count && (past[streak - 1].Order.IsAnomalous || past[streak - 1].IsSame)
                && IsWithin(order, past[streak - 1].Order, row.Within)) streak++;
            if (streak >= row.Length) reasons.Add(Reason.Of(ScreeningCodes.Streak, ("orders", streak), ("limit", row.Length)));
        }

        var level = points >= rules.HighAt || (rules.Streak is { } s && streak >= s.Length)
            ? RiskLevel.High
            : points >= rules.ElevatedAt
            ? RiskLevel.Elevated
            : RiskLevel.Low;
        reasons.Add(Reason.Of(ScreeningCodes.Risk, ("level", level), ("points", points)));
        return new(level, points, streak, reasons.ToValueList());
    }

    private static Reason? Abnormal(Money due, AmountSketch? shop, AmountRule rule)
    {
        if (shop is null || shop.Currency != due.Currency || shop.Count < rule.OrdersMin || shop.Quantile(rule.QuantileBasisPoints) is not { } usual)
            return null;
        // due / usual > factor / 100, without dividing; a shop that gives everything away has one minor unit as its usual amount.
        if (due.MinorUnits <= 0 || Ratio.Compare(due.MinorUnits, Math.Max(1, usual.MinorUnits), rule.FactorPercent, 100) <= 0) return null;
        return Reason.Of(ScreeningCodes.AmountAbnormal, ("due", due), ("usual", usual), ("percent", rule.FactorPercent), ("orders", shop.Count));
    }

    /// <summary>The buyer's earlier orders, newest first; of two at one instant the anomalous one counts as the later.</summary>
    private static List<(PastOrder Order, bool IsSame)> Past(PlaceOrder order, ScreeningFacts facts)
    {
        var (goods, address) = (ScreeningFacts.GoodsOf(order.Lines), ScreeningFacts.AddressOf(facts.Recipient));
        var past = facts.Recent.Items.Where(p => p.At <= order.CreatedAt)
            .Select(p => (Order: p, IsSame: goods.Length > 0 && address.Length > 0 && p.Goods == goods && p.Address == address)).ToList();
        past.Sort((a, b) => a.Order.At != b.Order.At ? b.Order.At.CompareTo(a.Order.At) : Rank(b).CompareTo(Rank(a)));
        return past;

        static int Rank((PastOrder Order, bool IsSame) p) => p.Order.IsAnomalous || p.IsSame ? 1 : 0;
    }

    private static bool IsWithin(PlaceOrder order, PastOrder past, Duration within) => order.CreatedAt - past.At < within;
}
