using NodaTime;

namespace OrderKernel.AfterSales;

/// <summary>Units of one line with their money.</summary>
/// <param name="Line">The line.</param>
/// <param name="Units">How many, positive.</param>
/// <param name="Worth">What the buyer paid for them together: their share of a refund.</param>
public sealed record CaseUnits(LineId Line, Quantity Units, Money Worth);

/// <summary>A request together with what others knew when it was judged: what the opening of a case records.</summary>
/// <param name="Case">The case's id.</param>
/// <param name="Order">The order.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Asked">The money asked for; zero where only goods are.</param>
/// <param name="Reason">The reason given, as a stable word of the shop or channel.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="Standing">What was known of the customer.</param>
public sealed record JudgedRequest(CaseId Case, OrderId Order, CaseKind Kind, Money Asked, string Reason, Instant RequestedAt, CustomerStanding Standing)
{
    /// <summary>The units that it is about; empty for an order without lines or money alone.</summary>
    public ValueList<CaseUnits> Units { get; init; }

    /// <summary>True for a return without a reason (七天无理由).</summary>
    public bool IsNoReason { get; init; }

    /// <summary>True when seller and buyer disagreed or the platform had stepped in when it was asked for.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>When the goods were signed for; null when they were not.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>What the order's other cases had got or still asked for; null for nothing.</summary>
    public Money? Earlier { get; init; }

    /// <summary>Pictures and other proof.</summary>
    public ValueList<EvidenceReference> Evidence { get; init; }

    /// <summary>Requests that the customer had made before it and that count for a review; null for none.</summary>
    public int? EarlierRequests { get; init; }

    /// <summary>The money asked for; where none is, what the units are worth.</summary>
    internal Money Amount
    {
        get
        {
            var amount = Asked;
            foreach (var units in Asked.IsZero ? Units : []) amount += units.Worth;
            return amount;
        }
    }

    /// <summary>A request with what is known when it is judged, or why it cannot be about these units.</summary>
    internal static Result<JudgedRequest> Of(CaseRequest request, CaseGiven given, Instant at)
    {
        if (!WorthOf(request.Units, given.Lines).TryGet(out var units, out var refusal)) return refusal;
        return new JudgedRequest(given.Case, given.Order, request.Kind, request.Asked, request.Reason, request.RequestedAt ?? at, given.Standing)
        {
            Units = units,
            IsNoReason = request.IsNoReason,
            IsDisputed = request.IsDisputed,
            DeliveredAt = given.DeliveredAt,
            Earlier = given.Earlier,
            Evidence = request.Evidence,
            EarlierRequests = given.EarlierRequests == 0 ? null : given.EarlierRequests,
        };
    }

    /// <summary>Whether somebody who asks again says the same.</summary>
    internal bool Repeats(CaseRequest request) =>
        Kind == request.Kind && Asked == request.Asked && Reason == request.Reason && RequestedAt == (request.RequestedAt ?? RequestedAt)
        && IsNoReason == request.IsNoReason && IsDisputed == request.IsDisputed && Evidence == request.Evidence
        && Units.Items.Select(u => new AskedUnits(u.Line, u.Units)).SequenceEqual(request.Units.Items);

    private static Result<ValueList<CaseUnits>> WorthOf(ValueList<AskedUnits> asked, ValueList<CaseUnits> lines)
    {
        var units = new List<CaseUnits>();
        var left = lines.Items.ToDictionary(l => l.Line, l => l.Units);
        foreach (var some in asked)
        {
            if (some.Units.IsZero || !left.TryGetValue(some.Line, out var there) || there < some.Units)
                return Refusal.Of(AfterSalesCodes.UnitsNotInOrder, ("line", some.Line), ("units", some.Units));
            left[some.Line] = there - some.Units;
            var line = lines.Items.First(l => l.Line == some.Line);
            units.Add(new(some.Line, some.Units, line.Worth.FirstUnits(some.Units, line.Units)));
        }

        return units.ToValueList();
    }
}
