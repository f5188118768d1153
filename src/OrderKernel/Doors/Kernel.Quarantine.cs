using NodaTime;
using OrderKernel.Deliveries;
using OrderKernel.Ports;
using OrderKernel.Workflow;

namespace OrderKernel;

/// <content>Records that were put away.</content>
public sealed partial class Kernel
{
    /// <summary>
    /// Delivers a record that was put away again: its bytes, by the door that it came in by, under the documents that hold now. What is taken settles the
    /// entry in the same unit.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="key">The entry's key.</param>
    /// <param name="by">Who asks for it.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What became of the record, the first answer when it was replayed before; else why it cannot be used still, and the entry stays as it is.
    /// A record that is understood now and came before its order is taken and waits under an entry of its own.</returns>
    /// <remarks>
    /// Refuses with: <see cref="OrderKernelCodes.RecordUnknown"/>, <see cref="OrderKernelCodes.RecordSettled"/>,
    /// <see cref="OrderKernelCodes.RecordBooked"/>, <see cref="OrderKernelCodes.RecordErased"/>, <see cref="OrderKernelCodes.DoorUnknown"/>,
    /// <see cref="OrderKernelCodes.RecordOfFuture"/>, and whatever records are put away for.
    /// </remarks>
    public async ValueTask<Result<DeliveryAnswer>> ReplayAsync(TenantId tenant, string key, Actor by, Instant at, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        if ((Required.Id("tenant", tenant) ?? Required.Name("record", key) ?? Required.Id("actor", by.Id)) is { } unset) return unset;
        // A digest: however long the key is, the id is one that the kernel takes.
        var message = MessageId.Of("again-" + ChainHash.Genesis(StreamId.Of(tenant, "delivery", key)));
        var store = _workspace.Store;
        if (await store.EntryAsync(tenant, key, cancellationToken).ConfigureAwait(false) is not { } entry) return UnknownRecord(key);
        if (entry.Settlement is { } settled)
        {
            return await store.AnswerAsync(tenant, message, cancellationToken).ConfigureAwait(false) is { } first
                && DeliveryAnswer.TryRead(first.Bytes) is { } answer ? answer : AlreadySettled(settled);
        }

        if (await IsBookedAsync(store, tenant, key, cancellationToken).ConfigureAwait(false))
            return Refusal.Of(OrderKernelCodes.RecordBooked, ("record", key), ("code", entry.Code));
        if (entry.Raw.IsEmpty) return Refusal.Of(OrderKernelCodes.RecordErased, ("record", key));
        if (!DeliveryDoor.TryParse(entry.Door, out var door))
            return Refusal.Of(OrderKernelCodes.DoorUnknown, ("record", key), ("door", entry.Door.Length == 0 ? "-" : entry.Door));
        var slip = new DeliverySlip(message, entry.Fingerprint.Length == 0 ? key : entry.Fingerprint, entry.Source, entry.Raw) { Door = door };
        if (!door.Read(slip, tenant, _policies, at, entry.At).TryGet(out var delivery, out var unread)) return unread;
        // Clocks differ by less than a day.
        if (delivery.At - Duration.FromDays(1) > at) return Refusal.Of(OrderKernelCodes.RecordOfFuture, ("at", delivery.At), ("latest", at));
        return await DeliverAsync(tenant, delivery, async (work, unit) =>
        {
            if (work.NotTaken is { } why) return why;
            // Somebody may have settled it since it was looked at.
            if ((await store.EntryAsync(tenant, key, cancellationToken).ConfigureAwait(false))?.Settlement is { } meanwhile) return AlreadySettled(meanwhile);
            unit.Settle(new(key, SettledAs.Replayed, by.Id, at, message.Value));
            return null;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Decides that nothing follows from a record that was put away. The entry leaves the list and loses its bytes; who said so, when and why stays.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="key">The entry's key.</param>
    /// <param name="why">Why, in a person's words; phone numbers in them are masked.</param>
    /// <param name="context">Who asks, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What stays of it, or the refusal. The same record in another delivery is put away anew: somebody told it again.</returns>
    /// <remarks>
    /// Refuses with: <see cref="KernelCodes.ReasonBlank"/>, <see cref="RoleCodes.MayNotTell"/> for whoever has none of the roles that hear of such records,
    /// <see cref="OrderKernelCodes.RecordUnknown"/>, <see cref="OrderKernelCodes.RecordSettled"/>.
    /// </remarks>
    public async ValueTask<Result<RecordSettlement>> DiscardAsync(TenantId tenant, string key, string why, DecisionContext context,
        CancellationToken cancellationToken = default)
    {
        context = Asking(context);
        if ((Required.Id("tenant", tenant) ?? Required.Name("record", key) ?? Required.Reason("why", why) ?? Required.Of(context)) is { } unset) return unset;
        var store = _workspace.Store;
        var done = await Transact.RunAsync<RecordSettlement>(tenant, context.Message, $"discard\n{key}\n{why}", async unit =>
        {
            var roles = _policies.Notices.Policy.Parked;
            if (!roles.Items.Any(context.Actor.Has))
                return Refusal.Of(RoleCodes.MayNotTell, ("command", "kernel.discard-record"), ("held", Names(context.Actor.Roles)), ("roles", Names(roles)));
            if (await store.EntryAsync(tenant, key, cancellationToken).ConfigureAwait(false) is not { } entry) return UnknownRecord(key);
            if (entry.Settlement is { } settled) return AlreadySettled(settled);
            var discarded = new RecordSettlement(key, SettledAs.Discarded, context.Actor.Id, context.At, FreeText.Masked(why));
            unit.Settle(discarded);
            return discarded;
        }, cancellationToken).ConfigureAwait(false);
        if (!done.TryGet(out var committed, out var refusal)) return refusal;
        if (!committed.IsRepeat) return committed.Value!;
        return (await store.EntryAsync(tenant, key, cancellationToken).ConfigureAwait(false))?.Settlement is { } first ? first : UnknownRecord(key);
    }

    /// <summary>True for a record that was booked as found and lies there to be looked at: there is nothing to deliver again.</summary>
    private static async ValueTask<bool> IsBookedAsync(IInbox inbox, TenantId tenant, string key, CancellationToken cancellationToken) =>
        MessageId.TryParse(key, out var message)
        && await inbox.AnswerAsync(tenant, message, cancellationToken).ConfigureAwait(false) is { } first
        && DeliveryAnswer.TryRead(first.Bytes) is { Outcome: DeliveryOutcome.Conflict };

    private static Refusal UnknownRecord(string key) => Refusal.Of(OrderKernelCodes.RecordUnknown, ("record", key));

    private static Refusal AlreadySettled(RecordSettlement settled) =>
        Refusal.Of(OrderKernelCodes.RecordSettled, ("record", settled.Key), ("as", settled.As), ("by", settled.By), ("at", settled.At));

    private static string Names(ValueList<Role> roles) => roles.IsEmpty ? "-" : string.Join(", ", roles.Items.Select(r => r.Value));
}
