using System.Collections.Immutable;

namespace OrderKernel.Channels;

/// <summary>The join of a state with one more claim: each axis is a register in which the greatest stamp stays.</summary>
internal sealed class ClaimMerge
{
    private readonly ImmutableArray<AxisStamp>.Builder _stamps;
    private readonly ClaimContent _told;
    private readonly bool _isFirst;
    private readonly ClaimContent _merged;
    private readonly List<ClaimAxis> _changed;
    private List<ClaimAxis>? _outranked;
    private ValueList<ClaimedShipment> _shipments;
    private ValueList<ClaimedCase> _cases;
    private uint _won;

    private ClaimMerge(IntakeState state, ClaimContent told)
    {
        _told = told;
        _stamps = ImmutableArray.CreateBuilder<AxisStamp>(Math.Max(8, state.Stamps.Count + 2));
        _stamps.AddRange(state.Stamps.Items);
        _isFirst = state.Merged is null;
        // Nothing stands against the first claim: it wins every axis that it tells, and what it says is the merged view.
        _merged = state.Merged ?? told;
        (_shipments, _cases) = (_merged.Shipments, _merged.Cases);
        _changed = new(_isFirst ? 12 : 4);
    }

    public IReadOnlyList<ClaimAxis> Changed => _changed;

    public IReadOnlyList<ClaimAxis> Outranked => _outranked ?? (IReadOnlyList<ClaimAxis>)[];

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
                CreatedAt = merge.Of(ClaimAxis.CreatedAt, told.CreatedAt, view.CreatedAt),
                PaidAt = merge.Of(ClaimAxis.PaidAt, told.PaidAt, view.PaidAt),
                ShippedAt = merge.Of(ClaimAxis.ShippedAt, told.ShippedAt, view.ShippedAt),
                DeliveredAt = merge.Of(ClaimAxis.DeliveredAt, told.DeliveredAt, view.DeliveredAt),
                EndedAt = merge.Of(ClaimAxis.EndedAt, told.EndedAt, view.EndedAt),
                Payment = merge.Of(ClaimAxis.Payment, told.Payment, view.Payment),
                Fulfilment = merge.Of(ClaimAxis.Fulfilment, told.Fulfilment, view.Fulfilment),
                AfterSales = merge.Of(ClaimAxis.AfterSales, told.AfterSales, view.AfterSales),
                Outcome = merge.Of(ClaimAxis.Outcome, told.Outcome, view.Outcome),
                Holds = merge.Of(ClaimAxis.Holds, told.Holds, view.Holds),
                Terms = merge.Of(ClaimAxis.Terms, told.Terms, view.Terms),
                Amounts = merge.Of(ClaimAxis.Amounts, told.Amounts, view.Amounts),
                AreAmountsAfterRefunds = merge.Of(ClaimAxis.Amounts, told.AreAmountsAfterRefunds, view.AreAmountsAfterRefunds),
                PaidAmount = merge.Of(ClaimAxis.PaidAmount, told.PaidAmount, view.PaidAmount),
                PaidBy = merge.Of(ClaimAxis.PaidBy, told.PaidBy, view.PaidBy),
                RefundedAmount = merge.Of(ClaimAxis.RefundedAmount, told.RefundedAmount, view.RefundedAmount),
                Lines = merge.Of(ClaimAxis.Lines, told.Lines, view.Lines),
                Shipments = merge._shipments,
                Cases = merge._cases,
                Customer = merge.Of(ClaimAxis.Customer, told.Customer, view.Customer),
                Recipient = merge.Of(ClaimAxis.Recipient, told.Recipient, view.Recipient),
                Scope = isPart ? view.Scope : ClaimScope.Whole,
                SourceTime = NodaTime.Instant.Max(view.SourceTime, told.SourceTime),
                ChannelCode = Least(view.ChannelCode, told.ChannelCode),
                ZoneName = Least(view.ZoneName, told.ZoneName),
                IsWithoutFulfilment = view.IsWithoutFulfilment && (isPart || told.IsWithoutFulfilment),
                IsShippingNeverTold = view.IsShippingNeverTold && (isPart || told.IsShippingNeverTold),
            };
        var isConfirmed = told.Outcome == ClaimOutcome.Succeeded;
        var after = state with
        {
            Merged = merged,
            CanPlace = canPlace,
            IsReceived = state.IsReceived || isConfirmed || told.Fulfilment == FulfilmentStatus.Delivered,
            IsConfirmed = state.IsConfirmed || isConfirmed,
            Stamps = merge._stamps.ToImmutable().ToValueList(),
            Seen = With(state.Seen, hash),
        };
        return (after, merge);
    }

    public static bool Places(ClaimContent told) => told is { Scope: ClaimScope.Whole, CreatedAt: not null, Amounts: not null };

    public static ValueList<string> With(ValueList<string> seen, string hash)
    {
        var index = seen.Items.BinarySearch(hash, StringComparer.Ordinal);
        return index >= 0 ? seen : seen.Items.Insert(~index, hash).ToValueList();
    }

    private static string Least(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? a : b;

    // What counts on an axis now.
    private T Of<T>(ClaimAxis axis, T told, T stands) => (_won & Bit(axis)) != 0 ? told : stands;

    private static uint Bit(ClaimAxis axis) => 1u << (int)axis;

    private void Moments()
    {
        if (_told.CreatedAt is { } created) Wins(ClaimAxis.CreatedAt, created.ToUnixTimeTicks(), created, _merged.CreatedAt);
        if (_told.PaidAt is { } paid) Wins(ClaimAxis.PaidAt, paid.ToUnixTimeTicks(), paid, _merged.PaidAt);
        if (_told.ShippedAt is { } shipped) Wins(ClaimAxis.ShippedAt, shipped.ToUnixTimeTicks(), shipped, _merged.ShippedAt);
        if (_told.DeliveredAt is { } delivered) Wins(ClaimAxis.DeliveredAt, delivered.ToUnixTimeTicks(), delivered, _merged.DeliveredAt);
        if (_told.EndedAt is { } ended) Wins(ClaimAxis.EndedAt, ended.ToUnixTimeTicks(), ended, _merged.EndedAt);
    }

    private void Statuses()
    {
        if (_told.Payment is { } payment) Wins(ClaimAxis.Payment, AxisProgress.Of(payment), payment, _merged.Payment);
        if (_told.Fulfilment is { } fulfilment) Wins(ClaimAxis.Fulfilment, AxisProgress.Of(fulfilment), fulfilment, _merged.Fulfilment);
        if (_told.AfterSales is { } afterSales) Wins(ClaimAxis.AfterSales, AxisProgress.Of(afterSales), afterSales, _merged.AfterSales);
        if (_told.Outcome is { } outcome) Wins(ClaimAxis.Outcome, (long)outcome, outcome, _merged.Outcome);
        if (_told.Holds is { } holds) Wins(ClaimAxis.Holds, 0, holds, _merged.Holds);
        if (_told.Terms is { } terms) Wins(ClaimAxis.Terms, 0, terms, _merged.Terms);
    }

    private void Sums()
    {
        if (_told.Amounts is { } amounts) Wins(ClaimAxis.Amounts, 0, amounts, _merged.Amounts, weight: _told.AreAmountsAfterRefunds ? 0 : 1);
        if (_told.PaidAmount is { } paid) Wins(ClaimAxis.PaidAmount, paid.MinorUnits, paid, _merged.PaidAmount);
        if (!_told.PaidBy.IsEmpty) Wins(ClaimAxis.PaidBy, 0, _told.PaidBy, _merged.PaidBy);
        if (_told.RefundedAmount is { } refunded) Wins(ClaimAxis.RefundedAmount, refunded.MinorUnits, refunded, _merged.RefundedAmount);
    }

    private void Goods()
    {
        if (!_told.Lines.IsEmpty) Wins(ClaimAxis.Lines, 0, _told.Lines, _merged.Lines, weight: _told.Scope == ClaimScope.Whole ? 1 : 0);
        foreach (var shipment in _told.Shipments)
        {
            if (Wins(ClaimAxis.Shipments, 0, shipment, Keyed.Find(_shipments, s => s.Waybill == shipment.Waybill), shipment.Waybill.Number) && !_isFirst)
                _shipments = Keyed.Put(_shipments, shipment, s => s.Waybill.Number);
        }

        foreach (var one in _told.Cases)
        {
            if (Wins(ClaimAxis.Cases, AxisProgress.Of(one.Status), one, Keyed.Find(_cases, c => c.Case == one.Case), one.Case.Value) && !_isFirst)
                _cases = Keyed.Put(_cases, one, c => c.Case.Value);
        }
    }

    private void People()
    {
        if (_told.Customer is { } customer) Wins(ClaimAxis.Customer, 0, customer, _merged.Customer);
        if (_told.Recipient is { } recipient) Wins(ClaimAxis.Recipient, 0, recipient, _merged.Recipient);
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
        // Axes are mostly told in their order.
        var at = _stamps.Count > 0 && _stamps[_stamps.Count - 1].CompareTo(axis, key) < 0 ? _stamps.Count : 0;
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
                Note(_outranked ??= [], axis);
                return false;
            }

            _stamps[at] = stamp;
        }
        else
        {
            _stamps.Insert(at, stamp);
        }

        Note(_changed, axis);
        _won |= Bit(axis);
        return true;
    }

    private static void Note(List<ClaimAxis> axes, ClaimAxis axis)
    {
        if (axes.Count == 0 || axes[axes.Count - 1] != axis) axes.Add(axis);
    }
}
