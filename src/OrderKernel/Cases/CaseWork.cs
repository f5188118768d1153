using OrderKernel.AfterSales;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Cases;

/// <summary>The after-sales cases of one order within one unit of work.</summary>
internal sealed class CaseWork(OrderWork work)
{
    private readonly SortedDictionary<CaseId, (StreamHead Head, AfterSalesCase State)> _cases = [];
    private bool _isLoaded;

    public async ValueTask<ValueList<AfterSalesCase>> AllAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        return _cases.Values.Select(c => c.State).ToValueList();
    }

    public async ValueTask<AfterSalesCase> FindAsync(CaseId id, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        return _cases.TryGetValue(id, out var known) ? known.State : AfterSalesCase.None;
    }

    /// <summary>What the order's ledger lets a case ask, the other open cases taken into account.</summary>
    public async ValueTask<RefundableBalance> BalanceAsync(CaseId except, CancellationToken cancellationToken)
    {
        var money = work.Order!.Money;
        return new(money.Refundable, CaseStatuses.Asked(await AllAsync(cancellationToken).ConfigureAwait(false), money.Due.Currency, except));
    }

    /// <summary>Decides a command on a case.</summary>
    public async ValueTask<Refusal?> TellAsync(CaseId id, CaseCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        if (!_cases.TryGetValue(id, out var known)) known = (NewHead(id), AfterSalesCase.None);
        if (!CaseProcess.Decide(known.State, command, work.Policies.Tiers, context).TryGet(out var decision, out var refusal)) return refusal;
        if (known.State.Request is null) work.Unit.File(Clues.CasesOf(work.Stream), known.Head.Stream);
        work.Unit.Append(known.Head, CaseProcess.Codec, decision.Events, new EventHeader(context.At, context.Actor.Id, context.Message, decision.Reasons, decision.Policies));
        var after = CaseProcess.Evolve(known.State, decision.Events);
        SetTimer(known.State, after, known.Head.Stream);
        _cases[id] = (known.Head, after);
        foreach (var happened in decision.Events) await FollowAsync(happened, context, cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>A case's refund is owed by the order's ledger; the channel's money is booked by whoever brought the news.</summary>
    private async ValueTask FollowAsync(AfterSalesEvent happened, DecisionContext context, CancellationToken cancellationToken)
    {
        if (happened is not AfterSales.RefundOrdered ordered) return;
        var owed = new OweRefund(RefundId.Of(ordered.Refund.Value), ordered.Amount, []);
        if (await work.TellAsync(owed, context with { Actor = Actor.Kernel }, cancellationToken).ConfigureAwait(false) is { } refusal)
            throw new System.Diagnostics.UnreachableException($"{work.Stream}: a granted refund was refused: {refusal}");
    }

    private void SetTimer(AfterSalesCase before, AfterSalesCase after, StreamId stream)
    {
        var (was, now) = (CaseProcess.StepDueAt(before, work.Policies.Tiers.Policy), CaseProcess.StepDueAt(after, work.Policies.Tiers.Policy));
        if (was != now) work.Unit.Set(new TimerEntry($"{stream.Kind}/{stream.Key}/age-step", stream, "age-step", now));
    }

    private StreamHead NewHead(CaseId id)
    {
        var stream = StreamId.Of(work.Unit.Tenant, StreamKinds.Case, $"{work.Stream.Key}.{id}");
        return new(stream, 0, ChainHash.Genesis(stream));
    }

    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        if (_isLoaded) return;
        _isLoaded = true;
        // An order that has never been stored has no cases: no need to ask.
        if (work.IsNew) return;
        foreach (var stream in await work.Workspace.FindAsync(work.Unit.Tenant, Clues.CasesOf(work.Stream), cancellationToken).ConfigureAwait(false))
        {
            var (head, events) = await work.Workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
            var state = AfterSalesCase.None;
            foreach (var envelope in events) state = CaseProcess.Evolve(state, CaseProcess.Codec.Decode(envelope));
            if (state.Request is { } request) _cases[request.Case] = (head, state);
        }
    }
}
