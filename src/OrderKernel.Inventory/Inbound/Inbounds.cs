using System.Diagnostics;

namespace OrderKernel.Inventory;

/// <summary>Decides on goods that suppliers are to bring, and folds what happened to them.</summary>
/// <remarks>
/// Laws: ordered = open + received + cancelled, none negative; the balance <see cref="StockAccount.Expected"/> of a cell is the sum of what is open there;
/// what came beyond what was ordered, and what came although it was cancelled, is here and is a finding.
/// </remarks>
public static class Inbounds
{
    /// <summary>An inbound as an aggregate.</summary>
    public static Decider<Inbound, InboundCommand, InboundEvent, ValueTuple> Decider { get; } =
        new(StreamKinds.Inbound, InboundEvents.Codec, Evolve, static (state, command, _, context) => Handle(state, command, context));

    /// <summary>Decides a command.</summary>
    /// <param name="state">The inbound; null before it was expected.</param>
    /// <param name="command">The command, for the same inbound.</param>
    /// <param name="context">Who, when, under which message.</param>
    /// <returns>The event, with findings; none, with <see cref="InventoryCodes.AlreadyKnown"/>, for what is so already.</returns>
    /// <exception cref="ArgumentException">The command is for another inbound than the state, or none of this package.</exception>
    /// <exception cref="OverflowException">The units of a receipt sum past 64 bits.</exception>
    /// <remarks>Refuses with: <see cref="KernelCodes.IdUnset"/>, <see cref="KernelCodes.ReasonBlank"/>, <see cref="InventoryCodes.NothingToMove"/>,
    /// <see cref="InventoryCodes.InboundUnknown"/>, <see cref="InventoryCodes.InboundDiffers"/>, <see cref="InventoryCodes.InboundEnded"/>,
    /// <see cref="InventoryCodes.InboundBelowReceived"/>, <see cref="InventoryCodes.InboundNotDue"/>.</remarks>
    public static Result<Decision<InboundEvent>> Decide(Inbound? state, InboundCommand command, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(context);
        if (Required.Of(command, context) is { } missing) return missing;
        if (state is not null && state.Id != command.Id) throw new ArgumentException("The command is for another inbound.", nameof(command));
        if (command is ExpectGoods expect) return Expect(state, expect);
        if (state is null) return Refusal.Of(InventoryCodes.InboundUnknown, ("inbound", command.Id));
        if (command is TakeReceipt receipt) return Receive(state, receipt);
        if (state.Status != InboundStatus.Open) return Refusal.Of(InventoryCodes.InboundEnded, ("inbound", state.Id), ("status", state.Status));
        return command switch
        {
            ChangeInbound c => Change(state, c),
            PutOffInbound c when c.ExpectedAt == state.ExpectedAt => Known(c.Id),
            PutOffInbound c => Decision<InboundEvent>.Of([new InboundRescheduled(c.Id, c.ExpectedAt, c.Why)],
                Reason.Of(InventoryCodes.InboundPutOff, ("inbound", c.Id), ("at", c.ExpectedAt), ("before", state.ExpectedAt), ("why", c.Why))),
            CancelInbound c => Decision<InboundEvent>.Of([new InboundCancelled(c.Id, state.Cell, state.Open, c.Why)]),
            MarkOverdue c when context.At < state.ExpectedAt =>
                Refusal.Of(InventoryCodes.InboundNotDue, ("inbound", c.Id), ("at", context.At), ("expectedAt", state.ExpectedAt)),
            MarkOverdue { Id: var id } when state.IsOverdue => Known(id),
            MarkOverdue c => Decision<InboundEvent>.Of([new InboundOverdue(c.Id, state.Open, state.ExpectedAt)], Overdue(state)),
            _ => throw new ArgumentException($"{command.GetType().Name} is no command of inbounds.", nameof(command)),
        };
    }

