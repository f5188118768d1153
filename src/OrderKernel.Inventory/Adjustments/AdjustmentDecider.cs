using System.Collections.Immutable;
using System.Text;
using OrderKernel.Workflow;

namespace OrderKernel.Inventory;

/// <summary>Adjustments by hand: a reason, evidence and a superior's approval come before anything moves. Whoever asks cannot approve.</summary>
/// <remarks>
/// Laws: nothing is posted without an approval by somebody else; it is posted once, in the same decision as the approval; on hand + sold + written off =
/// supplied stays true; replaying the events gives the same state.
/// </remarks>
public static class AdjustmentDecider
{
    /// <summary>The adjustment as an aggregate.</summary>
    public static Decider<Adjustment, ApprovalCommand, ApprovalEvent, (StockView Stock, ApprovalPolicies Approvals)> Decider { get; } =
        new(StreamKinds.Adjustment, InventoryEvents.Adjustments, Evolve, Handle);

    /// <summary>The embedded workflow: a supervisor, from 5 000 on finance too; a reminder and a copy after a day, finance after two.</summary>
    public static ApprovalPolicies DefaultPolicies { get; } = ApprovalPolicies.Of(
        WorkflowDocument.LoadProved(Document("adjustment.workflow.json"), ApprovalDomain.Standard, null,
            Encoding.UTF8.GetString(Document("workflow-proofs.txt"))).OrUnreachable("Embedded documents load"));

    /// <summary>What a command does to an adjustment.</summary>
    /// <param name="state">The adjustment; null before it is proposed.</param>
    /// <param name="command">A proposal, or a command of approvals.</param>
    /// <param name="positions">The balances of its cells; an account not listed counts as zero. Only the last approval looks at them.</param>
    /// <param name="formula">What counts as available, for gifts.</param>
    /// <param name="policies">The workflows of its approval.</param>
    /// <param name="context">Who, in which roles, when.</param>
    /// <returns>The events with reasons; with the last approval, <see cref="AdjustmentPosted"/>, whose postings
    /// <see cref="StockEffects.Of(AdjustmentPosted, StockFormula)"/> gives.</returns>
    /// <remarks>Refuses with: <see cref="InventoryCodes.NothingToMove"/>, <see cref="KernelCodes.IdUnset"/>, <see cref="KernelCodes.ReasonBlank"/>,
    /// <see cref="InventoryCodes.AdjustmentEvidenceMissing"/>,
    /// <see cref="InventoryCodes.AdjustmentDiffers"/>, <see cref="InventoryCodes.AdjustmentShort"/>; the codes of
    /// <see cref="ApprovalDecider.Decide"/>.</remarks>
    /// <exception cref="ArgumentException">The command is <see cref="RequestApproval"/>: an adjustment asks for its approval itself.</exception>
    public static Result<Decision<ApprovalEvent>> Decide(
        Adjustment? state, ApprovalCommand command, ImmutableArray<StockBalance> positions, PolicyDocument<StockFormula> formula, ApprovalPolicies policies,
        DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(context);
        if (command is RequestApproval) throw new ArgumentException("An adjustment asks for its approval itself.", nameof(command));
        if (Required.Of(command, context) is { } missing) return missing;
        if (command is ProposeAdjustment propose)
        {
            var adjustment = propose.Adjustment with { Units = StockUnits.Sum(propose.Adjustment.Units) };
            return state is null ? Propose(adjustment, policies, context) : Again(state, adjustment, context);
        }

        if (!ApprovalDecider.Decide(state?.Approval, command, policies, context).TryGet(out var decided, out var refusal)) return refusal;
        if (!decided.Events.Items.Any(e => e is ApprovalGranted)) return decided;
        var posted = Post(state!.Proposal, decided, positions, formula);
        // A deadline that approves is not refused either: time passes, and the trail says what the stock refused.
        return command is FireApprovalDeadline due && posted.Refusal is { } why
            ? new Decision<ApprovalEvent>([new ApprovalDeadlineRefused(state.Approval!.Step, due.Trigger, why.Code)], [new(why.Code, why.Arguments)],
                decided.Policies)
            : posted;
    }

    /// <summary>The adjustment after one more event; null before it was proposed.</summary>
    /// <param name="state">The adjustment before it; null when there was none.</param>
    /// <param name="happened">The next event of the same adjustment.</param>
    public static Adjustment? Evolve(Adjustment? state, ApprovalEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened switch
        {
            AdjustmentProposed e => new(e.Adjustment, null, false),
            AdjustmentPosted => state is null ? null : state with { IsPosted = true },
            _ => state is null ? null : state with { Approval = ApprovalDecider.Evolve(state.Approval, happened) },
        };
    }

    /// <summary>The adjustment after a list of events.</summary>
    /// <param name="state">The adjustment before them; null when there was none.</param>
    /// <param name="happened">The next events of the same adjustment, in order.</param>
    public static Adjustment? Evolve(Adjustment? state, ValueList<ApprovalEvent> happened)
    {
        foreach (var one in happened) state = Evolve(state, one);
        return state;
    }

