using NodaTime;
using NodaTime.Text;
using OrderKernel.AfterSales;
using OrderKernel.Cases;
using OrderKernel.Channels;
using OrderKernel.Orders;
using OrderKernel.Work;

namespace OrderKernel.Claims;

/// <summary>Brings the after-sales cases of an order to what its channel says of them, and books the money that the channel sent back.</summary>
internal sealed class ClaimedCaseFollower(OrderWork work, CaseWork cases, Claim claim, string contentHash, DecisionContext context)
{
    private const string Unnamed = "refund-";

    private Order Order => work.Order!;

    public async ValueTask FollowAsync(CancellationToken cancellationToken)
    {
        if (work.Order is null || work.Intake.Merged is not { } told) return;
        var merged = work.Names.InOurs(told);
        foreach (var one in merged.Cases) await CaseAsync(one, cancellationToken).ConfigureAwait(false);
        if (await SumAsync(cancellationToken).ConfigureAwait(false) is { } all) await BookAsync(all, cancellationToken).ConfigureAwait(false);
        if (await cases.HoldUnsentAsync(context, cancellationToken).ConfigureAwait(false) is { } refusal)
            work.RaiseConflict(claim, contentHash, refusal, context);
    }

    private async ValueTask CaseAsync(ClaimedCase told, CancellationToken cancellationToken)
    {
        var known = await cases.FindAsync(told.Case, cancellationToken).ConfigureAwait(false);
        if (await IsBookedAsync(told, known, cancellationToken).ConfigureAwait(false)) told = told with { Status = AfterSalesStatus.Closed };
        if (known.Request is null)
        {
            // The word that there is no case opens none.
            if (told.Status == AfterSalesStatus.None) return;
            var request = RequestOf(told);
            if (told.Status == AfterSalesStatus.Refunded && !request.Asked.IsZero)
            {
                await PaidAsync(told.Case, request, true, cancellationToken).ConfigureAwait(false);
                return;
            }

            // What was over before we heard of it owes nobody anything.
            var open = new OpenCase(request) { IsOver = told.Status is AfterSalesStatus.Rejected or AfterSalesStatus.Closed or AfterSalesStatus.Completed };
            if (!await TellAsync(told.Case, open, request.RequestedAt!.Value, cancellationToken).ConfigureAwait(false)) return;
            known = await cases.FindAsync(told.Case, cancellationToken).ConfigureAwait(false);
        }

        if (known.Status != told.Status) await MoveAsync(known, told, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Moves a known case where the channel says that it is. Words that name no decision of ours move nothing; what contradicts one of ours is a conflict.
    /// </summary>
    private async ValueTask MoveAsync(AfterSalesCase known, ClaimedCase told, CancellationToken cancellationToken)
    {
        if (ClaimedCaseWord.IsOld(known, told.Status, ToldAt(told))) return;
        switch (told.Status)
        {
            case AfterSalesStatus.Refunded when known.IsOpen:
                await SettleAsync(known, told, cancellationToken).ConfigureAwait(false);
                break;
            case AfterSalesStatus.Refunded when work.Intake.Merged!.RefundedAmount is null:
                await SettleEndedAsync(known, told, cancellationToken).ConfigureAwait(false);
                break;
            case not AfterSalesStatus.Refunded when ClaimedCaseWord.CommandOf(known, told.Status) is { } command:
                await TellAsync(told.Case, command, claim.SourceTime, cancellationToken).ConfigureAwait(false);
                break;
            case not AfterSalesStatus.Refunded when ClaimedCaseWord.Contradicts(known, told.Status, ToldAt(told)):
                var why = Refusal.Of(OrderKernelCodes.CaseContradicted, ("case", told.Case), ("told", told.Status), ("status", known.Status));
                work.RaiseConflict(claim, contentHash, why, context);
                break;
        }
    }

    private Instant ToldAt(ClaimAxis axis) => work.Intake.ToldAt(axis) ?? claim.SourceTime;

    /// <summary>When the word on a case that stands was told.</summary>
    private Instant ToldAt(ClaimedCase told) =>
        work.Intake.ToldAt(ClaimAxis.Cases, told.Case.Value) ?? claim.SourceTime;

    /// <summary>The channel sent money back: under the refund that we ordered, or under one of its own.</summary>
    private async ValueTask SettleAsync(AfterSalesCase known, ClaimedCase told, CancellationToken cancellationToken)
    {
        var ordered = known.Refunds.Items.FirstOrDefault(r => r.Progress == RefundProgress.Ordered);
        var refund = ordered?.Refund ?? MessageId.Of(told.Case.Value);
        var amount = told.Amount ?? ordered?.Amount ?? known.Request!.Asked;
        await TellAsync(told.Case, new SettleRefund(refund, amount), claim.SourceTime, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The channel sent money back for a case that is over here: where it says how much, that is booked; where not, only a person can tell.</summary>
    private async ValueTask SettleEndedAsync(AfterSalesCase known, ClaimedCase told, CancellationToken cancellationToken)
    {
        if (told.Amount is { } amount)
            await TellAsync(told.Case, new SettleRefund(MessageId.Of(told.Case.Value), amount), claim.SourceTime, cancellationToken).ConfigureAwait(false);
        else
            work.RaiseConflict(claim, contentHash, Refusal.Of(OrderKernelCodes.RefundUntold, ("case", told.Case), ("status", known.Status)), context);
    }

    /// <summary>
    /// True when the channel told of a case's refund in a sum before, and the sum is booked: under a case of our own, for it named none. The case is over and
    /// books nothing.
    /// </summary>
    private async ValueTask<bool> IsBookedAsync(ClaimedCase told, AfterSalesCase known, CancellationToken cancellationToken)
    {
        if (told.Status != AfterSalesStatus.Refunded || known.Status == AfterSalesStatus.Refunded) return false;
        if (await SumAsync(cancellationToken).ConfigureAwait(false) is not { } all || (told.Amount ?? known.Outstanding) is not { } amount) return false;
        if (amount.Currency != all.Currency || Order.Money.Refunded + amount <= all) return false;
        var unnamed = (await cases.AllAsync(cancellationToken).ConfigureAwait(false)).Where(c => IsUnnamed(c) && c.Refunded is not null);
        // Told after the sum, it may be money that went back since. The next sum says so then, and what is missing is booked.
        if (ToldAt(told) > ToldAt(ClaimAxis.RefundedAmount))
        {
            if (!unnamed.Items.Any(c => c.Refunded == amount)) return false;
            Doubt(told.Case, amount, ToldAt(told));
            return true;
        }

        var room = Money.Max(all - Order.Money.Refunded, Money.Zero(all.Currency));
        return unnamed.Items.Aggregate(room, (sum, c) => sum + c.Refunded!.Value) >= amount;
    }

    /// <summary>What went back in all by the channel's latest sum and by the cases that were refunded since; null where it tells no sums.</summary>
    private async ValueTask<Money?> SumAsync(CancellationToken cancellationToken) => work.Intake.Merged!.RefundedAmount is { } sum
        ? (await SinceAsync(cancellationToken).ConfigureAwait(false)).Aggregate(sum, (all, since) => all + since.Refunded!.Value)
        : null;

    /// <summary>Each case that the channel named and that was refunded after its latest sum.</summary>
    private async ValueTask<List<AfterSalesCase>> SinceAsync(CancellationToken cancellationToken)
    {
        var (since, sum, at) = (new List<AfterSalesCase>(), work.Intake.Merged!.RefundedAmount!.Value, ToldAt(ClaimAxis.RefundedAmount));
        foreach (var one in await cases.AllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!IsUnnamed(one) && one.EndedAt > at && one.Refunded is { } back && back.Currency == sum.Currency && !WasRefunded(one.Request!.Case, at))
                since.Add(one);
        }

        return since;
    }

    /// <summary>True when the channel said of an instant that a case was refunded by then, though a later word of it came first.</summary>
    private bool WasRefunded(CaseId id, Instant by)
    {
        return IsSo(claim.SourceTime, claim.Cases) || work.ContentsBefore.Any(c => IsSo(c.SourceTime, c.Cases));

        bool IsSo(Instant at, ValueList<ClaimedCase> told) => at <= by && told.Items.Any(c => c.Case == id && c.Status == AfterSalesStatus.Refunded);
    }

    /// <summary>Books what the channel tells in sum: first it is what we ordered to go back, then money of no case that is known.</summary>
    private async ValueTask BookAsync(Money all, CancellationToken cancellationToken)
    {
        foreach (var one in await cases.AllAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var refund in one.Refunds.Items.Where(r => r.Progress == RefundProgress.Ordered))
            {
                if (all.Currency != refund.Amount.Currency || Order.Money.Refunded + refund.Amount > all) continue;
                var settle = new SettleRefund(refund.Refund, refund.Amount);
                await TellAsync(one.Request!.Case, settle, claim.SourceTime, cancellationToken).ConfigureAwait(false);
            }
        }

        if (all <= Order.Money.Refunded) return;
        var rest = all - Order.Money.Refunded;
        // A case that was told before an older sum came in, of just what is missing, may be the money of that sum. The next sum says so then.
        if ((await SinceAsync(cancellationToken).ConfigureAwait(false)).Find(c => c.Refunded == rest) is { } since)
            Doubt(since.Request!.Case, rest, since.EndedAt!.Value);
        else
            await UnnamedAsync(rest, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A person hears, once a case, that money is booked once and may have gone back twice; not where the order has not as much left that could go back.
    /// </summary>
    private void Doubt(CaseId id, Money amount, Instant at)
    {
        Argument which = ("case", id);
        if (amount > Order.Money.Refundable) return;
        if (work.Intake.Conflicts.Items.Any(c => c.Code == OrderKernelCodes.RefundInDoubt && c.Arguments.Items.Contains(which))) return;
        var sum = work.Intake.Merged!.RefundedAmount!.Value;
        var why = Refusal.Of(OrderKernelCodes.RefundInDoubt, which, ("amount", amount), ("at", InstantPattern.ExtendedIso.Format(at)), ("sum", sum));
        work.RaiseConflict(claim, contentHash, why, context);
    }

    private static bool IsUnnamed(AfterSalesCase one) => one.Request!.Case.Value.StartsWith(Unnamed, StringComparison.Ordinal);

    /// <summary>Money went back without a case that the channel names: a case of our own keeps the verdict.</summary>
    private ValueTask UnnamedAsync(Money amount, CancellationToken cancellationToken) => PaidAsync(
        CaseId.Of($"{Unnamed}{Order.Refunds.Count + 1}"), new CaseRequest(CaseKind.RefundOnly, amount, "channel") { RequestedAt = claim.SourceTime }, false,
        cancellationToken);

    private async ValueTask PaidAsync(CaseId id, CaseRequest request, bool isAsked, CancellationToken cancellationToken) =>
        await TellAsync(id, new RecordPaidRefund(request, MessageId.Of(id.Value)), claim.SourceTime, cancellationToken, isAsked).ConfigureAwait(false);

    private CaseRequest RequestOf(ClaimedCase told)
    {
        var zero = Money.Zero(Order.Money.Due.Currency);
        var units = told.Line is { } source
            ? Order.LinesOf(source).Items.Select(l => UnitsOf(l, told.Units)).Where(u => !u.Units.IsZero).ToValueList()
            : [];
        return new CaseRequest(told.Kind, told.Amount ?? zero, string.IsNullOrWhiteSpace(told.ReasonText) ? "channel" : told.ReasonText!)
        {
            Units = units,
            RequestedAt = told.RequestedAt ?? claim.SourceTime,
            IsNoReason = told.IsNoReason,
            IsDisputed = told.IsDisputed || told.Status == AfterSalesStatus.Disputed,
        };
    }

    private static AskedUnits UnitsOf(OrderLine line, Quantity? told) =>
        new(line.Id, told is { } some ? Quantity.Min(Quantity.Of(checked(some.Units * line.BundleSize.Units)), line.Units.Ordered) : line.Units.Ordered);

    private async ValueTask<bool> TellAsync(CaseId id, CaseCommand command, Instant at, CancellationToken cancellationToken, bool isAsked = true)
    {
        if (await cases.TellAsync(id, command, context with { At = at }, cancellationToken, isAsked).ConfigureAwait(false) is not { } refusal) return true;
        work.RaiseConflict(claim, contentHash, refusal, context);
        return false;
    }
}
