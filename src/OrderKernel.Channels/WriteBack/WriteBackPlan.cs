using OrderKernel.Ports;

namespace OrderKernel.Channels;

/// <summary>What to tell a channel of a parcel, and what it has no words for.</summary>
/// <param name="Request">What to tell; null when nothing can be said.</param>
/// <param name="Unsaid">What cannot be said, each with its code; people have to know.</param>
/// <remarks>
/// <para>Formula: the carrier by the profile's map; of the waybills as many as an item may be under, those that the channel knows already counted; of the items
/// those that may be under one more, whole or by units as the channel takes them.</para>
/// <para>Laws: an item is never told under more waybills than the channel takes; a waybill that was told for an item is told again only with the parcel that it
/// belongs to; what is told and what is unsaid together are the parcel. Source: capabilities C10, C19.</para>
/// </remarks>
public sealed record WriteBackPlan(WriteBackRequest? Request, ValueList<Reason> Unsaid)
{
    /// <summary>Plans a write-back.</summary>
    /// <param name="terms">What the channel takes; null where its profile says nothing of it.</param>
    /// <param name="news">The parcel.</param>
    /// <param name="before">Other parcels of the order that the channel has taken, in order.</param>
    public static WriteBackPlan Of(WriteBackTerms? terms, ParcelNews news, ValueList<ToldParcel> before)
    {
        ArgumentNullException.ThrowIfNull(news);
        if (terms is null) return Nothing(Reason.Of(ChannelsCodes.WriteBackUnknown, ("channel", news.Order.Channel)));
        if (news.Waybills.IsEmpty) return Nothing(Reason.Of(ChannelsCodes.WriteBackWithoutWaybill, ("order", news.Order.Number)));
        if (news.Carrier is not { } carrier || terms.CodeOf(carrier) is not { } code)
        {
            return Nothing(Reason.Of(ChannelsCodes.WriteBackCarrierUnknown, ("order", news.Order.Number), ("carrier", news.Carrier?.Value ?? "-"),
                ("channel", news.Order.Channel)));
        }

        var unsaid = new List<Reason>();
        var waybills = Waybills(terms, news, unsaid);
        var others = before.Where(b => !b.Waybills.Items.Any(waybills.Contains));
        var items = terms.Scope == WriteBackScope.Order ? [] : Items(terms, news, waybills, others, unsaid);
        var isFull = terms.Scope == WriteBackScope.Order && !IsFree(terms, others.Items.Sum(b => b.Waybills.Count), waybills.Count);
        if (isFull) unsaid.Add(Said(ChannelsCodes.WriteBackWaybillUntold, news, "-", waybills));
        return isFull || (terms.Scope != WriteBackScope.Order && items.IsEmpty)
            ? new(null, unsaid.ToValueList())
            : new(new(news.Order.Tenant, news.Order.Channel, news.Order.Shop, news.Order.Number, code, waybills.ToValueList(), news.ShippedAt)
            {
                Items = items,
                Serials = terms is { Scope: WriteBackScope.Order, TakesSerials: true } ? news.Items.Items.SelectMany(i => i.Serials.Items).ToValueList() : [],
            }, unsaid.ToValueList());
    }

    private static List<Waybill> Waybills(WriteBackTerms terms, ParcelNews news, List<Reason> unsaid)
    {
        var most = terms.WaybillsMax ?? news.Waybills.Count;
        var told = news.Waybills.Items.Take(most).ToList();
        if (told.Count < news.Waybills.Count)
            unsaid.Add(Said(ChannelsCodes.WriteBackWaybillUntold, news, "-", news.Waybills.Items.Skip(most)));
        return told;
    }

    private static ValueList<WriteBackItem> Items(
        WriteBackTerms terms, ParcelNews news, List<Waybill> waybills, ValueList<ToldParcel> others, List<Reason> unsaid)
    {
        var items = new List<WriteBackItem>();
        foreach (var item in news.Items)
        {
            var known = others.Items.Where(b => b.Lines.IsEmpty || b.Lines.Items.Contains(item.Line)).Sum(b => b.Waybills.Count);
            // Units of a line are items of their own: each is under the waybill of its parcel.
            var isFree = (terms.Scope == WriteBackScope.Units && !item.Units.IsZero) || IsFree(terms, known, waybills.Count);
            if (terms.Scope == WriteBackScope.Units && item.Units.IsZero) unsaid.Add(Said(ChannelsCodes.WriteBackPartUntold, news, item.Line.Value, waybills));
            else if (!isFree) unsaid.Add(Said(ChannelsCodes.WriteBackWaybillUntold, news, item.Line.Value, waybills));
            else items.Add(new(item.Line, terms.Scope == WriteBackScope.Units ? item.Units : null) { Serials = terms.TakesSerials ? item.Serials : [] });
        }

        return items.ToValueList();
    }

    private static bool IsFree(WriteBackTerms terms, int known, int more) => terms.WaybillsMax is not { } most || known + more <= most;

    private static Reason Said(string code, ParcelNews news, string line, IEnumerable<Waybill> waybills) =>
        Reason.Of(code, ("order", news.Order.Number), ("line", line), ("waybills", string.Join(", ", waybills)));

    private static WriteBackPlan Nothing(Reason why) => new(null, [why]);
}
