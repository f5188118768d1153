using OrderKernel.Orders;

namespace OrderKernel.Work;

/// <summary>For whom a hold waits.</summary>
internal static class HoldRoles
{
    /// <summary>Who may end a hold, by the document that says so.</summary>
    public static ValueList<Role> Of(Order order, Hold hold, DeskRules desk) => ProposalOf(order, hold) is { } proposed
        ? desk.Changes.Policy.Of(proposed.Change.Kind).Confirm
        : desk.Holds.Policy.Of(hold.Kind).Release;

    /// <summary>The proposal with whose answer the hold ends; null for any other hold.</summary>
    public static ProposedChange? ProposalOf(Order order, Hold hold) =>
        order.Changes.Items.FirstOrDefault(c => c.Status == ChangeStatus.Proposed && HoldId.Derived("change", c.Id.Value) == hold.Id);
}
