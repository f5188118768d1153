using OrderKernel.Channels;
using OrderKernel.Deliveries;

namespace OrderKernel;

/// <summary>What one step of a pull did.</summary>
/// <param name="State">How far the feed is pulled now: keep it, and give it to the next step.</param>
/// <param name="Plan">What was done, or until when there is nothing to do.</param>
/// <param name="Records">What became of the records of the page.</param>
public sealed record PullTurn(PullState State, PullPlan Plan, ValueList<ReceivedRecord> Records)
{
    /// <summary>Why the page was not read; null when it was, or none was due.</summary>
    public Refusal? Failure { get; init; }

    /// <summary>What people were told: the feed fails too often, or a stretch cannot be had any more. They left through the outbox.</summary>
    public ValueList<Reason> Told { get; init; }
}
