using OrderKernel.Chains;
using OrderKernel.Orders;
using OrderKernel.Sourcing;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>Orders that are split and merged.</content>
public sealed partial class Kernel
{
    /// <summary>Splits units off into a new order: both streams in one unit of work, or neither.</summary>
    /// <param name="order">The order.</param>
    /// <param name="command">The new order's key, and what it gets.</param>
    /// <param name="context">Who asks, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The new order, or the refusal; a refusal changes nothing.</returns>
    public ValueTask<Result<Order>> SplitAsync(OrderKey order, SplitOrder command, DecisionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        context = Asking(context);
        return ReassignAsync(order, command.Target, command, (source, target) => target is null
            ? OrderReassignment.Split(source, command, _policies.Orders, context)
            : Refusal.Of(OrdersCodes.OrderExists, ("order", target.Id)), context, cancellationToken);
    }

    /// <summary>Hands everything that was not sent to another order: both streams in one unit of work, or neither.</summary>
    /// <param name="order">The order that gives.</param>
    /// <param name="command">The order that takes.</param>
    /// <param name="context">Who asks, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The order that took them, or the refusal; a refusal changes nothing.</returns>
    public ValueTask<Result<Order>> MergeAsync(OrderKey order, MergeOrder command, DecisionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        context = Asking(context);
        return ReassignAsync(order, command.Target, command, (source, target) => target is null
            ? Refusal.Of(OrdersCodes.OrderUnknown)
            : OrderReassignment.Merge(source, target, _policies.Orders, context), context, cancellationToken);
    }

    private async ValueTask<Result<Order>> ReassignAsync(
        OrderKey from, OrderKey to, OrderCommand command, Func<Order, Order?, Result<Reassignment>> decide, DecisionContext context,
        CancellationToken cancellationToken)
    {
        if (Required.Of(from, command, context) is { } unset) return unset;
        if (to.Tenant != from.Tenant || to == from || to.Number.Value is null) return Refusal.Of(OrdersCodes.KinMismatch, ("what", "key"));
        var done = await Transact.RunAsync<Order>(from.Tenant, context.Message, OrderCommands.Codec.Fingerprint(from, command, ""), async unit =>
        {
            if (NotTold(OrderCommands.Codec, command, context.Actor) is { } untold) return untold;
            var gives = await OrderWork.LoadAsync(_workspace, _policies, unit, from.Stream(), cancellationToken).ConfigureAwait(false);
            var takes = await OrderWork.LoadAsync(_workspace, _policies, unit, to.Stream(), cancellationToken, gives.Stock).ConfigureAwait(false);
            if (gives.Order is not { } source) return gives.Dropped?.Refusal ?? Refusal.Of(OrdersCodes.OrderUnknown);
            if (takes.Dropped is { } dropped) return dropped.Refusal;
            if (!decide(source, takes.Order).TryGet(out var both, out var refusal)) return refusal;
            await gives.TakeAsync(both.Source, context, cancellationToken).ConfigureAwait(false);
            await takes.TakeAsync(both.Target, context, cancellationToken).ConfigureAwait(false);
            foreach (var work in new[] { gives, takes })
            {
                await RuleWork.FireAsync(work, context, cancellationToken).ConfigureAwait(false);
                await SourcingWork.SourceAsync(work, context, cancellationToken).ConfigureAwait(false);
                await work.CloseAsync(cancellationToken).ConfigureAwait(false);
            }

            return takes.Order!;
        }, cancellationToken).ConfigureAwait(false);
        if (!done.TryGet(out var committed, out var no)) return no;
        return committed.IsRepeat ? await LoadAsync(to, cancellationToken).ConfigureAwait(false) : committed.Value!;
    }
}
