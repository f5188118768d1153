namespace OrderKernel.Figures;

/// <summary>A count under a word, such as a status, a tier or a code.</summary>
/// <param name="Word">The word.</param>
/// <param name="Count">How many.</param>
public readonly record struct WordCount(string Word, long Count);

/// <summary>What a tenant's stored events and inbox answers say, counted. Nothing else goes in: the same store gives the same figures.</summary>
public sealed record KernelFigures
{
    /// <summary>Orders placed.</summary>
    public long Orders { get; init; }

    /// <summary>Orders on which anything was ever paid.</summary>
    public long Paid { get; init; }

    /// <summary>Orders that expired and were never paid.</summary>
    public long UnpaidExpired { get; init; }

    /// <summary>What was due when orders were placed, in minor units of yuan.</summary>
    public long OrderedMinor { get; init; }

    /// <summary>What is kept, withheld included, in minor units of yuan.</summary>
    public long KeptMinor { get; init; }

    /// <summary>What went back, in minor units of yuan.</summary>
    public long RefundedMinor { get; init; }

    /// <summary>What is owed back, in minor units of yuan.</summary>
    public long RefundPendingMinor { get; init; }

    /// <summary>Refunds that went back.</summary>
    public long Refunds { get; init; }

    /// <summary>Orders of which everything paid went back.</summary>
    public long FullRefunds { get; init; }

    /// <summary>After-sales verdicts that needed no person.</summary>
    public long AutoApprovedRefunds { get; init; }

    /// <summary>Payments at or after their deadline.</summary>
    public long LatePayments { get; init; }

    /// <summary>Orders tagged for expedition.</summary>
    public long VipExpedite { get; init; }

    /// <summary>Records that were older than what was known.</summary>
    public long Stale { get; init; }

    /// <summary>Records that contradicted a ledger.</summary>
    public long Conflicts { get; init; }

    /// <summary>Records that could not be used.</summary>
    public long Parked { get; init; }

    /// <summary>Records delivered again elsewhere.</summary>
    public long Duplicates { get; init; }

    /// <summary>Records that were none of our business.</summary>
    public long Skipped { get; init; }

    /// <summary>Records that changed something.</summary>
    public long Applied { get; init; }

    /// <summary>Shipments handed over.</summary>
    public long Shipments { get; init; }

    /// <summary>Of these, done without us.</summary>
    public long ShippedElsewhere { get; init; }

    /// <summary>Parcels with a waybill whose first scan came too late or never.</summary>
    public long FirstScanOverdue { get; init; }

    /// <summary>Sign-offs that nothing proves.</summary>
    public long SuspectSignOffs { get; init; }

    /// <summary>Events in the tenant's streams.</summary>
    public long Events { get; init; }

    /// <summary>The tenant's streams.</summary>
    public long Streams { get; init; }

    /// <summary>The hash over all stream heads.</summary>
    public string EventHash { get; init; } = "";

    /// <summary>Orders by headline status; the counts sum to <see cref="Orders"/>.</summary>
    public ValueList<WordCount> Statuses { get; init; }

    /// <summary>Orders by channel.</summary>
    public ValueList<WordCount> Channels { get; init; }

    /// <summary>Holds ever placed, by kind.</summary>
    public ValueList<WordCount> Holds { get; init; }

    /// <summary>After-sales cases by tier of their latest verdict; refused ones by the code.</summary>
    public ValueList<WordCount> Tiers { get; init; }

    /// <summary>Reservations by status.</summary>
    public ValueList<WordCount> Reservations { get; init; }

    /// <summary>Parked records by code.</summary>
    public ValueList<WordCount> ParkedBy { get; init; }

    /// <summary>Conflicts by code.</summary>
    public ValueList<WordCount> ConflictsBy { get; init; }

    /// <summary>Orders by hour of creation in the tenant's zone, 24 counts.</summary>
    public ValueList<long> Hours { get; init; }
}
