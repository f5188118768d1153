namespace OrderKernel.Orders.Decisions;

/// <summary>The difference between two contents that a channel told, as what it does to an order. Only what was not sent changes.</summary>
internal static class ContentPlan
{
    /// <summary>Why a proposal of the channel was declined when the channel told another content before anybody answered.</summary>
    public const string Superseded = "superseded";

    /// <summary>The content that the order was last given.</summary>
    public static PlacedContent Given(Order order) => Last(order, c => c.Status == ChangeStatus.Confirmed) ?? AsPlaced(order);

    /// <summary>The content that the channel told last, given or not.</summary>
    public static PlacedContent Heard(Order order) =>
        Last(order, c => c.Status is ChangeStatus.Proposed or ChangeStatus.Confirmed || c.Why != Superseded) ?? AsPlaced(order);

    /// <summary>The proposal of the channel that waits for an answer; null when none does.</summary>
    public static ProposedChange? Waiting(Order order) =>
        order.Changes.Items.LastOrDefault(c => c.Change.Kind == ChangeKind.Content && c.Status == ChangeStatus.Proposed);

    /// <summary>What kinds of change lie between two contents, as a policy answers them.</summary>
    public static ChannelAnswer Answer(PlacedContent given, PlacedContent told, ChannelAnswers rules)
    {
        var answer = ChannelAnswer.AtOnce;
        foreach (var source in given.Lines.Items.Concat(told.Lines.Items).Select(l => l.Source).Distinct())
        {
            var (was, now) = (given.Lines.Where(l => l.Source == source), told.Lines.Where(l => l.Source == source));
            if (was.IsEmpty || now.IsEmpty) Stricter(rules.Lines);
            else if (!was.Items.Select(l => l.Sku).SequenceEqual(now.Items.Select(l => l.Sku))) Stricter(rules.Goods);
            else if (!was.Items.Select(l => l.Units).SequenceEqual(now.Items.Select(l => l.Units))) Stricter(rules.Quantity);
            else if (Sum(was) != Sum(now)) Stricter(rules.Price);
        }

        if (given.Parts != told.Parts) Stricter(rules.Price);
        return answer;

        void Stricter(ChannelAnswer other) => answer = other > answer ? other : answer;
    }

    /// <summary>The events that give an order the told content: planned parcels that it touches are given up, so that all is planned anew.</summary>
    public static Result<ValueList<OrderEvent>> Of(Order order, ToldContent told)
    {
        if (!PlacedContent.Of(told.Amounts, told.Lines, needsFulfilment: true).TryGet(out var target, out var refusal)) return refusal;
        // People made the same change here before the channel told it.
        var parts = target.Parts - Own(order);
        if (parts.IsNone && IsWhole(order, target, withCancelled: false))
        {
            var none = Money.Zero(told.Amounts.Due.Currency);
            return Result.Ok<ValueList<OrderEvent>>(
                [new ContentAmended(told.Amounts, OrderParts.None(none.Currency), [], [], none, told.IsShippingNeverTold)]);
        }

        var given = Given(order);
        var (lines, added, needs) = (new List<AmendedUnits>(), new List<PlacedLine>(), new List<LineUnits>());
        foreach (var key in target.Lines.Items.Concat(given.Lines.Items).Select(Key.Of).Distinct())
        {
            var (was, now) = (given.Lines.Where(l => Key.Of(l) == key), target.Lines.Where(l => Key.Of(l) == key));
            var (units, money) = (Count(now) - Count(was), Sum(now, told) - Sum(was, told));
            if (units == 0 && money.IsZero) continue;
            if (LineOf(order, key) is { } line)
            {
                // What was cancelled here is off already, with its money.
                if (units < 0 && !line.Units.Cancelled.IsZero)
                {
                    var gone = Quantity.Min(Quantity.Of(-units), line.Units.Cancelled);
                    (units, money) = (units + gone.Units, money + line.CancelledMoney.FirstUnits(gone, line.Units.Cancelled));
                    if (units == 0 && money.IsZero) continue;
                }

                lines.Add(new(line.Id, QuantityDelta.Of(units), money));
                if (units < 0) needs.Add(new(line.Id, Quantity.Of(-units)));
            }
            else if (was.IsEmpty)
            {
                added.AddRange(now.Items.Select(l => l with { Id = Fresh(order, l.Id) }));
            }
            else
            {
                return Refusal.Of(OrdersCodes.LineUnknown, ("line", key.Source));
            }
        }

        foreach (var (id, units) in needs)
        {
            var rest = order.Line(id)!.Units.Rest;
            if (units > rest) return Refusal.Of(KernelCodes.LedgerUnitsShort, ("wanted", units), ("place", UnitPlace.Open), ("held", rest));
        }

        var change = added.Aggregate(lines.Aggregate(parts.Sum, (sum, l) => sum + l.Money), (sum, l) => sum + l.Total);
        var reclaimed = Money.Max(Money.Zero(change.Currency), Money.Min(order.PendingUnassigned, order.Money.Due + change - order.Money.Kept));
        var opened = LineGroup.Opening(order, needs.ToValueList(), []);
        var isAnew = added.Count > 0 || lines.Any(l => l.Units.Units != 0);
        return opened.AddRange(isAnew ? Released(order, opened) : []).Add(new ContentAmended(told.Amounts, parts, lines.ToValueList(),
            added.ToValueList(), reclaimed, told.IsShippingNeverTold));
    }

