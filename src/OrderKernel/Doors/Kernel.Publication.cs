using NodaTime;
using OrderKernel.Inventory;
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
    /// shops told: an effect a shop.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The instant: of times of listing and campaigns, and of what is kept.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Every channel SKU with its number and the terms of it, changed or not; no line where no shop is named. In a rehearsal the same, and nothing is
    /// kept.</returns>
    /// <remarks>
    /// <para>The body of an effect is <c>{"channel":…,"shop":…,"at":…,"numbers":[{"code":…,"units":…}]}</c>. Effects may come late or again: of one code the
    /// number with the latest <c>at</c> holds.</para>
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
}
