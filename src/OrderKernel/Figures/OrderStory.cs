using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Work;
using OrderKernel.Workflow;

namespace OrderKernel.Figures;

/// <summary>One event of a story with its header.</summary>
/// <param name="Event">The event.</param>
/// <param name="Header">Who, when, why, by which policies.</param>
public sealed record StoryChapter(EventEnvelope Event, EventHeader Header);

/// <summary>All that is stored of one order: its own stream, its reservations and its after-sales cases, in the order of business time.</summary>
/// <param name="Stream">The order's stream.</param>
/// <param name="Order">The order as its events left it; null while only parts of it came, and when its records were dropped.</param>
/// <param name="Chapters">The events that still have their content.</param>
public sealed record OrderStory(StreamId Stream, Order? Order, ValueList<StoryChapter> Chapters)
{
    /// <summary>The events whose content retention dropped: the story is told without them.</summary>
    public ValueList<DroppedEvent> Dropped { get; init; }

    /// <summary>
    /// The story as somebody may see it: who acted and what reasons say only where the role sees it. The events keep their content: show headers.
    /// </summary>
    /// <param name="sight">What the role matrix lets somebody see: <c>audit.actor</c>, <c>audit.message</c>, <c>order.reasons</c>.</param>
    public OrderStory SeenBy(RoleSight sight)
    {
        ArgumentNullException.ThrowIfNull(sight);
        return this with { Chapters = Chapters.Items.Select(c => c with { Header = Seen(c.Header, sight) }).ToValueList() };
    }

    private static EventHeader Seen(EventHeader header, RoleSight sight) => header with
    {
        Actor = ActorId.Of(sight.Show("audit.actor", header.Actor.Value)!),
        Message = MessageId.Of(sight.Show("audit.message", header.Message.Value)!),
        Reasons = header.Reasons.Items.Select(r => sight.Show("order.reasons", r)).ToValueList(),
    };

    /// <summary>The stories of the orders that answer to a clue: an order id, a channel's order number, a waybill or a serial number.</summary>
    /// <param name="store">The store.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="clue">The clue, as it stands on the order.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async ValueTask<ValueList<OrderStory>> FindAsync(IOrderStore store, TenantId tenant, string clue,
        CancellationToken cancellationToken = default)
    {
        var stories = new List<OrderStory>();
        foreach (var stream in await StreamsAsync(store, tenant, clue, cancellationToken).ConfigureAwait(false))
            stories.Add(await OfAsync(store, stream, cancellationToken).ConfigureAwait(false));
        return stories.ToValueList();
    }

    /// <summary>The streams of the orders that answer to a clue, in ordinal order.</summary>
    /// <param name="index">The index.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="clue">An order id, a channel's order number, a waybill or a serial number.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The clue is empty.</exception>
    public static async ValueTask<ValueList<StreamId>> StreamsAsync(IOrderIndex index, TenantId tenant, string clue,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentException.ThrowIfNullOrEmpty(clue);
        var streams = new SortedSet<StreamId>();
        foreach (var word in new[] { "id:", "number:", "waybill:" })
        {
            await foreach (var stream in index.FindAsync(tenant, word + clue, cancellationToken).ConfigureAwait(false)) streams.Add(stream);
        }

        if (!SerialNumber.TryParse(clue, out var serial)) return streams.ToValueList();
        await foreach (var stream in index.FindAsync(tenant, Clues.Serial(serial), cancellationToken).ConfigureAwait(false))
        {
            if (stream.Kind == StreamKinds.Order) streams.Add(stream);
        }

        return streams.ToValueList();
    }

    private static async ValueTask<OrderStory> OfAsync(IOrderStore store, StreamId stream, CancellationToken cancellationToken)
    {
        var own = await store.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        var streams = new List<StreamId> { stream };
        foreach (var clue in new[] { Clues.CasesOf(stream), Clues.ReservationsOf(stream) })
        {
            await foreach (var one in store.FindAsync(stream.Tenant, clue, cancellationToken).ConfigureAwait(false)) streams.Add(one);
        }

        // Whoever named it: a reservation that a parcel was ever planned on is part of the story.
        foreach (var step in own.Walk(OrderDecider.Decider))
        {
            var held = step.Event switch
            {
                ShipmentPlanned e => e.Reservation,
                ShipmentReserved e => e.Reservation,
                UnitsSteppedBack e => e.Reservation,
                _ => null,
            };
            if (held is { } id) streams.Add(new ReservationKey(stream.Tenant, id).Stream());
        }

        var events = new List<EventEnvelope>();
        foreach (var one in streams.Distinct()) events.AddRange(await store.ReadAsync(one, 0, cancellationToken).ConfigureAwait(false));
        // A stable sort: events of one stream keep their order.
        var chapters = events.Where(e => !e.IsDropped).Select(e => new StoryChapter(e, EventBytes.ReadHeader(e.Bytes))).OrderBy(c => c.Header.At);
        return new(stream, own.Fold(OrderDecider.Decider).State,
            chapters.ToValueList()) { Dropped = events.Select(DroppedEvent.Of).Where(d => d is not null).Select(d => d!).ToValueList() };
    }
}
