using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What happened to goods that a supplier is to bring.</summary>
/// <param name="Id">Which goods.</param>
public abstract record InboundEvent([property: JsonPropertyOrder(-1)] InboundId Id);

/// <summary><c>inventory.goods-expected</c>: they are to come.</summary>
/// <param name="Id">Which goods.</param>
/// <param name="Cell">Where to.</param>
/// <param name="Units">How many.</param>
/// <param name="ExpectedAt">When.</param>
public sealed record GoodsExpected(InboundId Id, StockCell Cell, Quantity Units, Instant ExpectedAt) : InboundEvent(Id);

/// <summary><c>inventory.inbound-changed</c>: more or fewer are to come.</summary>
/// <param name="Id">Which goods.</param>
/// <param name="Cell">Where to.</param>
/// <param name="Units">How many in all.</param>
/// <param name="Difference">How many more than before, or fewer.</param>
/// <param name="Why">Why.</param>
public sealed record InboundChanged(InboundId Id, StockCell Cell, Quantity Units, QuantityDelta Difference, string Why) : InboundEvent(Id);

/// <summary><c>inventory.inbound-put-off</c>: they come at another time.</summary>
/// <param name="Id">Which goods.</param>
/// <param name="ExpectedAt">When.</param>
/// <param name="Why">Why.</param>
public sealed record InboundRescheduled(InboundId Id, Instant ExpectedAt, string Why) : InboundEvent(Id);

/// <summary><c>inventory.inbound-cancelled</c>: what was still to come will not.</summary>
/// <param name="Id">Which goods.</param>
/// <param name="Cell">Where they were to come.</param>
/// <param name="Units">How many.</param>
/// <param name="Why">Why.</param>
public sealed record InboundCancelled(InboundId Id, StockCell Cell, Quantity Units, string Why) : InboundEvent(Id);

/// <summary><c>inventory.inbound-overdue</c>: their instant passed, and some are still to come.</summary>
/// <param name="Id">Which goods.</param>
/// <param name="Units">How many are still to come.</param>
/// <param name="ExpectedAt">When they were expected.</param>
public sealed record InboundOverdue(InboundId Id, Quantity Units, Instant ExpectedAt) : InboundEvent(Id);

/// <summary><c>inventory.inbound-received</c>: some of them came.</summary>
/// <param name="Id">Which goods.</param>
/// <param name="Movement">The movement that booked them.</param>
/// <param name="Cell">Where they were to come.</param>
/// <param name="Units">How many of those that were to come.</param>
/// <param name="Surplus">How many beyond.</param>
public sealed record InboundReceived(InboundId Id, MessageId Movement, StockCell Cell, Quantity Units, Quantity Surplus) : InboundEvent(Id);
