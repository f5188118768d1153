using System.Text;
using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Ports;
using OrderKernel.Publishing;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>What channels are told of stock.</content>
public sealed partial class Kernel
{
    /// <summary>The kind of the effects that have a channel told of stock.</summary>
    public const string StockPublishKind = PublicationWork.Kind;

    /// <summary>
    /// Decides what each shop of the document <c>publication</c> shows of its channel SKUs, keeps the numbers that are others than last time, and has the
    /// shops told: an effect a shop. What a shop refused is told again after <see cref="ToldUnits.AgainAfter"/>.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The instant: of times of listing and campaigns, and of what is kept.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Every channel SKU with its number and the terms of it, changed or not; no line where no shop is named. In a rehearsal the same, and nothing is
    /// kept.</returns>
    /// <remarks>
    /// <para>The body of an effect is <c>{"channel":…,"shop":…,"at":…,"numbers":[{"code":…,"units":…}]}</c>. Effects may come late or again: of one code the
    /// number with the latest <c>at</c> holds. <see cref="SetStockAsync"/> tells them.</para>
    /// <para>Channel SKUs are the codes of the SKU map; where a code that it does not list is its own SKU, also the SKUs and codes that rules name.</para>
    /// <para>Refuses with: <see cref="KernelCodes.NumbersOutOfRange"/> where units sum past 64 bits, and the codes of every verb.</para>
    /// </remarks>
    public async ValueTask<Result<PublicationDecision>> PublishStockAsync(TenantId tenant, Instant now, CancellationToken cancellationToken = default)
    {
        var (seen, told) = await SeeAsync(new(tenant, MessageId.Of(PublicationWork.Kind), default)).ConfigureAwait(false);
        // Most of the time nothing changed: then nothing is written, not even that it was asked. Nothing follows from history.
        if (IsHistory || !seen.TryGet(out var decision, out _) || decision.Lines.Items.All(l => l.Outcome != PublicationOutcome.Publish)) return seen;
        var message = MessageId.Of($"{PublicationWork.Kind}-{now.ToUnixTimeTicks()}-{told}");
        var done = await Transact.RunAsync(tenant, message, PublicationWork.Kind, async unit => (await SeeAsync(unit).ConfigureAwait(false)).Seen,
            cancellationToken).ConfigureAwait(false);
        return done.TryGet(out var committed, out var refusal) ? committed.IsRepeat ? decision : committed.Value! : refusal;

        async ValueTask<(Result<PublicationDecision> Seen, long Told)> SeeAsync(UnitBuilder unit)
        {
            var work = new PublicationWork(_workspace, _policies, tenant, new(Actor.Kernel, now, unit.Message));
            try
            {
                return (await work.DecideAsync(unit, cancellationToken).ConfigureAwait(false), work.Told);
            }
            catch (OverflowException)
            {
                return (Refusal.Of(KernelCodes.NumbersOutOfRange, ("command", PublicationWork.Kind)), 0);
            }
        }
    }

    /// <summary>The same, for a host that does it again and again: how many numbers shops are told.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<Result<int>> RepublishStockAsync(TenantId tenant, Instant now, CancellationToken cancellationToken = default) =>
        (await PublishStockAsync(tenant, now, cancellationToken).ConfigureAwait(false))
            .Then<int>(d => d.Lines.Items.Count(l => l.Outcome == PublicationOutcome.Publish));

    /// <summary>
    /// Tells a shop of stock: asks the gateway to set the numbers of an effect that are the latest ones still, and keeps which of them it took.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="effect">An effect of the kind <c>stock-publish</c>, as <c>SendDueAsync</c> hands it out.</param>
    /// <param name="gateway">The channel.</param>
    /// <param name="now">The instant of the try.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// What came of it, or a refusal. With either the effect is done with: what is delayed waits as an effect of its own, until a later instant.
    /// </returns>
    /// <remarks>
    /// <para>Delays: 30 s, doubled up to an hour, without end; from the third on people know. What is refused for good stays open
    /// (<see cref="Inbox.OpenMatterKind.Publication"/>) until the shop takes a number of the code; people are told when it begins.</para>
    /// <para>At least once: a number is told again where nobody knows whether it came. Where a number was taken while a newer one was under way, the newer
    /// one is told once more.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The effect is of another kind.</exception>
    public async ValueTask<Result<StockTurn>> SetStockAsync(TenantId tenant, OutboxMessage effect, IChannelGateway gateway, Instant now,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(effect);
        ArgumentNullException.ThrowIfNull(gateway);
        if (effect.Kind != PublicationWork.Kind) throw new ArgumentException($"An effect of the kind {effect.Kind} is no publication.", nameof(effect));
        var told = PublicationEffect.Read(tenant, effect.Body);
        var key = new ShopStockKey(tenant, new(told.Channel, told.Shop));
        var state = await StateAsync(key, ShopStock.Decider, cancellationToken).ConfigureAwait(false);
        var request = told with { Numbers = told.Numbers.Where(n => state?.Of(n.Code) is { } last && last.At == told.At && !last.IsTaken) };
        var outdated = told.Numbers.Count - request.Numbers.Count;
        if (request.Numbers.IsEmpty) return new StockTurn(0, 0, outdated, 0, null);
        var asked = new HashSet<string>(request.Numbers.Items.Select(n => n.Code), StringComparer.Ordinal);
        // Each code once: what is named twice, or was not asked for, says nothing.
        var refused = (await AskAsync(gateway, request, cancellationToken).ConfigureAwait(false)).Refused.Items
            .Where(r => asked.Remove(r.Code)).OrderBy(r => r.Code, StringComparer.Ordinal).ToValueList();
        // Delivered twice at once, the second answer counts as well: it may have come to the shop after a newer number.
        var version = await _workspace.Store.VersionAsync(key.Stream(), cancellationToken).ConfigureAwait(false);
        var message = MessageId.Of($"set-{version}-{HashOf(Encoding.UTF8.GetBytes(effect.Key))}");
        var done = await Transact.RunAsync(tenant, message, effect.Key, async unit =>
        {
            var work = new AnswerWork(_workspace, _policies, unit, new(Actor.Kernel, now, message));
            return Result.Ok(await work.KeepAsync(key, request, refused, effect, cancellationToken).ConfigureAwait(false));
        }, cancellationToken).ConfigureAwait(false);
        if (!done.TryGet(out var committed, out var refusal)) return refusal;
        // Delivered twice, and answered before anything else happened: what waits, waits already.
        return committed.IsRepeat ? new StockTurn(0, 0, told.Numbers.Count, 0, null) : committed.Value! with { Outdated = outdated };
    }

    /// <summary>What a shop was told last of each of its channel SKUs, and what came of it; null when it was never told any.</summary>
    /// <param name="key">The shop.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<ShopStock?> FindAsync(ShopStockKey key, CancellationToken cancellationToken = default) =>
        await StateAsync(key, ShopStock.Decider, cancellationToken).ConfigureAwait(false);

    private static async ValueTask<ShopStockAnswer> AskAsync(IChannelGateway gateway, ShopStockRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await gateway.SetStockAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Nobody knows what the channel took; whole numbers may be told again.
            return ShopStockAnswer.Refusing(request, e.GetType().Name, isFinal: false);
        }
    }
}
