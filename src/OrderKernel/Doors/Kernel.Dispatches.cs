using System.Text;
using NodaTime;
using OrderKernel.Buyers;
using OrderKernel.Dispatches;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>What warehouses are told.</content>
public sealed partial class Kernel
{
    /// <summary>The kind of the effects that have a warehouse told of a parcel.</summary>
    public const string DispatchKind = DispatchEffect.Kind;

    private static readonly ReadOnlyMemory<byte> Taken = "taken"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Refused = "refused"u8.ToArray();

    /// <summary>
    /// Tells a warehouse of a parcel as it is now: takes back what it was told before and is so no more, and hands it the note of what is to be sent, with
    /// recipient and tags.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="effect">An effect of the kind <c>dispatch-note</c>, as <c>SendDueAsync</c> hands it out.</param>
    /// <param name="gateway">The warehouse.</param>
    /// <param name="now">The instant of the try.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// What came of it, or a refusal. With either the effect is done with: what is delayed waits as an effect of its own, until a later instant.
    /// </returns>
    /// <remarks>
    /// <para>A parcel whose goods, location, service or agreed address change is another note: the old one is recalled before the new one is told. So is every
    /// note of the same goods under another parcel of the order, or of an order that gave it units (a split, a merge): goods leave once. What left is
    /// told nothing. Delays: 30 s, doubled up to an hour, without end; from the third on people know.</para>
    /// <para>At least once, and known before it is asked: a note of which nobody knows whether it arrived is recalled like one that did. People hear of what
    /// the warehouse refuses, of a note that it does not give up (then nothing takes its place), and of a recipient who was erased.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The effect is of another kind.</exception>
    public async ValueTask<Result<DispatchTurn>> DispatchAsync(TenantId tenant, OutboxMessage effect, IWarehouseGateway gateway, Instant now,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentNullException.ThrowIfNull(gateway);
        if (effect.Kind != DispatchEffect.Kind) throw new ArgumentException($"An effect of the kind {effect.Kind} is no dispatch note.", nameof(effect));
        var told = DispatchEffect.Read(tenant, effect.Body);
        var stored = await _workspace.ReadAsync(told.Holder.Stream(), cancellationToken).ConfigureAwait(false);
        if (DispatchNotes.Of(stored, told.Shipment) is not { } notes) return Refusal.Of(OrdersCodes.OrderUnknown);
        var turn = new DispatchTurn(DispatchOutcome.Nothing, null, null);
        foreach (var (old, parcel) in notes.Outdated)
        {
            var recall = await RecallAsync(told, old, parcel, gateway, now, cancellationToken).ConfigureAwait(false);
            if (recall.Failed is { } failed) return failed;
            if (recall.Later is { } later) return await DelayAsync(tenant, effect, told, later, now, cancellationToken).ConfigureAwait(false);
            if (recall.Stands is { } stands) turn = new(DispatchOutcome.Refused, stands, null);
            else if (recall.IsNew && turn.Outcome != DispatchOutcome.Refused) turn = new(DispatchOutcome.Recalled, null, null);
        }

        if (!notes.IsHere || !Policies.DispatchNotes.Policy.Tells(notes.All[^1].Parcel.Location)) return turn;
        var (note, here) = notes.All[^1];
        if (await AnswerAsync(tenant, $"answered-{note}", cancellationToken).ConfigureAwait(false) is not null) return turn;
        // Goods that may still leave under another note would leave twice.
        var why = turn.Outcome == DispatchOutcome.Refused ? "note-stands" : null;
        if (why is null)
        {
            var others = await RecallOthersAsync(told, here, stored, gateway, now, cancellationToken).ConfigureAwait(false);
            if (others.Failed is { } failed) return failed;
            if (others.Later is { } waits) return await DelayAsync(tenant, effect, told, waits, now, cancellationToken).ConfigureAwait(false);
            if (others.Stands is not null) why = "note-stands";
        }

        if (why is null)
        {
            var (request, findings) = await RequestAsync(told, notes, note, here, stored, now, cancellationToken).ConfigureAwait(false);
            if (request is null) why = "recipient-erased";
            else
            {
                if (await KeepAsync(told, $"note-{note}", true, findings, now, cancellationToken).ConfigureAwait(false) is { } unkept) return unkept;
                var answer = await AskAsync(token => gateway.DispatchAsync(request, token), cancellationToken).ConfigureAwait(false);
                if (answer is DispatchRefusal { IsFinal: false } later)
                    return await DelayAsync(tenant, effect, told, later, now, cancellationToken).ConfigureAwait(false);
                why = (answer as DispatchRefusal)?.Answer;
            }
        }

        if (await KeepAsync(told, $"answered-{note}", why is null, Why(OrderKernelCodes.DispatchRefused, told, note, here, why), now, cancellationToken)
            .ConfigureAwait(false) is { } lost) return lost;
        return new DispatchTurn(why is null ? DispatchOutcome.Told : DispatchOutcome.Refused, why, null);
    }

    private static ValueList<Reason> Why(string code, DispatchEffect told, string note, DispatchParcel parcel, string? why) => why is null
        ? []
        : [Reason.Of(code, ("order", told.Holder.Number), ("shipment", told.Shipment), ("note", note), ("location", parcel.Location), ("why", why))];

