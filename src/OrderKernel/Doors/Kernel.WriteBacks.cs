using System.Text;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Work;
using OrderKernel.WriteBacks;

namespace OrderKernel;

/// <content>What channels are told.</content>
public sealed partial class Kernel
{
    /// <summary>The kind of the effects that tell a channel of a parcel.</summary>
    public const string WriteBackKind = WriteBackEffect.Kind;

    private const int AnswerMax = 128;

    /// <summary>
    /// Tells a channel of a parcel: translates the effect into the channel's own items by its profile, asks the gateway, and keeps what came of it with the
    /// order, for each of the channel's lines.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="effect">An effect of the kind <c>write-back</c>, as <c>SendDueAsync</c> hands it out.</param>
    /// <param name="gateway">The channel.</param>
    /// <param name="now">The instant of the try.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// What came of it, or a refusal. With either the effect is done with: what is delayed waits as an effect of its own, until a later instant.
    /// </returns>
    /// <remarks>
    /// <para>Formula: <see cref="WriteBackPlan"/>. Delays: 30 s, doubled up to an hour, without end; from the third on people know.</para>
    /// <para>At least once: the channel drops what it was told before. What it took, refused or cannot be told stands in <see cref="Order.WriteBacks"/>; people
    /// hear of what it did not take.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The effect is of another kind.</exception>
    public async ValueTask<Result<WriteBackTurn>> WriteBackAsync(TenantId tenant, OutboxMessage effect, IChannelGateway gateway, Instant now,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentNullException.ThrowIfNull(gateway);
        if (effect.Kind != WriteBackEffect.Kind) throw new ArgumentException($"An effect of the kind {effect.Kind} is no write-back.", nameof(effect));
        var told = WriteBackEffect.Read(tenant, effect.Body);
        if (await FindAsync(told.Holder, cancellationToken).ConfigureAwait(false) is not { } order) return Refusal.Of(OrdersCodes.OrderUnknown);
        var channel = told.News.Order.Channel;
        var terms = Policies.Profiles.Items.FirstOrDefault(p => p.Policy.Channel == channel && p.Policy.WriteBack is not null)?.Policy.WriteBack;
        var plan = WriteBackPlan.Of(terms, told.News, Before(order, told));
        if (plan.Request is { } request)
        {
            var answer = await AskAsync(gateway, request, cancellationToken).ConfigureAwait(false);
            if (answer is WriteBackRefusal { IsFinal: false } later)
                return await DelayAsync(tenant, effect, told, later, now, cancellationToken).ConfigureAwait(false);
            var why = (answer as WriteBackRefusal)?.Answer;
            var lines = request.Items.Items.Select(i => i.Line).ToValueList();
            var kept = await KeepAsync(told, new(told.Shipment, told.News.Order, lines, request.Waybills, why), effect.Key, now, cancellationToken)
                .ConfigureAwait(false);
            if (kept is not null) return kept;
            if (why is not null) return new WriteBackTurn(WriteBackOutcome.Refused, why, null);
        }

        for (var i = 0; i < plan.Unsaid.Count; i++)
        {
            var reason = plan.Unsaid[i];
            var line = reason.Arguments.Items.FirstOrDefault(a => a.Name == "line").Value;
            ValueList<LineId> lines = LineId.TryParse(line, out var one) && line != "-" ? [one] : [];
            var kept = await KeepAsync(told, new(told.Shipment, told.News.Order, lines, told.News.Waybills, reason.Code), $"{effect.Key}/{reason.Code}/{i}", now,
                cancellationToken).ConfigureAwait(false);
            if (kept is not null) return kept;
        }

        var unsaid = plan.Unsaid.IsEmpty ? null : plan.Unsaid[0].Code;
        return new WriteBackTurn(plan.Request is null ? WriteBackOutcome.Refused : WriteBackOutcome.Taken, unsaid, null);
    }

    // Parcels of the same order of the channel that it has taken.
    private static ValueList<ToldParcel> Before(Order order, WriteBackEffect told) => order.WriteBacks
        .Where(n => n.Refused is null && n.Platform == told.News.Order && n.Shipment != told.Shipment).Items
        .Select(n => new ToldParcel(n.Lines, n.Waybills)).ToValueList();

    private static async ValueTask<WriteBackAnswer> AskAsync(IChannelGateway gateway, WriteBackRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await gateway.WriteBackAsync(request, cancellationToken).ConfigureAwait(false);
            return answer is WriteBackRefusal { Answer.Length: > AnswerMax } long_ ? long_ with { Answer = long_.Answer.Substring(0, AnswerMax) } : answer;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Nobody knows whether the channel took it; it drops what it hears again.
            return new WriteBackRefusal(e.GetType().Name, IsFinal: false);
        }
    }

    private async ValueTask<Refusal?> KeepAsync(WriteBackEffect told, RecordWriteBack command, string message, Instant now, CancellationToken cancellationToken)
    {
        var context = new DecisionContext(new Actor(ActorId.Of("channel"), [Role.Channel]), now, MessageId.Of($"told-{HashOf(Encoding.UTF8.GetBytes(message))}"));
        return (await TellAsync(told.Holder, command, context, cancellationToken).ConfigureAwait(false)).Refusal;
    }

    private async ValueTask<Result<WriteBackTurn>> DelayAsync(
        TenantId tenant, OutboxMessage effect, WriteBackEffect told, WriteBackRefusal why, Instant now, CancellationToken cancellationToken)
    {
        var again = await AgainAsync(tenant, effect, told.Holder, tries => Reason.Of(OrderKernelCodes.WriteBackDelayed,
            ("order", told.News.Order.Number), ("shipment", told.Shipment), ("tries", tries), ("why", why.Answer)), now, cancellationToken)
            .ConfigureAwait(false);
        return again.TryGet(out var at, out var refusal) ? new WriteBackTurn(WriteBackOutcome.Delayed, why.Answer, at) : refusal;
    }

    /// <summary>Sends an effect that could not be delivered again, as one of its own, later each time; from the third on people know.</summary>
    private async ValueTask<Result<Instant>> AgainAsync(
        TenantId tenant, OutboxMessage effect, OrderKey about, Func<int, Reason> why, Instant now, CancellationToken cancellationToken)
    {
        var later = DelayedEffect.Of(effect, now);
        var message = MessageId.Of($"delay-{HashOf(Encoding.UTF8.GetBytes(effect.Key))}");
        var done = await Transact.RunAsync<OutboxMessage>(tenant, message, later.Effect.Key, unit =>
        {
            unit.Send(later.Effect);
            if (later.IsToBeTold)
            {
                Notices.Send(unit, about.Stream(), Policies.Notices.Policy.Conflicts, why(later.Tries), new DecisionContext(Actor.Kernel, now, message));
            }

            return new(later.Effect);
        }, cancellationToken).ConfigureAwait(false);
        return done.TryGet(out _, out var refusal) ? later.Effect.NotBefore : refusal;
    }
}
