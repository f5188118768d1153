namespace OrderKernel.Orders;

/// <summary>Evidence was attached.</summary>
/// <param name="Evidence">The evidence.</param>
public sealed record EvidenceAttached(Evidence Evidence) : OrderEvent;

/// <summary>All detail of the order is to be kept.</summary>
/// <param name="Hold">The hold.</param>
public sealed record LegalHoldSet(LegalHold Hold) : OrderEvent;

/// <summary>A legal hold ended.</summary>
/// <param name="Reference">The hold's file or case number.</param>
public sealed record LegalHoldReleased(EvidenceReference Reference) : OrderEvent;
