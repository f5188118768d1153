using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Cases;
using OrderKernel.Chains;
using OrderKernel.Deliveries;
using OrderKernel.Sourcing;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>After-sales cases.</content>
public sealed partial class Kernel
{
    /// <summary>
    /// Decides a command on an after-sales case and commits what follows from it: the refund that
    /// the order owes and its message, holds on units not yet sent, the deadlines of approvals.
    /// </summary>
    /// <param name="case">The case; <see cref="OpenCase"/> opens it.</param>
    /// <param name="command">The command; what the order holds and what is known of the customer, the kernel looks up.</param>
    /// <param name="context">Who asks, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The case after it, or the refusal; a refusal changes nothing.</returns>
    /// <remarks>
    /// <para>Refuses with: the codes of <see cref="CaseProcess.Decide"/>; those of the order's ledger, which has the last word on money;
    /// <see cref="OrderKernelCodes.OrderUnknown"/>,
    /// <see cref="OrderKernelCodes.IdTooLong"/>, <see cref="KernelCodes.ContentDropped"/>, and those of every verb.</para>
    /// <para>Laws: a refund is owed and sent once, whatever is repeated; replaying the case's stream gives the answer.</para>
    /// </remarks>
    public ValueTask<Result<AfterSalesCase>> TellAsync(CaseKey @case, CaseCommand command, DecisionContext context,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        context = Asking(context);
        if (@case.Missing() is { } unset) return new(unset);
        if (IdLimits.Check(@case.Case) is { } tooLong) return new(tooLong);
        return TellAsync(@case, CaseProcess.Decider, CaseCommands.Codec, command, context, async unit =>
        {
            var work = await OrderWork.LoadAsync(_workspace, _policies, unit, @case.Order, cancellationToken).ConfigureAwait(false);
            if (work.Order is null) return work.Dropped?.Refusal ?? Refusal.Of(OrderKernelCodes.OrderUnknown, ("order", @case.Order.Key));
            var cases = new CaseWork(work);
            var before = await cases.FindAsync(@case.Case, cancellationToken).ConfigureAwait(false);
            if (await cases.TellAsync(@case.Case, command, context, cancellationToken).ConfigureAwait(false) is { } refusal) return refusal;
            var after = await cases.FindAsync(@case.Case, cancellationToken).ConfigureAwait(false);
            if (await CaseGoods.ReturnAsync(work, before, after, context, cancellationToken).ConfigureAwait(false) is { } unreturned) return unreturned;
            if (await cases.HoldUnsentAsync(context, cancellationToken).ConfigureAwait(false) is { } unheld) return unheld;
            await RuleWork.FireAsync(work, context, cancellationToken).ConfigureAwait(false);
            await SourcingWork.SourceAsync(work, context, cancellationToken).ConfigureAwait(false);
            await work.CloseAsync(cancellationToken).ConfigureAwait(false);
            return after;
        }, cancellationToken);
    }

    /// <summary>The same under a message id of its own; see the verb of orders.</summary>
    /// <param name="case">The case.</param>
    /// <param name="command">The command.</param>
    /// <param name="role">In which role it is said; the actor bears the role's name.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The case after it, or the refusal.</returns>
    public ValueTask<Result<AfterSalesCase>> TellAsync(CaseKey @case, CaseCommand command, Role role, Instant at,
        CancellationToken cancellationToken = default) =>
        TellAsync(@case, command, Saying(@case, CaseCommands.Codec, command, role, at), cancellationToken);

    /// <summary>The case as its events left it; null when it was never opened, and when retention dropped it.</summary>
    /// <param name="case">The case.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<AfterSalesCase?> FindAsync(CaseKey @case, CancellationToken cancellationToken = default) =>
        await StateAsync(@case, CaseProcess.Decider, cancellationToken).ConfigureAwait(false);
}
