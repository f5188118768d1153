using NodaTime;

namespace OrderKernel.Channels;

/// <summary>What one record of one side says of an order, as far as sides are compared.</summary>
public sealed record SideRecord
{
    private static readonly char[] Marks = [',', ';', '|', '\uFF0C', '\uFF1B', '、'];

    /// <summary>The side.</summary>
    public required DiagnosisSide Side { get; init; }

    /// <summary>The order's number at the channel.</summary>
    public required string Number { get; init; }

    /// <summary>When the side said so.</summary>
    public required Instant SourceTime { get; init; }

    /// <summary>Which export it stands in: the same number for records of one file.</summary>
    public required int File { get; init; }

    /// <summary>Where the side says that the order is from; null where it does not say.</summary>
    public RecordSource? Source { get; init; }

    /// <summary>The words that the side could have said.</summary>
    public SideWords Words { get; init; }

    /// <summary>False for a part of what the side knows, such as a change.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>True where the record could not be read: the side has the order, and nobody knows how it stands there.</summary>
    public bool IsParked { get; init; }

    /// <summary>The payment axis; null where nothing is said.</summary>
    public PaymentStatus? Payment { get; init; }

    /// <summary>The fulfilment axis; null where nothing is said.</summary>
    public FulfilmentStatus? Fulfilment { get; init; }

    /// <summary>The after-sales axis; null where nothing is said.</summary>
    public AfterSalesStatus? AfterSales { get; init; }

    /// <summary>How the order ended; null where it goes on, or nothing is said.</summary>
    public ClaimOutcome? Outcome { get; init; }

    /// <summary>The payment terms.</summary>
    public PaymentTerms? Terms { get; init; }

    /// <summary>What is due.</summary>
    public Money? Due { get; init; }

    /// <summary>What was paid, refunds not taken off.</summary>
    public Money? Paid { get; init; }

    /// <summary>What went back.</summary>
    public Money? Refunded { get; init; }

    /// <summary>True where refunds are already taken off the amounts.</summary>
    public bool IsAfterRefunds { get; init; }

    /// <summary>When the order was placed.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>When it was paid.</summary>
    public Instant? PaidAt { get; init; }

    /// <summary>When it was shipped.</summary>
    public Instant? ShippedAt { get; init; }

    /// <summary>When it was received.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>When it ended.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>
    /// What a claim says, once for each order number in it: a document over merged orders names them all in one field, parted by marks. Of these no
    /// amount is told: it is the sum of all.
    /// </summary>
    /// <param name="side">Whose claim it is.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="source">Where the record says that the order is from.</param>
    /// <param name="words">The words of its profile.</param>
    /// <param name="file">The export that it stands in.</param>
    public static IEnumerable<SideRecord> Of(DiagnosisSide side, Claim claim, RecordSource? source, SideWords words, int file)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var number = claim.Order.Number.Value;
        var one = new SideRecord
        {
            Side = side, Number = number, SourceTime = claim.SourceTime, File = file, Source = source, Words = words, 
            // A push of a channel is a part; what other systems export is what they know.
            IsWhole = claim.Scope == ClaimScope.Whole || side != DiagnosisSide.Channel,
            Payment = claim.Payment, Fulfilment = claim.Fulfilment, AfterSales = claim.AfterSales, Outcome = claim.Outcome, Terms = claim.Terms,
            Due = claim.Amounts?.Due, Paid = claim.PaidAmount, Refunded = claim.RefundedAmount, IsAfterRefunds = claim.AreAmountsAfterRefunds,
            CreatedAt = claim.CreatedAt, PaidAt = claim.PaidAt, ShippedAt = claim.ShippedAt, DeliveredAt = claim.DeliveredAt, EndedAt = claim.EndedAt,
        };
        if (side == DiagnosisSide.Channel || number.IndexOfAny(Marks) < 0) return [one];
        return number.Split(Marks, StringSplitOptions.RemoveEmptyEntries).Select(n => n.Trim()).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)
            .Select(n => one with { Number = n, Due = null, Paid = null, Refunded = null });
    }

    /// <summary>A record that could not be read and yet tells which order it is of.</summary>
    /// <param name="side">Whose record it is.</param>
    /// <param name="identity">Which order, and when it was told.</param>
    /// <param name="source">Where the record says that the order is from.</param>
    /// <param name="file">The export that it stands in.</param>
    public static SideRecord Parked(DiagnosisSide side, RecordIdentity identity, RecordSource? source, int file) => new()
    {
        Side = side, Number = identity.Order.Number.Value, SourceTime = identity.SourceTime, File = file, Source = source, IsParked = true,
    };

    /// <summary>True where two records of one side say the same of the order, wherever they stand.</summary>
    internal bool SaysAs(SideRecord other) => (this with { File = other.File }) == other;
}