    /// <summary>Planned parcels that hold stock and bear no label yet: they are planned anew with the rest.</summary>
    public static IEnumerable<OrderEvent> Released(Order order, ValueList<OrderEvent> already) => order.Shipments.Items
        .Where(s => s is { Status: ShipmentStatus.Planned, Reservation: not null, Waybills.IsEmpty: true })
        .Select(s => new ShipmentReleased(s.Id)).Where(r => !already.Items.Contains(r));

    /// <summary>True when the order consists of exactly a content, line by line with what was cancelled counted in or left out.</summary>
    public static bool IsWhole(Order order, PlacedContent told) => IsWhole(order, told, withCancelled: true);

    private static bool IsWhole(Order order, PlacedContent told, bool withCancelled)
    {
        var own = order.Lines.Where(l => !l.IsReplacement && !(l.Units.Ordered.IsZero && l.Total.IsZero));
        var keys = own.Items.Select(l => Key.Of(l.Placed)).Concat(told.Lines.Items.Select(Key.Of)).Distinct();
        return keys.All(key =>
        {
            var (has, says) = (own.Where(l => Key.Of(l.Placed) == key), told.Lines.Where(l => Key.Of(l) == key));
            return (withCancelled && has.Items.Sum(l => l.Units.Ordered.Units) == Count(says) && has.Items.Sum(l => l.Total.MinorUnits) == Sum(says))
                || (has.Items.Sum(l => (l.Units.Ordered - l.Units.Cancelled).Units) == Count(says)
                    && has.Items.Sum(l => (l.Total - l.CancelledMoney).MinorUnits) == Sum(says));
        });
    }

    // The order's own part of what it consists of, whatever became of it; a price that was changed here counts.
    private static OrderParts Own(Order order) => order.Refunds.Items.Where(r => r.IsOpen || r.Status == RefundStatus.Refunded)
        .Aggregate(order.Parts + order.CancelledParts + order.WrittenOffParts, (sum, r) => sum + r.Parts);

    private static PlacedContent AsPlaced(Order order) => order.Placed.Lines.IsEmpty
        ? new([], order.Parts, [])
        : new(order.Placed.Lines, order.Placed.Parts, []);

    private static PlacedContent? Last(Order order, Func<ProposedChange, bool> counts)
    {
        for (var i = order.Changes.Count - 1; i >= 0; i--)
        {
            if (order.Changes[i] is not { Change: { Kind: ChangeKind.Content, Content: { } content } } change || !counts(change)) continue;
            return PlacedContent.Of(content.Amounts, content.Lines, needsFulfilment: true).OrUnreachable("A content that was proposed is sound");
        }

        return null;
    }

    private static OrderLine? LineOf(Order order, Key key) => order.Lines.Items
        .Where(l => !l.IsReplacement && Key.Of(l.Placed) == key).OrderBy(l => l.Units.Ordered.IsZero).FirstOrDefault();

    private static LineId Fresh(Order order, LineId told)
    {
        var id = told;
        for (var i = 2; order.Line(id) is not null; i++) id = LineId.Of(DerivedId.Of($"{told}~{i}"));
        return id;
    }

    private static long Count(ValueList<PlacedLine> lines) => lines.Items.Sum(l => l.Units.Units);

    private static long Sum(ValueList<PlacedLine> lines) => lines.Items.Sum(l => l.Total.MinorUnits);

    private static Money Sum(ValueList<PlacedLine> lines, ToldContent told) => Money.OfMinor(Sum(lines), told.Amounts.Due.Currency);

    /// <summary>What makes two lines the same goods of the same line of the channel.</summary>
    private readonly record struct Key(LineId Source, SkuId? Sku, bool IsBundle, Quantity Size, bool NeedsFulfilment)
    {
        public static Key Of(PlacedLine line) => new(line.Source, line.Sku, line.Bundle is not null, line.BundleSize, line.NeedsFulfilment);
    }
}
