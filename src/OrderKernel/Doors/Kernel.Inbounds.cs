using NodaTime;
using OrderKernel.Doors;
using OrderKernel.Inventory;

namespace OrderKernel;

/// <content>Goods that suppliers are to bring, and what can be promised of them.</content>
public sealed partial class Kernel
{
    /// <summary>Decides a command on goods that a supplier is to bring, and commits what follows: what a cell expects, and when it is overdue.</summary>
    /// <param name="inbound">The goods; <see cref="ExpectGoods"/> makes them known. That they came, a <see cref="ReceiveStock"/> says that names them.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who asks, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The goods after it, or the refusal; a refusal changes nothing.</returns>
    /// <remarks>
    /// Refuses with: the codes of <see cref="Inbounds.Decide"/>; <see cref="OrderKernelCodes.KeyMismatch"/>, <see cref="KernelCodes.ContentDropped"/>, and
    /// those of every verb.
    /// </remarks>
    /// <exception cref="ArgumentException">The command is a <see cref="TakeReceipt"/>: a movement of stock says that goods came.</exception>
    public ValueTask<Result<Inbound>> TellAsync(InboundKey inbound, InboundCommand command, DecisionContext context,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command is TakeReceipt) throw new ArgumentException("A movement of stock says that goods came.", nameof(command));
        context = Asking(context);
        return TellAsync(inbound, Inbounds.Decider, InboundCommands.Codec, command, context,
            unit => new InboundWork(_workspace, _policies, unit, new(_workspace, _policies, unit)).TellAsync(inbound, command, context, cancellationToken),
            cancellationToken);
    }

    /// <summary>The same under a message id of its own; see the verb of orders.</summary>
    /// <param name="inbound">The goods.</param>
    /// <param name="command">The command.</param>
    /// <param name="role">In which role it is said; the actor bears the role's name.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The goods after it, or the refusal.</returns>
    /// <exception cref="ArgumentException">The command is a <see cref="TakeReceipt"/>.</exception>
    public ValueTask<Result<Inbound>> TellAsync(InboundKey inbound, InboundCommand command, Role role, Instant at,
        CancellationToken cancellationToken = default)
    {
        if (command is TakeReceipt) throw new ArgumentException("A movement of stock says that goods came.", nameof(command));
        return TellAsync(inbound, command, Saying(inbound, InboundCommands.Codec, command, role, at), cancellationToken);
    }

    /// <summary>The goods as their events left them; null when nobody ever expected them, and when retention dropped that.</summary>
    /// <param name="inbound">The goods.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<Inbound?> FindAsync(InboundKey inbound, CancellationToken cancellationToken = default) =>
        await StateAsync(inbound, Inbounds.Decider, cancellationToken).ConfigureAwait(false);

    /// <summary>The kind of the effects that have a buyer's channel told of a promise: made, put off, missed, withdrawn, or given its stock.</summary>
    public const string StockPromiseKind = Sourcing.BackorderWork.PromiseKind;

    /// <summary>What an order waits for until there is stock; null when it never did, and when retention dropped that.</summary>
    /// <param name="backorder">The order, by the key of its stream.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<Backorder?> FindAsync(BackorderKey backorder, CancellationToken cancellationToken = default) =>
        await StateAsync(backorder, Backorders.Decider, cancellationToken).ConfigureAwait(false);

    /// <summary>What can be promised of a SKU 可承诺量: now, and at each instant at which goods are expected.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="sku">The SKU.</param>
    /// <param name="now">The instant.</param>
    /// <param name="horizon">Until when expected goods are looked at; null for no bound.</param>
    /// <param name="location">The location whose cells count; null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The points with their terms, and the goods that are to come. It changes nothing.</returns>
    /// <exception cref="OverflowException">Units sum past 64 bits.</exception>
    public async ValueTask<Promisable> PromisableAsync(TenantId tenant, SkuId sku, Instant now, Instant? horizon = null, LocationId? location = null,
        CancellationToken cancellationToken = default)
    {
        var balances = await _workspace.BalancesAsync(tenant, sku, cancellationToken).ConfigureAwait(false);
        var open = await InboundWork.OpenAsync(_workspace, tenant, sku, balances, cancellationToken).ConfigureAwait(false);
        var here = balances.RemoveAll(b => b.Cell.Location == Backorders.Anywhere);
        var stock = Availability.OfAll(here, _policies.Formula.Policy, now.InZone(_policies.Zone).Date)
            .Where(a => location is null || a.Cell.Location == location);
        var inbounds = open.Where(i => location is null || i.Cell.Location == location);
        var promised = SellAhead.PromisedOf(sku, new(stock, open, balances.ToValueList()), now);
        // Of a location only what is promised of goods that come there.
        if (location is not null) promised = promised.Where(p => p.At > now && inbounds.Items.Any(i => i.ExpectedAt == p.At));
        return new(sku, AvailableToPromise.Of(stock, inbounds, promised, now, horizon), stock, inbounds);
    }
}

/// <summary>What can be promised of a SKU.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Points">What can be promised now, and at each instant at which goods are expected.</param>
/// <param name="Stock">What is available now, cell by cell, with its terms.</param>
/// <param name="Inbounds">The goods that are to come, overdue ones among them, by instant and id.</param>
public sealed record Promisable(SkuId Sku, ValueList<PromisePoint> Points, ValueList<AvailableStock> Stock, ValueList<Inbound> Inbounds);
