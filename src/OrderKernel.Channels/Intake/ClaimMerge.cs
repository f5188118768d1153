using System.Collections.Immutable;

namespace OrderKernel.Channels;

/// <summary>The join of a state with one more claim: each axis is a register in which the greatest stamp stays.</summary>
internal sealed class ClaimMerge
{
    private readonly ImmutableArray<AxisStamp>.Builder _stamps;
    private readonly ClaimContent _told;
    private readonly bool _isFirst;
    private readonly List<ClaimAxis> _changed = [];
    private readonly List<ClaimAxis> _outranked = [];
    private ClaimContent _merged;

    private ClaimMerge(IntakeState state, ClaimContent told)
    {
        _told = told;
        _stamps = ImmutableArray.CreateBuilder<AxisStamp>(Math.Max(8, state.Stamps.Count + 2));
        _stamps.AddRange(state.Stamps.Items);
        _isFirst = state.Merged is null;
        // Nothing stands against the first claim: it wins every axis that it tells, and what it says is the merged view.
        _merged = state.Merged ?? told;
    }

    public IReadOnlyList<ClaimAxis> Changed => _changed;

    public IReadOnlyList<ClaimAxis> Outranked => _outranked;

    public static (IntakeState After, ClaimMerge Merge) Of(IntakeState state, ClaimContent told, string hash)
    {
        var merge = new ClaimMerge(state, told);
        merge.Moments();
        merge.Statuses();
        merge.Sums();
        merge.Goods();
        merge.People();
        var canPlace = state.CanPlace || Places(told);
        var view = merge._merged;
        var isPart = told.Scope != ClaimScope.Whole;
        var merged = merge._isFirst
            ? view with
            {
                AreAmountsAfterRefunds = told.Amounts is not null && told.AreAmountsAfterRefunds,
                IsWithoutFulfilment = isPart || told.IsWithoutFulfilment,
                IsShippingNeverTold = isPart || told.IsShippingNeverTold,
                Findings = [],
            }
            : view with
            {
                Scope = isPart ? view.Scope : ClaimScope.Whole,
                SourceTime = NodaTime.Instant.Max(view.SourceTime, told.SourceTime),
                ChannelCode = Least(view.ChannelCode, told.ChannelCode),
                ZoneName = Least(view.ZoneName, told.ZoneName),
                IsWithoutFulfilment = view.IsWithoutFulfilment && (isPart || told.IsWithoutFulfilment),
                IsShippingNeverTold = view.IsShippingNeverTold && (isPart || told.IsShippingNeverTold),
            };
        return (state with { Merged = merged, CanPlace = canPlace, Stamps = merge._stamps.ToImmutable().ToValueList(), Seen = With(state.Seen, hash) }, merge);
    }

    public static bool Places(ClaimContent told) => told is { Scope: ClaimScope.Whole, CreatedAt: not null, Amounts: not null };

    public static ValueList<string> With(ValueList<string> seen, string hash)
    {
        var index = seen.Items.BinarySearch(hash, StringComparer.Ordinal);
        return index >= 0 ? seen : seen.Items.Insert(~index, hash).ToValueList();
    }