    /// <summary>The note in full; null when its recipient was erased. With it, what could not be said of its tags.</summary>
    private async ValueTask<(DispatchRequest? Request, ValueList<Reason> Findings)> RequestAsync(DispatchEffect told, DispatchNotes notes, string note,
        DispatchParcel parcel, StoredStream stored, Instant now, CancellationToken cancellationToken)
    {
        var (order, rules) = (notes.Order, Policies.DispatchNotes);
        // Read as decisions read it; nothing of this unit is written.
        var unit = new UnitBuilder(told.Holder.Tenant, MessageId.Of($"note-{note}"), default);
        var work = await OrderWork.LoadAsync(_workspace, _policies, unit, stored.Id, cancellationToken).ConfigureAwait(false);
        var root = order.Kin.Root == order.Key
            ? work
            : await OrderWork.LoadAsync(_workspace, _policies, unit, order.Kin.Root.Stream(), cancellationToken, work.Stock).ConfigureAwait(false);
        var (recipient, isErased) = await DispatchRecipient.FindAsync(work, root, cancellationToken).ConfigureAwait(false);
        if (isErased) return (null, []);
        var (tags, findings) = (new List<string>(), new List<Reason>());
        if (!rules.Policy.Tags.IsEmpty)
        {
            var customer = await new CaseCustomer(work).StandingAsync(cancellationToken).ConfigureAwait(false);
            var facts = OrderRules.FactsOf(order, customer, await work.RecipientAsync(cancellationToken).ConfigureAwait(false));
            foreach (var tag in rules.Policy.Tags)
            {
                if (!tag.When.Holds(facts).TryGet(out var holds, out var error))
                {
                    findings.Add(Reason.Of(OrderKernelCodes.RuleErred,
                        ("order", order.Id), ("chain", rules.Reference), ("rule", tag.Tag), ("code", error.Code)));
                }
                else if (holds) tags.Add(tag.Tag);
            }
        }

        var shipment = order.Shipment(told.Shipment)!;
        var batches = await ParcelBatches.ReadAsync(_workspace.Store, order, cancellationToken).ConfigureAwait(false);
        var serials = _policies.Orders.Serials.Policy;
        var lines = parcel.Lines.Select(l => l with { NeedsSerials = l.Sku is { } sku && serials.For(sku, order.Key.Channel) is not null }).ToValueList();
        return (new(told.Holder.Tenant, note, parcel.Location, order.Key.Channel, order.Key.Shop, order.Key.Number, told.Shipment, parcel.Service, lines)
        {
            Batches = batches.Where(b => b.Reservation == shipment.Reservation && !b.Held.IsZero)
                .Select(b => new DispatchBatch(b.Cell.Sku, b.Cell.Batch, b.Held)).ToValueList(),
            Carrier = shipment.Carrier,
            Recipient = recipient,
            Remark = string.Join(rules.Policy.Separator, tags),
        }, findings.ToValueList());
    }

    /// <summary>What was kept of a note: true for taken, false for refused, null for nothing.</summary>
    private async ValueTask<bool?> AnswerAsync(TenantId tenant, string message, CancellationToken cancellationToken) =>
        await _workspace.Store.AnswerAsync(tenant, MessageId.Of(message), cancellationToken).ConfigureAwait(false) is { } kept
            ? kept.Bytes.Span.SequenceEqual(Taken.Span)
            : null;

    private static async ValueTask<DispatchAnswer> AskAsync(Func<CancellationToken, ValueTask<DispatchAnswer>> ask, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await ask(cancellationToken).ConfigureAwait(false);
            return answer is DispatchRefusal { Answer.Length: > AnswerMax } long_ ? long_ with { Answer = long_.Answer.Substring(0, AnswerMax) } : answer;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Nobody knows whether the warehouse took it; a note is one by its id.
            return new DispatchRefusal(e.GetType().Name, IsFinal: false);
        }
    }

    private async ValueTask<Refusal?> KeepAsync(
        DispatchEffect told, string message, bool isTaken, ValueList<Reason> findings, Instant now, CancellationToken cancellationToken)
    {
        var context = new DecisionContext(Actor.Kernel, now, MessageId.Of(message));
        var done = await Transact.RunAsync<bool>(told.Holder.Tenant, context.Message, message, unit =>
        {
            var notices = Policies.Notices.Policy;
            for (var i = 0; i < findings.Count; i++)
            {
                var roles = findings[i].Code == OrderKernelCodes.RuleErred ? notices.Rules : notices.Conflicts;
                Notices.Send(unit, told.Holder.Stream(), roles, findings[i], context, i == 0 ? "" : $"{i}");
            }

            return new(isTaken);
        }, cancellationToken, static taken => taken ? Taken : Refused).ConfigureAwait(false);
        return done.Refusal;
    }

    private async ValueTask<Result<DispatchTurn>> DelayAsync(
        TenantId tenant, OutboxMessage effect, DispatchEffect told, DispatchRefusal why, Instant now, CancellationToken cancellationToken)
    {
        var again = await AgainAsync(tenant, effect, told.Holder, tries => Reason.Of(OrderKernelCodes.DispatchDelayed,
            ("order", told.Holder.Number), ("shipment", told.Shipment), ("tries", tries), ("why", why.Answer)), now, cancellationToken).ConfigureAwait(false);
        return again.TryGet(out var at, out var refusal) ? new DispatchTurn(DispatchOutcome.Delayed, why.Answer, at) : refusal;
    }
}