    /// <summary>The inbound after an event.</summary>
    /// <param name="state">The inbound before; null before <see cref="GoodsExpected"/>.</param>
    /// <param name="happened">The event.</param>
    public static Inbound Evolve(Inbound? state, InboundEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened is GoodsExpected made) return new(made.Id, made.Cell, made.Units, made.ExpectedAt, default, default, default, false);
        if (state is null) throw new UnreachableException($"{happened} came before its goods were expected.");
        return happened switch
        {
            InboundChanged e => state with { Ordered = e.Units, IsOverdue = state.IsOverdue && e.Units > state.Received },
            InboundRescheduled e => state with { ExpectedAt = e.ExpectedAt, IsOverdue = false },
            InboundCancelled e => state with { Cancelled = state.Cancelled + e.Units, IsOverdue = false },
            InboundOverdue => state with { IsOverdue = true },
            InboundReceived e => state with
            {
                Received = state.Received + e.Units, Surplus = state.Surplus + e.Surplus, IsOverdue = state.IsOverdue && state.Open > e.Units,
            },
            _ => throw new UnreachableException($"{happened.GetType()} is no event of inbounds."),
        };
    }

    private static Result<Handled<Inbound, InboundEvent>> Handle(Inbound? state, InboundCommand command, DecisionContext context)
    {
        if (!Decide(state, command, context).TryGet(out var decision, out var refusal)) return refusal;
        foreach (var happened in decision.Events) state = Evolve(state, happened);
        return new Handled<Inbound, InboundEvent>(decision, state);
    }

    private static Result<Decision<InboundEvent>> Expect(Inbound? state, ExpectGoods command)
    {
        if (command.Units.IsZero) return Refusal.Of(InventoryCodes.NothingToMove, ("of", command.Id));
        if (state is null) return Decision<InboundEvent>.Of([new GoodsExpected(command.Id, command.Cell, command.Units, command.ExpectedAt)]);
        return (state.Cell, state.Ordered, state.ExpectedAt) == (command.Cell, command.Units, command.ExpectedAt)
            ? Known(command.Id)
            : Refusal.Of(InventoryCodes.InboundDiffers, ("inbound", command.Id));
    }

    private static Result<Decision<InboundEvent>> Change(Inbound state, ChangeInbound command)
    {
        if (command.Units == state.Ordered) return Known(command.Id);
        if (command.Units.IsZero || command.Units < state.Received)
            return Refusal.Of(InventoryCodes.InboundBelowReceived, ("inbound", command.Id), ("units", command.Units), ("received", state.Received));
        var difference = QuantityDelta.Of(command.Units.Units - state.Ordered.Units);
        return Decision<InboundEvent>.Of([new InboundChanged(command.Id, state.Cell, command.Units, difference, command.Why)]);
    }

    // Goods that are here are here: only what was expected of them is counted off.
    private static Result<Decision<InboundEvent>> Receive(Inbound state, TakeReceipt command)
    {
        var (came, others) = (0L, new List<Reason>());
        foreach (var (cell, quantity) in StockUnits.Sum(command.Units))
        {
            if (cell.Location == state.Cell.Location && cell.Sku == state.Cell.Sku) came = checked(came + quantity.Units);
            else others.Add(Reason.Of(InventoryCodes.ReceiptOfOther, ("inbound", state.Id), ("location", cell.Location), ("sku", cell.Sku), ("units", quantity)));
        }

        if (came == 0) return new Decision<InboundEvent>([], others.ToValueList(), []);
        var expected = Math.Min(came, state.Open.Units);
        var surplus = came - expected;
        if (surplus > 0)
            others.Add(Reason.Of(InventoryCodes.InboundSurplus, ("inbound", state.Id), ("sku", state.Cell.Sku), ("units", surplus), ("ordered", state.Ordered)));
        return new Decision<InboundEvent>(
            [new InboundReceived(state.Id, command.Movement, state.Cell, Quantity.Of(expected), Quantity.Of(surplus))], others.ToValueList(), []);
    }

    private static Decision<InboundEvent> Known(InboundId id) => Decision<InboundEvent>.Of([], Reason.Of(InventoryCodes.AlreadyKnown, ("message", id)));

    private static Reason Overdue(Inbound state) => Reason.Of(InventoryCodes.InboundOverdue,
        ("inbound", state.Id), ("location", state.Cell.Location), ("sku", state.Cell.Sku), ("units", state.Open), ("expectedAt", state.ExpectedAt));
}
