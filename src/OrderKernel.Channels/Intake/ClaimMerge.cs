using System.Collections.Immutable;

namespace OrderKernel.Channels;

/// <summary>The join of a state with one more claim: each axis is a register in which the greatest stamp stays.</summary>
internal sealed class ClaimMerge
{
    private readonly ImmutableArray<AxisStamp>.Builder _stamps;
    private readonly string _hash;
    private readonly ClaimContent _told;
    private readonly List<ClaimAxis> _changed = [];
    private readonly List<ClaimAxis> _outranked = [];
    private ClaimContent _merged;

    private ClaimMerge(IntakeState state, ClaimContent told, string hash)
    {
        (_told, _hash) = (told, hash);
        _stamps = state.Stamps.Items.ToBuilder();
        _merged = state.Merged ?? new ClaimContent
        {
            Order = told.Order,
            Scope = ClaimScope.Part,
            SourceTime = told.SourceTime,
            ChannelCode = told.ChannelCode,
            ZoneName = told.ZoneName,
            IsWithoutFulfilment = true,
            IsShippingNeverTold = true,
        };
    }

    public IReadOnlyList<ClaimAxis> Changed => _changed;

    public IReadOnlyList<ClaimAxis> Outranked => _outranked;

    public static (IntakeState After, ClaimMerge Merge) Of(IntakeState state, ClaimContent told, string hash)
    {
        var merge = new ClaimMerge(state, told, hash);
        merge.Moments();
        merge.Statuses();
        merge.Sums();
        merge.Goods();
        merge.People();
        var canPlace = state.CanPlace || Places(told);
        var view = merge._merged;
        var isPart = told.Scope != ClaimScope.Whole;
        var merged = view with
        {
            Scope = isPart ? view.Scope : ClaimScope.Whole,
            SourceTime = NodaTime.Instant.Max(view.SourceTime, told.SourceTime),
            ChannelCode = Least(view.ChannelCode, told.ChannelCode),
            ZoneName = Least(view.ZoneName, told.ZoneName),
            IsWithoutFulfilment = view.IsWithoutFulfilment && (isPart || told.IsWithoutFulfilment),
            IsShippingNeverTold = view.IsShippingNeverTold && (isPart || told.IsShippingNeverTold),
        };
        return (state with { Merged = merged, CanPlace = canPlace, Stamps = new ValueList<AxisStamp>().AddRange(merge._stamps.ToImmutable()), Seen = With(state.Seen, hash) }, merge);
    }

    public static bool Places(ClaimContent told) => told is { Scope: ClaimScope.Whole, CreatedAt: not null, Amounts: not null };

    public static ValueList<string> With(ValueList<string> seen, string hash)
    {
        var index = seen.Items.BinarySearch(hash, StringComparer.Ordinal);
        return index >= 0 ? seen : new ValueList<string>().AddRange(seen.Items.Insert(~index, hash));
    }

    private static string Least(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? a : b;

    private void Moments()
    {
        var told = _told;
        if (told.CreatedAt is { } created && Wins(ClaimAxis.CreatedAt, created.ToUnixTimeTicks())) _merged = _merged with { CreatedAt = created };
        if (told.PaidAt is { } paid && Wins(ClaimAxis.PaidAt, paid.ToUnixTimeTicks())) _merged = _merged with { PaidAt = paid };
        if (told.ShippedAt is { } shipped && Wins(ClaimAxis.ShippedAt, shipped.ToUnixTimeTicks())) _merged = _merged with { ShippedAt = shipped };
        if (told.DeliveredAt is { } delivered && Wins(ClaimAxis.DeliveredAt, delivered.ToUnixTimeTicks())) _merged = _merged with { DeliveredAt = delivered };
        if (told.EndedAt is { } ended && Wins(ClaimAxis.EndedAt, ended.ToUnixTimeTicks())) _merged = _merged with { EndedAt = ended };
    }

    private void Statuses()
    {
        var told = _told;
        if (told.Payment is { } payment && Wins(ClaimAxis.Payment, AxisProgress.Of(payment))) _merged = _merged with { Payment = payment };
        if (told.Fulfilment is { } fulfilment && Wins(ClaimAxis.Fulfilment, AxisProgress.Of(fulfilment))) _merged = _merged with { Fulfilment = fulfilment };
        if (told.AfterSales is { } afterSales && Wins(ClaimAxis.AfterSales, AxisProgress.Of(afterSales))) _merged = _merged with { AfterSales = afterSales };
        if (told.Outcome is { } outcome && Wins(ClaimAxis.Outcome, (long)outcome)) _merged = _merged with { Outcome = outcome };
        if (told.Holds is { } holds && Wins(ClaimAxis.Holds, 0)) _merged = _merged with { Holds = holds };
        if (told.Terms is { } terms && Wins(ClaimAxis.Terms, 0)) _merged = _merged with { Terms = terms };
    }

    private void Sums()
    {
        var told = _told;
        if (told.Amounts is { } amounts && Wins(ClaimAxis.Amounts, 0, weight: told.AreAmountsAfterRefunds ? 0 : 1))
            _merged = _merged with { Amounts = amounts, AreAmountsAfterRefunds = told.AreAmountsAfterRefunds };
        if (told.PaidAmount is { } paid && Wins(ClaimAxis.PaidAmount, paid.MinorUnits)) _merged = _merged with { PaidAmount = paid };
        if (told.RefundedAmount is { } refunded && Wins(ClaimAxis.RefundedAmount, refunded.MinorUnits)) _merged = _merged with { RefundedAmount = refunded };
    }

    private void Goods()
    {
        if (!_told.Lines.IsEmpty && Wins(ClaimAxis.Lines, 0, weight: _told.Scope == ClaimScope.Whole ? 1 : 0)) _merged = _merged with { Lines = _told.Lines };
        foreach (var shipment in _told.Shipments)
        {
            if (Wins(ClaimAxis.Shipments, 0, shipment.Waybill.Value)) _merged = _merged with { Shipments = Keyed.Put(_merged.Shipments, shipment, s => s.Waybill.Value) };
        }

        foreach (var one in _told.Cases)
        {
            if (Wins(ClaimAxis.Cases, AxisProgress.Of(one.Status), one.Case.Value)) _merged = _merged with { Cases = Keyed.Put(_merged.Cases, one, c => c.Case.Value) };
        }
    }

    private void People()
    {
        if (_told.Customer is { } customer && Wins(ClaimAxis.Customer, 0)) _merged = _merged with { Customer = customer };
        if (_told.Recipient is { } recipient && Wins(ClaimAxis.Recipient, 0)) _merged = _merged with { Recipient = recipient };
    }

    private bool Wins(ClaimAxis axis, long progress, string key = "", int weight = 1)
    {
        var stamp = new AxisStamp(axis, key, weight, _told.SourceTime, progress, _hash);
        var at = 0;
        while (at < _stamps.Count && _stamps[at].CompareTo(axis, key) < 0) at++;
        if (at < _stamps.Count && _stamps[at].CompareTo(axis, key) == 0)
        {
            if (!stamp.Outranks(_stamps[at]))
            {
                Note(_outranked, axis);
                return false;
            }

            _stamps[at] = stamp;
        }
        else
        {
            _stamps.Insert(at, stamp);
        }

        Note(_changed, axis);
        return true;
    }

    private static void Note(List<ClaimAxis> axes, ClaimAxis axis)
    {
        if (axes.Count == 0 || axes[axes.Count - 1] != axis) axes.Add(axis);
    }
}
