using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Propose a change: nothing but the proposal is recorded, with what it would do.</summary>
/// <param name="Proposal">The proposal's id.</param>
/// <param name="Change">What is to change.</param>
public sealed record ProposeChange(ChangeId Proposal, OrderChange Change) : OrderCommand
{
    /// <summary>Until when it can be confirmed, exclusive; null for as long as the document says.</summary>
    public Instant? Until { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("proposal", Proposal); // What a change needs depends on its kind, and is judged with it.
}

/// <summary>Do what was proposed, if it still does what its preview says.</summary>
/// <param name="Proposal">The proposal.</param>
public sealed record ConfirmChange(ChangeId Proposal) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("proposal", Proposal);
}

/// <summary>Do not do what was proposed.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Why">Why, in a person's words.</param>
public sealed record DeclineChange(ChangeId Proposal, string Why) : OrderCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("proposal", Proposal) ?? Required.Reason("why", Why);
}
