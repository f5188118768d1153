namespace OrderKernel.Sample;

/// <summary>A parcel: which lines, from where, by whom, and what its track tells.</summary>
internal sealed class SampleParcel
{
    public required string Location { get; init; }

    public required SampleCarrier Carrier { get; init; }

    public required string Waybill { get; init; }

    public required IReadOnlyList<SampleLine> Lines { get; init; }

    /// <summary>When it left the warehouse.</summary>
    public required DateTimeOffset ShippedAt { get; init; }

    /// <summary>When the channel learned of it.</summary>
    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>Whether one of our warehouses sent it; otherwise only the channel says so.</summary>
    public bool Ours { get; init; } = true;

    public DateTimeOffset? DeliveredAt { get; set; }

    public TrackKind Track { get; set; } = TrackKind.Normal;

    /// <summary>When what was given back undelivered reached the warehouse again.</summary>
    public DateTimeOffset? ReceivedBackAt { get; set; }
}