    private static string Least(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? a : b;

    private void Moments()
    {
        var told = _told;
        if (told.CreatedAt is { } created && Wins(ClaimAxis.CreatedAt, created.ToUnixTimeTicks(), created, _merged.CreatedAt) && !_isFirst)
            _merged = _merged with { CreatedAt = created };
        if (told.PaidAt is { } paid && Wins(ClaimAxis.PaidAt, paid.ToUnixTimeTicks(), paid, _merged.PaidAt) && !_isFirst)
            _merged = _merged with { PaidAt = paid };
        if (told.ShippedAt is { } shipped && Wins(ClaimAxis.ShippedAt, shipped.ToUnixTimeTicks(), shipped, _merged.ShippedAt) && !_isFirst)
            _merged = _merged with { ShippedAt = shipped };
        if (told.DeliveredAt is { } delivered && Wins(ClaimAxis.DeliveredAt, delivered.ToUnixTimeTicks(), delivered, _merged.DeliveredAt) && !_isFirst)
            _merged = _merged with { DeliveredAt = delivered };
        if (told.EndedAt is { } ended && Wins(ClaimAxis.EndedAt, ended.ToUnixTimeTicks(), ended, _merged.EndedAt) && !_isFirst)
            _merged = _merged with { EndedAt = ended };
    }

    private void Statuses()
    {
        var told = _told;
        if (told.Payment is { } payment && Wins(ClaimAxis.Payment, AxisProgress.Of(payment), payment, _merged.Payment) && !_isFirst)
            _merged = _merged with { Payment = payment };
        if (told.Fulfilment is { } fulfilment && Wins(ClaimAxis.Fulfilment, AxisProgress.Of(fulfilment), fulfilment, _merged.Fulfilment) && !_isFirst)
            _merged = _merged with { Fulfilment = fulfilment };
        if (told.AfterSales is { } afterSales && Wins(ClaimAxis.AfterSales, AxisProgress.Of(afterSales), afterSales, _merged.AfterSales) && !_isFirst)
            _merged = _merged with { AfterSales = afterSales };
        if (told.Outcome is { } outcome && Wins(ClaimAxis.Outcome, (long)outcome, outcome, _merged.Outcome) && !_isFirst)
            _merged = _merged with { Outcome = outcome };
        if (told.Holds is { } holds && Wins(ClaimAxis.Holds, 0, holds, _merged.Holds) && !_isFirst) _merged = _merged with { Holds = holds };
        if (told.Terms is { } terms && Wins(ClaimAxis.Terms, 0, terms, _merged.Terms) && !_isFirst) _merged = _merged with { Terms = terms };
    }

    private void Sums()
    {
        var told = _told;
        if (told.Amounts is { } amounts && Wins(ClaimAxis.Amounts, 0, amounts, _merged.Amounts, weight: told.AreAmountsAfterRefunds ? 0 : 1) && !_isFirst)
            _merged = _merged with { Amounts = amounts, AreAmountsAfterRefunds = told.AreAmountsAfterRefunds };
        if (told.PaidAmount is { } paid && Wins(ClaimAxis.PaidAmount, paid.MinorUnits, paid, _merged.PaidAmount) && !_isFirst)
            _merged = _merged with { PaidAmount = paid };
        if (!told.PaidBy.IsEmpty && Wins(ClaimAxis.PaidBy, 0, told.PaidBy, _merged.PaidBy) && !_isFirst) _merged = _merged with { PaidBy = told.PaidBy };
        if (told.RefundedAmount is { } refunded && Wins(ClaimAxis.RefundedAmount, refunded.MinorUnits, refunded, _merged.RefundedAmount) && !_isFirst)
            _merged = _merged with { RefundedAmount = refunded };
    }

    private void Goods()
    {
        if (!_told.Lines.IsEmpty && Wins(ClaimAxis.Lines, 0, _told.Lines, _merged.Lines, weight: _told.Scope == ClaimScope.Whole ? 1 : 0) && !_isFirst)
            _merged = _merged with { Lines = _told.Lines };
        foreach (var shipment in _told.Shipments)
        {
            if (Wins(ClaimAxis.Shipments, 0, shipment, Keyed.Find(_merged.Shipments, s => s.Waybill == shipment.Waybill), shipment.Waybill.Number) && !_isFirst)
                _merged = _merged with { Shipments = Keyed.Put(_merged.Shipments, shipment, s => s.Waybill.Number) };
        }

        foreach (var one in _told.Cases)
        {
            if (Wins(ClaimAxis.Cases, AxisProgress.Of(one.Status), one, Keyed.Find(_merged.Cases, c => c.Case == one.Case), one.Case.Value) && !_isFirst)
                _merged = _merged with { Cases = Keyed.Put(_merged.Cases, one, c => c.Case.Value) };
        }
    }

    private void People()
    {
        if (_told.Customer is { } customer && Wins(ClaimAxis.Customer, 0, customer, _merged.Customer) && !_isFirst)
            _merged = _merged with { Customer = customer };
        if (_told.Recipient is { } recipient && Wins(ClaimAxis.Recipient, 0, recipient, _merged.Recipient) && !_isFirst)
            _merged = _merged with { Recipient = recipient };
    }

    /// <summary>
    /// Whether a told value takes its axis. On a tie of stamps equal values change nothing,
    /// and of others the greater text wins: a total order that every arrival order shares.
    /// </summary>
    private bool Wins<T>(ClaimAxis axis, long progress, T told, T? current, string key = "", int weight = 1) where T : struct =>
        Wins(axis, progress, key, weight, (told, current), static v => v.current is { } stands && EqualityComparer<T>.Default.Equals(v.told, stands),
            static v => (v.told.ToString(), v.current?.ToString()));

    private bool Wins<T>(ClaimAxis axis, long progress, T told, T? current, string key = "", int weight = 1) where T : class =>
        Wins(axis, progress, key, weight, (told, current), static v => v.told.Equals(v.current), static v => (v.told.ToString(), v.current?.ToString()));

    private bool Wins<TValues>(ClaimAxis axis, long progress, string key, int weight, TValues values, Func<TValues, bool> areSame,
        Func<TValues, (string?, string?)> texts)
    {
        var stamp = new AxisStamp(axis, key, weight, _told.SourceTime, progress);
        var at = 0;
        while (at < _stamps.Count && _stamps[at].CompareTo(axis, key) < 0) at++;
        if (at < _stamps.Count && _stamps[at].CompareTo(axis, key) == 0)
        {
            var order = stamp.CompareTo(_stamps[at]);
            if (order == 0)
            {
                if (areSame(values)) return false;
                var (told, current) = texts(values);
                order = string.CompareOrdinal(told, current);
            }

            if (order <= 0)
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
