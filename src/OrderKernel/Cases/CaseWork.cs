using OrderKernel.AfterSales;
using OrderKernel.Buyers;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Cases;

/// <summary>The after-sales cases of one order within one unit of work.</summary>
internal sealed class CaseWork(OrderWork work)
{
    private readonly SortedDictionary<CaseId, UnitStream<AfterSalesCase, CaseCommand, AfterSalesEvent, CaseGiven>> _cases = [];
    private readonly CaseCustomer _customer = new(work);
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

    /// <summary>Unsent units whose whole money goes back are named, so that they are cancelled with it; other refunds are spread by the order.</summary>
    private static ValueList<RefundItem> ItemsOf(Order order, JudgedRequest request, Money amount)
    {
        var worth = Money.Zero(amount.Currency);
        foreach (var units in request.Units)
        {
            if (order.Line(units.Line) is not { } line || line.Units.Rest < units.Units) return [];
            worth += units.Worth;
        }

        return !request.Units.IsEmpty && worth == amount ? request.Units.Items.Select(u => new RefundItem(u.Line, u.Units)).ToValueList() : [];
    }

    /// <summary>Decides a command on a case, and what follows in the order's ledger: it has the last word.</summary>
    /// <param name="id">The case.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who, when, under which message.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="isAsked">False for a case that nobody asked for: it is not counted among a customer's requests.</param>
    /// <returns>The refusal of the case or of the ledger; null when it was taken.</returns>
    public async ValueTask<Refusal?> TellAsync(CaseId id, CaseCommand command, DecisionContext context, CancellationToken cancellationToken,
        bool isAsked = true)
    {
        var known = await OpenAsync(id, cancellationToken).ConfigureAwait(false);
        var given = await WithCustomerAsync(Given(id), command, known, context, isAsked, cancellationToken).ConfigureAwait(false);
        var isNew = known.State is null;
        if (!known.Decide(command, given, Own(context)).TryGet(out var handled, out var refusal)) return refusal;
        foreach (var happened in handled.Decision.Events)
        {
            if (await FollowAsync(handled.State!.Request!, command, happened, context, cancellationToken).ConfigureAwait(false) is { } no) return no;
        }

        Take(id, known, handled, context);
        if (isNew && isAsked && given.Tiers.Policy.RiskReview is not null && known.State?.Request is { } opened)
            await _customer.RememberAsync(known.Stream, opened, cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>Settles the cases whose refunds the order has just heard to be paid.</summary>
    public async ValueTask<Refusal?> SettlePaidAsync(DecisionContext context, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var one in All())
        {
            foreach (var ordered in one.Refunds)
            {
                if (ordered.Progress != RefundProgress.Ordered
                    || work.Order!.Refund(RefundId.Of(ordered.Refund.Value)) is not { Status: RefundStatus.Refunded } paid) continue;
                var (id, known) = (one.Request!.Case, _cases[one.Request.Case]);
                var given = Given(id);
                // The ledger has taken the refund off already.
                given = given with { Balance = given.Balance with { Refundable = given.Balance.Refundable + paid.Amount } };
                var kernel = context with { Actor = Actor.Kernel };
                if (!known.Decide(new SettleRefund(ordered.Refund, paid.Amount), given, kernel).TryGet(out var handled, out var refusal)) return refusal;
                Take(id, known, handled, kernel);
            }
        }

        return null;
    }

    /// <summary>An open case on units not yet sent holds exactly those.</summary>
    /// <returns>The first refusal; all cases are gone through all the same.</returns>
    public async ValueTask<Refusal?> HoldUnsentAsync(DecisionContext context, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        Refusal? first = null;
        var kernel = context with { Actor = Actor.Kernel };
        foreach (var one in All())
        {
            foreach (var units in one.Request!.Units)
            {
                var id = HoldId.Derived("case", $"{one.Request.Case}:{units.Line}");
                var isHeld = work.Order!.Holds.Items.Any(h => h.Id == id);
                var isWanted = one.IsOpen && one.Status != AfterSalesStatus.Rejected && work.Order!.Line(units.Line) is { } line && !line.Units.Rest.IsZero;
                if (isWanted == isHeld) continue;
                OrderCommand command = isWanted ? new PlaceHold(id, HoldKind.CustomerRequest, HoldScopes.Ship) { Line = units.Line } : new ReleaseHold(id);
                var refusal = await work.TellAsync(command, kernel, cancellationToken).ConfigureAwait(false);
                first ??= refusal;
            }
        }

        return first;
    }

    private void Take(CaseId id, UnitStream<AfterSalesCase, CaseCommand, AfterSalesEvent, CaseGiven> known, Handled<AfterSalesCase, AfterSalesEvent> handled,
        DecisionContext context)
    {
        if (known.State is null) work.Unit.File(Clues.CasesOf(work.Stream), known.Stream);
        var (before, after) = (known.State ?? AfterSalesCase.None, handled.State ?? AfterSalesCase.None);
        SetTimer(before, after, known.Stream);
        CaseNotices.Send(work, known.Stream, before, after, handled.Decision, context);
        known.Take(handled, context);
        _cases[id] = known;
    }

    /// <summary>A refund is known by the message that ordered it: of two that one message orders, the second gets an id of its own.</summary>
    private DecisionContext Own(DecisionContext context) => work.Order!.Refund(RefundId.Of(context.Message.Value)) is null
        ? context
        : context with { Message = MessageId.Of($"{context.Message}.{work.Order!.Refunds.Count + 1}") };

    /// <summary>What the order says to a decision on a case: what other open cases ask, and what is owed back without a case, is spoken for.</summary>
    private CaseGiven Given(CaseId id)
    {
        var order = work.Order!;
        var (all, currency) = (All(), order.Money.Due.Currency);
        var asked = CaseStatuses.Asked(all, currency, id);
        var earlier = CaseStatuses.Earlier(all, currency, id);
        foreach (var owed in OwedWithoutCase()) asked += owed.Amount;
        return new(id, order.Placed.Id, new(order.Money.Refundable, asked))
        {
            Tiers = work.Policies.Tiers,
            Workflow = work.Policies.Cases,
            Lines = order.Lines.Where(l => !l.Units.Ordered.IsZero).Items.Select(l => new CaseUnits(l.Id, l.Units.Ordered, l.Total)).ToValueList(),
            DeliveredAt = order.Shipments.Items.Max(s => s.DeliveredAt),
            Earlier = earlier.IsZero ? null : earlier,
        };
    }

    /// <summary>What is known of the customer, where a request is judged.</summary>
    private async ValueTask<CaseGiven> WithCustomerAsync(
        CaseGiven given, CaseCommand command, UnitStream<AfterSalesCase, CaseCommand, AfterSalesEvent, CaseGiven> known, DecisionContext context, bool isAsked,
        CancellationToken cancellationToken)
    {
        var (kind, at) = command switch
        {
            OpenCase c => (c.Request.Kind, c.Request.RequestedAt),
            RecordPaidRefund c => (c.Request.Kind, c.Request.RequestedAt),
            JudgeCase when known.State?.Request is { } request => (request.Kind, null),
            _ => default,
        };
        if (kind == default) return given;
        given = given with { Standing = await _customer.StandingAsync(cancellationToken).ConfigureAwait(false) };
        if (given.Tiers.Policy.RiskReview is not { } review) return given;
        var requests = await _customer.RequestsAsync(review, NodaTime.Instant.Min(at ?? context.At, context.At), known.Stream, cancellationToken)
            .ConfigureAwait(false);
        // Who asked for money again and again has a history, also where no host keeps one.
        if (given.Standing.History == CustomerHistory.Unknown && requests >= review.RequestsMax)
            given = given with { Standing = given.Standing with { History = CustomerHistory.Watched } };
        return isAsked && review.Kinds.Items.Contains(kind) ? given with { EarlierRequests = requests } : given;
    }

    private ValueTask<Refusal?> FollowAsync(JudgedRequest request, CaseCommand command, AfterSalesEvent happened, DecisionContext context,
        CancellationToken cancellationToken) => happened switch
    {
        AfterSales.RefundOrdered e => SpreadAsync(
            items => new OweRefund(RefundId.Of(e.Refund.Value), e.Amount, items), ItemsOf(work.Order!, request, e.Amount),
            context with { Actor = Actor.Kernel }, cancellationToken),
        CaseRefundWithdrawn e when work.Order!.Refund(RefundId.Of(e.Refund.Value)) is { IsOpen: true } owed =>
            work.TellAsync(new WithdrawRefund(owed.Id), context with { Actor = Actor.Kernel }, cancellationToken),
        RefundSettled e => BookAsync(request, command, e, context, cancellationToken),
        _ => default,
    };

    /// <summary>Money that went back is booked: under the refund that we ordered, or under the channel's own.</summary>
    private ValueTask<Refusal?> BookAsync(JudgedRequest request, CaseCommand command, RefundSettled settled, DecisionContext context,
        CancellationToken cancellationToken)
    {
        // Money that we owe without a case, such as a late payment's, is what came back.
        var owed = command is RecordPaidRefund ? OwedWithoutCase().FirstOrDefault(r => r.Amount == settled.Amount) : null;
        var id = owed?.Id ?? RefundId.Of(settled.Refund.Value);
        var items = work.Order!.Refund(id) is null ? ItemsOf(work.Order!, request, settled.Amount) : [];
        var teller = context.Actor.Has(Role.Channel) ? context : context with { Actor = Actor.Kernel };
        return SpreadAsync(units => new RecordRefund(id, settled.Amount, settled.At) { Items = units }, items, teller, cancellationToken);
    }

    /// <summary>Tells the order of money for named units; where the ledger does not hold it there, of the money alone.</summary>
    private async ValueTask<Refusal?> SpreadAsync(Func<ValueList<RefundItem>, OrderCommand> command, ValueList<RefundItem> items, DecisionContext context,
        CancellationToken cancellationToken)
    {
        var refusal = await work.TellAsync(command(items), context, cancellationToken).ConfigureAwait(false);
        return refusal is null || items.IsEmpty ? refusal : await work.TellAsync(command([]), context, cancellationToken).ConfigureAwait(false);
    }

    private ValueList<AfterSalesCase> All() => _cases.Values.Where(c => c.State is not null).Select(c => c.State!).ToValueList();

    private IEnumerable<Refund> OwedWithoutCase() => work.Order!.Refunds.Items.Where(r =>
        r.IsOpen && !_cases.Values.Any(c => c.State?.Refunds.Items.Any(ordered => ordered.Refund.Value == r.Id.Value) == true));

    private void SetTimer(AfterSalesCase before, AfterSalesCase after, StreamId stream)
    {
        var (was, now) = (CaseProcess.StepDueAt(before, work.Policies.Tiers.Policy), CaseProcess.StepDueAt(after, work.Policies.Tiers.Policy));
        if (was != now) work.Unit.Set(new TimerEntry($"{stream.Kind}/{stream.Key}/age-step", stream, "age-step", now));
    }

    private async ValueTask<UnitStream<AfterSalesCase, CaseCommand, AfterSalesEvent, CaseGiven>> OpenAsync(CaseId id, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        return _cases.TryGetValue(id, out var known) ? known : await LoadAsync(new CaseKey(work.Stream, id).Stream(), cancellationToken).ConfigureAwait(false);
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
