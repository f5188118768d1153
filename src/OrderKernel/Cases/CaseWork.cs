using OrderKernel.AfterSales;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Cases;

/// <summary>The after-sales cases of one order within one unit of work.</summary>
internal sealed class CaseWork(OrderWork work)
{
    private readonly SortedDictionary<CaseId, UnitStream<AfterSalesCase, CaseCommand, AfterSalesEvent, CaseGiven>> _cases = [];
    private bool _isLoaded;

    public async ValueTask<ValueList<AfterSalesCase>> AllAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        return All();
    }

    public async ValueTask<AfterSalesCase> FindAsync(CaseId id, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        return _cases.TryGetValue(id, out var known) && known.State is { } state ? state : AfterSalesCase.None;
    }

    /// <summary>A refund of an amount that the order owes and that no case asked for, such as a late payment's; null when there is none.</summary>
    public async ValueTask<Refund?> OwedAsync(Money amount, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        return OwedWithoutCase().FirstOrDefault(r => r.Amount == amount);
    }

    /// <summary>Unsent units whose whole money goes back are named, so that they are cancelled with it; other refunds are spread by the order.</summary>
    public static ValueList<RefundItem> ItemsOf(Order order, JudgedRequest request, Money amount)
    {
        var worth = Money.Zero(amount.Currency);
        foreach (var units in request.Units)
        {
            if (order.Line(units.Line) is not { } line || line.Units.Rest < units.Units) return [];
            worth += units.Worth;
        }

        return !request.Units.IsEmpty && worth == amount ? request.Units.Items.Select(u => new RefundItem(u.Line, u.Units)).ToValueList() : [];
    }

    /// <summary>Decides a command on a case.</summary>
    public async ValueTask<Refusal?> TellAsync(CaseId id, CaseCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        if (!_cases.TryGetValue(id, out var known)) known = await LoadAsync(new CaseKey(work.Stream, id).Stream(), cancellationToken).ConfigureAwait(false);
        if (!known.Decide(command, Given(id), context).TryGet(out var handled, out var refusal)) return refusal;
        // The ledger has the last word: what it does not let us owe is not granted either.
        foreach (var happened in handled.Decision.Events)
        {
            if (happened is AfterSales.RefundOrdered ordered && await OweAsync(handled.State!.Request!, ordered, context, cancellationToken).ConfigureAwait(false) is { } no) return no;
        }

        if (known.State is null) work.Unit.File(Clues.CasesOf(work.Stream), known.Stream);
        SetTimer(known.State ?? AfterSalesCase.None, handled.State ?? AfterSalesCase.None, known.Stream);
        known.Take(handled, context);
        _cases[id] = known;
        return null;
    }

    /// <summary>What the order says to a decision on a case: what other open cases ask, and what is owed back without a case, is spoken for.</summary>
    private CaseGiven Given(CaseId id)
    {
        var order = work.Order!;
        var asked = CaseStatuses.Asked(All(), order.Money.Due.Currency, id);
        foreach (var owed in OwedWithoutCase()) asked += owed.Amount;
        return new(id, order.Placed.Id, new(order.Money.Refundable, asked))
        {
            Tiers = work.Policies.Tiers,
            Workflow = work.Policies.Cases,
            Lines = order.Lines.Where(l => !l.Units.Ordered.IsZero).Items.Select(l => new CaseUnits(l.Id, l.Units.Ordered, l.Total)).ToValueList(),
            DeliveredAt = order.Shipments.Items.Max(s => s.DeliveredAt),
        };
    }

    /// <summary>A case's refund is owed by the order's ledger; the channel's money is booked by whoever brought the news.</summary>
    private async ValueTask<Refusal?> OweAsync(JudgedRequest request, AfterSales.RefundOrdered ordered, DecisionContext context, CancellationToken cancellationToken)
    {
        var owed = new OweRefund(RefundId.Of(ordered.Refund.Value), ordered.Amount, ItemsOf(work.Order!, request, ordered.Amount));
        var kernel = context with { Actor = Actor.Kernel };
        var refusal = await work.TellAsync(owed, kernel, cancellationToken).ConfigureAwait(false);
        if (refusal is null || owed.Items.IsEmpty) return refusal;
        return await work.TellAsync(owed with { Items = [] }, kernel, cancellationToken).ConfigureAwait(false);
    }

    private ValueList<AfterSalesCase> All() => _cases.Values.Where(c => c.State is not null).Select(c => c.State!).ToValueList();

    private IEnumerable<Refund> OwedWithoutCase() => work.Order!.Refunds.Items.Where(r =>
        r.IsOpen && !_cases.Values.Any(c => c.State?.Refunds.Items.Any(ordered => ordered.Refund.Value == r.Id.Value) == true));

    private void SetTimer(AfterSalesCase before, AfterSalesCase after, StreamId stream)
    {
        var (was, now) = (CaseProcess.StepDueAt(before, work.Policies.Tiers.Policy), CaseProcess.StepDueAt(after, work.Policies.Tiers.Policy));
        if (was != now) work.Unit.Set(new TimerEntry($"{stream.Kind}/{stream.Key}/age-step", stream, "age-step", now));
    }

    private ValueTask<UnitStream<AfterSalesCase, CaseCommand, AfterSalesEvent, CaseGiven>> LoadAsync(StreamId stream, CancellationToken cancellationToken) =>
        work.Workspace.LoadAsync(work.Unit, CaseProcess.Decider, stream, cancellationToken);

    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        if (_isLoaded) return;
        _isLoaded = true;
        // An order that has never been stored has no cases: no need to ask.
        if (work.IsNew) return;
        foreach (var stream in await work.Workspace.FindAsync(work.Unit.Tenant, Clues.CasesOf(work.Stream), cancellationToken).ConfigureAwait(false))
        {
            if (CaseKey.TryParse(stream, out var key)) _cases[key.Case] = await LoadAsync(stream, cancellationToken).ConfigureAwait(false);
        }
    }
}