    private static Result<Handled<Adjustment, ApprovalEvent>> Handle(
        Adjustment? state, ApprovalCommand command, (StockView Stock, ApprovalPolicies Approvals) given, DecisionContext context) =>
        Decide(state, command, given.Stock.Positions, given.Stock.Formula, given.Approvals, context)
            .Then<Handled<Adjustment, ApprovalEvent>>(d => new Handled<Adjustment, ApprovalEvent>(d, Evolve(state, d.Events)));

    private static Result<Decision<ApprovalEvent>> Propose(StockAdjustment adjustment, ApprovalPolicies policies, DecisionContext context)
    {
        if (adjustment.Kind is not (AdjustmentKind.Damage or AdjustmentKind.Gift))
            throw new ArgumentException("The kind of adjustment is unset.", nameof(adjustment));
        if (adjustment.Units.IsEmpty) return Refusal.Of(InventoryCodes.NothingToMove, ("of", adjustment.Id));
        if (adjustment.Evidence.IsEmpty) return Refusal.Of(InventoryCodes.AdjustmentEvidenceMissing, ("adjustment", adjustment.Id));
        var units = Quantity.Zero;
        foreach (var unit in adjustment.Units) units += unit.Quantity;
        var kind = adjustment.Kind == AdjustmentKind.Damage ? "stock-damage" : "stock-gift";
        var request = new ApprovalRequest(adjustment.Id, kind, $"adjustment/{adjustment.Id}",
            adjustment.Reason) { Amount = adjustment.Worth, Units = units, Evidence = adjustment.Evidence };
        return ApprovalDecider.Decide(null, new RequestApproval(request), policies, context)
            .Then<Decision<ApprovalEvent>>(d =>
                d with { Events = ValueList.ToValueList<ApprovalEvent>([new AdjustmentProposed(adjustment)]).AddRange(d.Events) });
    }

    private static Result<Decision<ApprovalEvent>> Again(Adjustment state, StockAdjustment adjustment, DecisionContext context) =>
        state.Proposal == adjustment && state.Approval?.RequestedBy == context.Actor.Id
            ? Decision<ApprovalEvent>.Of([], Reason.Of(InventoryCodes.AlreadyKnown, ("message", adjustment.Id)))
            : Refusal.Of(InventoryCodes.AdjustmentDiffers, ("adjustment", adjustment.Id));

    /// <summary>
    /// What is broken is broken, promised or not; what is given away must be free. Neither takes what the book does not have: that is to be counted first.
    /// </summary>
    private static Result<Decision<ApprovalEvent>> Post(StockAdjustment adjustment, Decision<ApprovalEvent> decided, ImmutableArray<StockBalance> positions,
        PolicyDocument<StockFormula> formula)
    {
        var reasons = new List<Reason>();
        foreach (var (cell, quantity) in adjustment.Units)
        {
            var onHand = StockSheet.BalanceOf(positions, cell, StockAccount.OnHand);
            var free = adjustment.Kind == AdjustmentKind.Gift ? Math.Min(onHand, FreeOf(cell, positions, formula.Policy)) : onHand;
            if (free < quantity.Units)
            {
                return Refusal.Of(InventoryCodes.AdjustmentShort,
                    ("adjustment", adjustment.Id), ("location", cell.Location), ("sku", cell.Sku), ("wanted", quantity), ("free", free))
                        with { IsTransient = true };
            }

            var locked = StockSheet.BalanceOf(positions, cell, StockAccount.Locked);
            if (onHand - quantity.Units < locked)
                reasons.Add(Reason.Of(InventoryCodes.AdjustmentBelowLocked, ("location", cell.Location), ("sku", cell.Sku), ("left", onHand - quantity.Units),
                    ("locked", locked)));
        }

        var policies = adjustment.Kind == AdjustmentKind.Gift ? decided.Policies.Add(formula.Reference) : decided.Policies;
        return new Decision<ApprovalEvent>(decided.Events.Add(new AdjustmentPosted(adjustment.Kind, adjustment.Units)), decided.Reasons.AddRange(reasons),
            policies);
    }

    // Of a batch what the shelf has free with it: what is kept back is the shelf's.
    private static long FreeOf(StockCell cell, ImmutableArray<StockBalance> positions, StockFormula formula)
    {
        var shelf = Availability.BalanceOf(cell.ToShelf(), positions, formula);
        return cell.Batch == default ? shelf : Math.Min(shelf, Availability.BalanceOf(cell, positions, formula));
    }

    private static byte[] Document(string file)
    {
        using var stream = typeof(AdjustmentDecider).Assembly.GetManifestResourceStream("Documents/" + file)
            ?? throw new System.Diagnostics.UnreachableException($"The package embeds no {file}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
