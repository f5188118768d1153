using NodaTime;

namespace OrderKernel.Orders;

/// <summary>A change was proposed; the order is as before.</summary>
/// <param name="Proposal">The proposal's id.</param>
/// <param name="Change">What is to change.</param>
/// <param name="Preview">What it would do now.</param>
/// <param name="By">Who proposed it.</param>
/// <param name="At">When.</param>
/// <param name="Until">Until when it can be confirmed, exclusive.</param>
public sealed record ChangeProposed(ChangeId Proposal, OrderChange Change, ChangePreview Preview, ActorId By, Instant At, Instant Until) : OrderEvent;

/// <summary>A proposal was confirmed; the events before it did what it says.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="By">Who confirmed it.</param>
/// <param name="At">When.</param>
public sealed record ChangeConfirmed(ChangeId Proposal, ActorId By, Instant At) : OrderEvent;

/// <summary>A proposal was declined.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Why">Why, in a person's words.</param>
/// <param name="By">Who declined it.</param>
/// <param name="At">When.</param>
public sealed record ChangeDeclined(ChangeId Proposal, string Why, ActorId By, Instant At) : OrderEvent;

/// <summary>Nobody answered a proposal in time.</summary>
/// <param name="Proposal">The proposal.</param>
public sealed record ChangeLapsed(ChangeId Proposal) : OrderEvent;

/// <summary>Units came to or left the lines of one thing sold, with their money: all components of a bundle at once.</summary>
/// <param name="Line">The line, or the channel's line that a bundle came from.</param>
/// <param name="Lines">By how much each line changes.</param>
/// <param name="Reclaimed">Money owed back that counts for the order again.</param>
public sealed record LineAmended(LineId Line, ValueList<AmendedUnits> Lines, Money Reclaimed) : OrderEvent;

/// <summary>Units of one thing sold are sent as something else.</summary>
/// <param name="Line">The line, or the channel's line that a bundle came from.</param>
/// <param name="Taken">What left each line.</param>
/// <param name="Added">The line that is sent instead.</param>
/// <param name="Reclaimed">Money owed back that counts for the order again.</param>
public sealed record LineExchanged(LineId Line, ValueList<AmendedUnits> Taken, PlacedLine Added, Money Reclaimed) : OrderEvent;

/// <summary>It goes somewhere else.</summary>
/// <param name="Address">The token of the address.</param>
/// <param name="Before">The token before; null for the one that the channel told.</param>
public sealed record AddressChanged(PersonToken Address, PersonToken? Before) : OrderEvent;

/// <summary>Something else is noted.</summary>
/// <param name="Remark">The remark.</param>
/// <param name="Before">The remark before; null for none.</param>
public sealed record RemarkChanged(string Remark, string? Before) : OrderEvent;

/// <summary>By how much a line changes.</summary>
/// <param name="Line">The line.</param>
/// <param name="Units">Open units that come or leave, signed.</param>
/// <param name="Money">What is due for them, signed like them.</param>
public readonly record struct AmendedUnits(LineId Line, QuantityDelta Units, Money Money);
