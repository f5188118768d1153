using NodaTime;

namespace OrderKernel.Orders.Tests.Trail;

/// <summary>Histories as stores keep them: sealed envelopes, one decision at a time.</summary>
internal static class Stored
{
    public static readonly StreamId Stream = World.Key().Stream();

    /// <summary>The events of a world, sealed as one decision each, a minute apart.</summary>
    public static EventEnvelope[] Of(World world) => Seal(world.Events.Select((e, i) => (e, Header(i))));

    public static EventHeader Header(int i, string actor = "agent-1", params Reason[] reasons) =>
        new(World.Start + Duration.FromMinutes(i), ActorId.Of(actor), MessageId.Of($"m{i}"), reasons.ToValueList(), []);

    public static EventEnvelope[] Seal(IEnumerable<(OrderEvent Event, EventHeader Header)> events)
    {
        var head = new StreamHead(Stream, 0, ChainHash.Genesis(Stream));
        var sealed_ = new List<EventEnvelope>();
        foreach (var (e, header) in events)
        {
            var envelope = OrderEvents.Codec.Seal(head, e, header);
            sealed_.Add(envelope);
            head = new(Stream, envelope.Version, envelope.Hash);
        }

        return [.. sealed_];
    }

    public static StreamHead Head(EventEnvelope[] events) =>
        events.Length == 0 ? new(Stream, 0, ChainHash.Genesis(Stream)) : new(Stream, events[^1].Version, events[^1].Hash);

    /// <summary>A real history with many kinds of events.</summary>
    public static World Story(int seed = 7, int moves = 40)
    {
        var state = unchecked((uint)seed * 2_654_435_761u);
        int Next(int below) => (int)((state = unchecked((state * 1_664_525u) + 1_013_904_223u)) >> 8) % below;
        return Play.Through(Next(1_000_000), [.. Enumerable.Range(0, moves).Select(_ => new Move(Next(24), Next(61), Next(61), Next(10)))]);
    }

    /// <summary>A stream of so many events that follow each other.</summary>
    public static EventEnvelope[] Long(int events)
    {
        var world = World.Placed().Paid();
        for (var i = 0; world.Events.Count < events; i++)
        {
            world.Must(new PlaceHold(HoldId.Of($"h{i}"), HoldKind.Invoice, HoldScopes.Edit), World.Agent);
            if (world.Events.Count < events) world.Must(new ReleaseHold(HoldId.Of($"h{i}")), World.Agent);
        }

        return Of(world);
    }
}
