using OrderKernel.Channels;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Rules;
using OrderKernel.Work;

namespace OrderKernel.Chains;

/// <summary>A dry run over a store: what two versions of a chain of rules would have done with the orders in it. Nothing is written.</summary>
/// <param name="Comparison">The counts, and the orders that would have been treated differently.</param>
/// <param name="Dropped">Orders whose records retention dropped; they are not among the others.</param>
/// <remarks>
/// <para>Each order is looked at as it was after each unit of work that changed it, and where a rule had fired then, as it was before; a rule fires once.
/// Tags and holds are those that were recorded, not those that the version would have set.</para>
/// <para>What the host would have told (facts that a document declares, the customer's standing) is not recorded: rules that read declared facts err,
/// and a customer is unknown.</para>
/// </remarks>
public sealed record RuleHistory(ChainComparison Comparison, long Dropped)
{
    /// <summary>A chain without rules: beside it a dry run tells all that a chain does.</summary>
    public static RuleChain Nothing { get; } =
        OrderRules.Load("""{"$schema":"rule-chain-1.json","name":"nothing","version":"1","rules":[]}"""u8.ToArray())
            .OrUnreachable("An empty chain loads").Policy;

    /// <summary>Folds a tenant's orders, one stream at a time.</summary>
    /// <param name="streams">The store.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="before">The first version, loaded with <see cref="OrderRules.Load"/>.</param>
    /// <param name="after">The second version, loaded likewise.</param>
    /// <param name="differencesMax">How many differences are kept; all are counted.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">A chain was loaded with another domain.</exception>
    public static async ValueTask<RuleHistory> CompareAsync(IEventStreams streams, TenantId tenant, RuleChain before, RuleChain after,
        int differencesMax = ChainComparison.DifferencesUsual, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var comparing = new ChainComparing(before, after, differencesMax);
        long dropped = 0;
        await foreach (var stream in streams.ScanAsync(tenant, StreamKinds.Order, cancellationToken).ConfigureAwait(false))
        {
            if (stream.Events.Any(e => e.IsDropped)) dropped++;
            else Take(comparing, stream);
        }

        return new(comparing.Result(), dropped);
    }

    private static void Take(ChainComparing comparing, StoredStream stream)
    {
        Order? order = null;
        IntakeState? intake = null;
        var (isChanged, isTaken) = (false, false);
        for (var i = 0; i < stream.Events.Length; i++)
        {
            var envelope = stream.Events[i];
            if (IntakeEvents.Codec.Knows(envelope.Type)) intake = Intake.Evolve(intake ?? IntakeState.Empty, IntakeEvents.Codec.Decode(envelope));
            else if (OrderEvents.Codec.Knows(envelope.Type))
            {
                var happened = OrderEvents.Codec.Decode(envelope);
                // What was recorded of it is what another chain said.
                if (happened is RuleFired && order is not null && !isTaken) isTaken = Taken(comparing, order, intake, envelope);
                order = OrderDecider.Evolve(order, happened);
                isChanged = true;
            }

            if (i + 1 < stream.Events.Length && MessageOf(stream.Events[i + 1]) == MessageOf(envelope)) continue;
            if (isChanged && !isTaken && order is not null) Taken(comparing, order, intake, envelope);
            (isChanged, isTaken) = (false, false);
        }
    }

    private static bool Taken(ChainComparing comparing, Order order, IntakeState? intake, EventEnvelope at)
    {
        var facts = OrderRules.FactsOf(order, CustomerStanding.Unknown, intake?.Merged?.Recipient ?? order.Placed.Destination);
        comparing.Take(new(order.Id.Value, at.At, facts));
        return true;
    }

    private static MessageId MessageOf(EventEnvelope envelope) => EventBytes.ReadHeader(envelope.Bytes).Message;
}
