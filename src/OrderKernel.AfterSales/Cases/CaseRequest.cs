using NodaTime;

namespace OrderKernel.AfterSales;

/// <summary>Units of one line that somebody asks about.</summary>
/// <param name="Line">The line.</param>
/// <param name="Units">How many, positive.</param>
public sealed record AskedUnits(LineId Line, Quantity Units);

/// <summary>What somebody asks for after the sale, in the asker's own words: nothing that others own.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Asked">The money asked for; zero where only goods are.</param>
/// <param name="Reason">The reason given, as a stable word of the shop or channel,
/// or in somebody's own words: phone numbers in it are masked; never blank.</param>
public sealed record CaseRequest(CaseKind Kind, Money Asked, string Reason)
{
    /// <summary>The reason given, without phone numbers.</summary>
    public string Reason { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Reason);

    /// <summary>The units that it is about; empty for an order without lines or money alone.</summary>
    public ValueList<AskedUnits> Units { get; init; }

    /// <summary>When it was asked for; null for the moment at which it is told.</summary>
    public Instant? RequestedAt { get; init; }

    /// <summary>True for a return without a reason (七天无理由).</summary>
    public bool IsNoReason { get; init; }

    /// <summary>True when seller and buyer disagree or the platform stepped in.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>Pictures and other proof.</summary>
    public ValueList<EvidenceReference> Evidence { get; init; }

    /// <summary>What the request leaves out; null when it is whole.</summary>
    internal Refusal? Missing() => Required.Word("request.kind", Kind)
        ?? Required.Id("request.asked", Asked.Currency)
        ?? Required.Reason("request.reason", Reason)
        ?? Required.Each("request.units", Units, static u => Required.Id("line", u.Line))
        ?? Required.Ids("request.evidence", Evidence);
}
