using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using OrderKernel.AfterSales;
using OrderKernel.Inventory;
using OrderKernel.Workflow;

namespace OrderKernel.Testing;

/// <summary>
/// Laws that a shop's own policies keep, over generated facts: whether what you wrote refunds too much, promises too much or leaves a process stuck.
/// Each is a property for any test framework: <c>return</c> it from a <c>[Property]</c>, or call <c>QuickCheckThrowOnFailure()</c> on it.
/// </summary>
/// <example><code>PolicyLaws.ProcessesEnd(machine).QuickCheckThrowOnFailure();</code></example>
public static class PolicyLaws
{
    /// <summary>However many cases ask for the money of one order: what is granted never sums to more than was paid.</summary>
    /// <param name="tiers">The document under which the cases are judged.</param>
    /// <param name="judge">Your own judging, where you put something around the family's; null for <see cref="Judging.Judge(CaseRequest, CaseGiven,
    /// NodaTime.Instant)"/>, under which it holds whatever the document.</param>
    /// <returns>A property; what fails is an order with the fewest requests.</returns>
    /// <example><code>PolicyLaws.RefundsStayWithinPaid(ApprovalTiers.Default).QuickCheckThrowOnFailure();</code></example>
    public static Property RefundsStayWithinPaid(PolicyDocument<ApprovalTiers> tiers, Func<CaseRequest, CaseGiven, NodaTime.Instant, Judgement>? judge = null)
    {
        ArgumentNullException.ThrowIfNull(tiers);
        return Prop.ForAll(RefundCases.Orders(tiers.Policy), order => RefundCases.Granted(order, tiers, judge ?? Judging.Judge) <= order.Paid);
    }

    /// <summary>Where a smaller refund needs a person, a larger one of the same customer for the same reason needs one too.</summary>
    /// <param name="tiers">The document: one whose tiers are in the wrong order, or whose last tier has no approvers, breaks it.</param>
    /// <returns>A property; what fails is a request with two amounts.</returns>
    /// <example><code>PolicyLaws.LargerRefundsAreNoEasier(ApprovalTiers.Default).QuickCheckThrowOnFailure();</code></example>
    public static Property LargerRefundsAreNoEasier(PolicyDocument<ApprovalTiers> tiers)
    {
        ArgumentNullException.ThrowIfNull(tiers);
        return Prop.ForAll(RefundCases.Pairs(tiers.Policy), pair =>
            RefundCases.Verdict(pair.Larger, tiers) != VerdictKind.Automatic || RefundCases.Verdict(pair.Smaller, tiers) != VerdictKind.Approval);
    }

    /// <summary>More on hand never gives less available, and more locked never gives more.</summary>
    /// <param name="formula">The formula; every document that loads keeps the law.</param>
    /// <returns>A property; what fails are two sets of balances of one cell.</returns>
    /// <example><code>PolicyLaws.AvailabilityIsMonotone(StockFormula.Default.Policy).QuickCheckThrowOnFailure();</code></example>
    public static Property AvailabilityIsMonotone(StockFormula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return AvailabilityIsMonotone((cell, balances) => Availability.Of(cell, balances, formula).Balance);
    }

    /// <summary>The same of your own reckoning, such as one with a buffer for each channel over the formula's answer.</summary>
    /// <param name="available">The units available in a cell, from the balances of its accounts; an account without a balance counts as zero.</param>
    /// <returns>A property; what fails are two sets of balances of one cell.</returns>
    /// <example><code>PolicyLaws.AvailabilityIsMonotone((cell, balances) => Shop.Available(cell, balances)).QuickCheckThrowOnFailure();</code></example>
    public static Property AvailabilityIsMonotone(Func<StockCell, ImmutableArray<StockBalance>, long> available)
    {
        ArgumentNullException.ThrowIfNull(available);
        return Prop.ForAll(StockCases.Any, one =>
        {
            var before = available(one.Cell, one.Balances(0, 0));
            var (received, locked) = (available(one.Cell, one.Balances(one.More, 0)), available(one.Cell, one.Balances(0, one.More)));
            return (received >= before).Label($"{one.More} more on hand: {before} available, then {received}")
                .And((locked <= before).Label($"{one.More} more locked: {before} available, then {locked}"));
        });
    }

    /// <summary>
    /// Wherever a process gets to, it can still end: by people in the roles that the workflow and its role matrix know,
    /// by the kernel's clock and by facts, it comes to a final step.
    /// </summary>
    /// <param name="machine">The workflow, with its role matrix where there is one (<see cref="WorkflowMachine.WithRoles"/>).</param>
    /// <returns>A property; what fails says at which position the process is stuck and why each trigger there is refused.</returns>
    /// <remarks>
    /// Facts are drawn from what guards compare with and from examples on which each guard holds (<see cref="Rules.GuardLogic.ExampleOf"/>), within what the
    /// domain promises of a status; each firing is by somebody else, so that four eyes hold nobody up. What a verb does to ledgers is taken from the domain:
    /// it may lead to every status that its moves name. A guard that computes something may need facts that are never drawn: then the law fails and names it.
    /// Cost: all positions that can be reached, a few dozen facts at each.
    /// </remarks>
    /// <example><code>PolicyLaws.ProcessesEnd(CaseWorkflow.Default.WithRoles(RoleMatrix.Default.Policy)).QuickCheckThrowOnFailure();</code></example>
    public static Property ProcessesEnd(WorkflowMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var walk = new ProcessWalk(machine);
        return Prop.ForAll(walk.Turns, turns => walk.StuckAfter(turns) is { } stuck ? false.Label(stuck) : true.ToProperty());
    }
}
