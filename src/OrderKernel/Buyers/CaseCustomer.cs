using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Buyers;

/// <summary>
/// What is known of the customer of one order when a request is judged: what the host says, and what the store remembers of earlier requests.
/// </summary>
internal sealed class CaseCustomer(OrderWork work)
{
    private readonly SortedDictionary<StreamId, JudgedRequest> _opened = [];
    private (bool IsLooked, KnownCustomer? Customer) _known;
    private List<string>? _marks;

    /// <summary>What the host knows; unknown without a host that knows.</summary>
    public async ValueTask<CustomerStanding> StandingAsync(CancellationToken cancellationToken) =>
        (await KnownAsync(cancellationToken).ConfigureAwait(false))?.Standing ?? CustomerStanding.Unknown;

    /// <summary>How many requests of the reviewed kinds the customer made before one, counted until they decide.</summary>
    /// <param name="review">What counts.</param>
    /// <param name="at">When this one was made.</param>
    /// <param name="mine">Its stream: it is not counted.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<int> RequestsAsync(RiskReview review, Instant at, StreamId mine, CancellationToken cancellationToken)
    {
        var streams = new SortedSet<StreamId>(_opened.Keys);
        foreach (var mark in await MarksAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var month in Months(at - review.Within, at))
                streams.UnionWith(await work.Workspace.FindAsync(work.Unit.Tenant, Clues.RequestsOf(mark, month), cancellationToken).ConfigureAwait(false));
        }

        var count = 0;
        foreach (var stream in streams)
        {
            if (count == review.RequestsMax) break;
            if (stream == mine) continue;
            var opened = await OpenedAsync(stream, cancellationToken).ConfigureAwait(false);
            if (opened is not null && review.Kinds.Items.Contains(opened.Kind) && opened.RequestedAt > at - review.Within && opened.RequestedAt <= at) count++;
        }

        return count;
    }

    /// <summary>Remembers a request under the customer's marks, so that the next ones can be counted with it.</summary>
    public async ValueTask RememberAsync(StreamId stream, JudgedRequest request, CancellationToken cancellationToken)
    {
        foreach (var mark in await MarksAsync(cancellationToken).ConfigureAwait(false))
        {
            work.Unit.File(Clues.RequestsOf(mark, MonthOf(request.RequestedAt)), stream);
            _opened[stream] = request;
        }
    }

    private async ValueTask<JudgedRequest?> OpenedAsync(StreamId stream, CancellationToken cancellationToken) => _opened.TryGetValue(stream, out var here)
        ? here
        : (await work.Workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false)).Fold(CaseProcess.Decider).State?.Request;

    private async ValueTask<KnownCustomer?> KnownAsync(CancellationToken cancellationToken)
    {
        if (_known.IsLooked || work.Workspace.Standings is not { } standings) return _known.Customer;
        var (own, root) = (work.Order!.Key, work.Order.Kin.Root);
        var customer = await standings.FindAsync(own, cancellationToken).ConfigureAwait(false);
        if (customer is null && root != own) customer = await standings.FindAsync(root, cancellationToken).ConfigureAwait(false);
        _known = (true, customer);
        return customer;
    }

    // Only the order that a lineage began with has heard of the buyer.
    private async ValueTask<PersonToken?> BuyerAsync(CancellationToken cancellationToken)
    {
        var root = work.Order!.Kin.Root;
        if (work.Intake.Merged is { } merged) return merged.Customer;
        if (root == work.Order.Key) return null;
        var stored = await work.Workspace.ReadAsync(root.Stream(), cancellationToken).ConfigureAwait(false);
        return stored.Fold(Channels.Intake.Decider).State?.Merged?.Customer;
    }

    private async ValueTask<List<string>> MarksAsync(CancellationToken cancellationToken)
    {
        if (_marks is not null) return _marks;
        var (workspace, tenant, key) = (work.Workspace, work.Unit.Tenant, work.Order!.Key);
        var buyers = new List<string>();
        if ((await KnownAsync(cancellationToken).ConfigureAwait(false))?.Id is { Length: > 0 } own) buyers.Add($"host/{own}");
        if (await BuyerAsync(cancellationToken).ConfigureAwait(false) is { } token
            && await workspace.OpenAsync(tenant, token, cancellationToken).ConfigureAwait(false) is { } entry
            && ClaimScreening.BuyerOf(key.Channel, PersonEntry.Customer(entry.Bytes)) is { } buyer) buyers.Add(buyer);
        var marks = new List<string>();
        foreach (var id in buyers)
        {
            if (await workspace.BuyerKeys.MarkAsync(tenant, id, !workspace.IsRehearsal, cancellationToken).ConfigureAwait(false) is { } mark) marks.Add(mark);
        }

        return _marks = marks;
    }

    private static IEnumerable<YearMonth> Months(Instant from, Instant to)
    {
        var last = MonthOf(to);
        for (var month = MonthOf(from); month.CompareTo(last) <= 0; month = month.PlusMonths(1)) yield return month;
    }

    private static YearMonth MonthOf(Instant at) => at.InUtc().Date.ToYearMonth();
}
