using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Cancel units that were not sent: the whole order, lines, or parts of lines.</summary>
/// <param name="Lines">What to cancel; empty for everything not sent. Bundles go whole.</param>
public sealed record CancelUnits(ValueList<LineUnits> Lines) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Each("lines", Lines, static l => Required.Id("line", l.Line));
}

/// <summary>The channel ended the order (a fact): what is open or reserved is cancelled, nothing else; a conflict when units were sent.</summary>
/// <param name="Outcome">Ended, Replaced, or Succeeded (the channel's confirmation).</param>
/// <param name="EndedAt">When.</param>
public sealed record EndOrder(ClaimOutcome Outcome, Instant EndedAt) : OrderCommand;

/// <summary>Send cancelled units after all.</summary>
/// <param name="Lines">What to reinstate; empty for everything cancelled.</param>
/// <param name="Corrects">The message whose cancellation was wrong.</param>
public sealed record ReinstateOrder(ValueList<LineUnits> Lines, MessageId Corrects) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Each("lines", Lines, static l => Required.Id("line", l.Line)) ?? Required.Id("corrects", Corrects);
}

/// <summary>The buyer confirms that all is well.</summary>
public sealed record CompleteOrder : OrderCommand;
