using NodaTime;

namespace OrderKernel.Logistics;

/// <summary>Something that became known of a parcel's journey.</summary>
public abstract record LogisticsEvent;

/// <summary><c>logistics.reported</c>: reports that were not known before, or that prove more than before.</summary>
/// <param name="Waybill">The waybill.</param>
/// <param name="Carrier">The carrier.</param>
/// <param name="Points">The reports, in the order of the journey.</param>
/// <param name="Duplicates">How many known reports came with them.</param>
public sealed record TrackReported(Waybill Waybill, CarrierId Carrier, ValueList<TrackPoint> Points, int Duplicates) : LogisticsEvent;

/// <summary><c>logistics.first-scanned</c>: the carrier has the parcel; a later event corrects an earlier one.</summary>
/// <param name="At">When it was scanned first, by what is known now.</param>
public sealed record FirstScanned(Instant At) : LogisticsEvent;

/// <summary><c>logistics.sign-off-judged</c>: a sign-off is believed or doubted; a later event corrects an earlier one.</summary>
/// <param name="SignOff">The sign-off as judged.</param>
public sealed record SignOffJudged(SignOff SignOff) : LogisticsEvent;
