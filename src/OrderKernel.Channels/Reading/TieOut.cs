namespace OrderKernel.Channels;

/// <summary>
/// Compares what the lines come to with what is due, and what is due with what was paid: a difference is a finding with its size, and fills nothing.
/// </summary>
internal readonly ref struct TieOut
{
    private readonly RecordView _view;
    private readonly AmountRules _rules;
    private readonly (AmountPart Part, int Sign)[] _parts;
    private readonly List<Finding> _findings;

    public TieOut(RecordView view, AmountRules rules, (AmountPart Part, int Sign)[] parts, List<Finding> findings)
    {
        _view = view;
        _rules = rules;
        _parts = parts;
        _findings = findings;
    }

    /// <summary>Adds the findings.</summary>
    /// <param name="amounts">The order's amounts.</param>
    /// <param name="lines">Its lines; none are not compared.</param>
    /// <param name="paid">What was paid of an order that is paid in full; null when it is not, or not told.</param>
    public void Check(OrderAmounts amounts, ValueList<ClaimedLine> lines, Money? paid)
    {
        var path = "$." + _rules.Due.PathText;
        try
        {
            var sum = Money.Zero(amounts.Due.Currency);
            foreach (var line in lines) sum += line.Total;
            foreach (var (part, sign) in _parts) sum += Of(amounts, part) * sign;
            _view.Trace?.Tie(new(lines.IsEmpty ? null : sum, amounts.Due, paid));
            if (!lines.IsEmpty && sum != amounts.Due)
                _findings.Add(Finding.Of(path, ChannelsCodes.LinesUntied, ("lines", sum), ("due", amounts.Due), ("difference", sum - amounts.Due)));
            if (paid is { } told && told != amounts.Due)
                _findings.Add(Finding.Of(path, ChannelsCodes.PaidUntied, ("paid", told), ("due", amounts.Due), ("difference", told - amounts.Due)));
        }
        catch (OverflowException)
        {
            _view.Problems.Add(Finding.Of(path, ChannelsCodes.AmountOutOfRange, ("value", amounts.Due)));
        }
    }

    private static Money Of(OrderAmounts amounts, AmountPart part) => part switch
    {
        AmountPart.SellerDiscount => amounts.SellerDiscount,
        AmountPart.PlatformSubsidy => amounts.PlatformSubsidy,
        AmountPart.Coupon => amounts.Coupon,
        AmountPart.Freight => amounts.Freight,
        AmountPart.Tax => amounts.Tax,
        _ => amounts.Surcharges,
    };
}
