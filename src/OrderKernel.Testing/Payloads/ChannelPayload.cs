using NodaTime;

namespace OrderKernel.Testing;

/// <summary>One record as a channel writes it, with what it means.</summary>
public sealed record ChannelPayload
{
    /// <summary>The whole input: the record within its envelope, or under its header. Format and money unit are the profile's.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The profile's name of the record.</summary>
    public required string RecordKind { get; init; }

    /// <summary>When it is to arrive: what counts where the record tells no time.</summary>
    public required Instant ArrivedAt { get; init; }

    /// <summary>How far the order has come; null where the words were drawn without a story.</summary>
    public OrderStage? Stage { get; init; }

    /// <summary>What the record says, without findings; null when it is passed over, or cannot be used.</summary>
    public Claim? Claim { get; init; }

    /// <summary>True when the record says that it is no order (a draft, a page of ids).</summary>
    public bool IsSkipped { get; init; }

    /// <summary>The codes of what keeps the record from being a claim, in ordinal order; empty for a claim.</summary>
    public ValueList<string> Problems { get; init; }

    /// <summary>The codes of the findings beside the claim, in ordinal order: amounts that do not tie out, an assumed kind of case.</summary>
    public ValueList<string> Findings { get; init; }

    /// <summary>The input as text, for the message of a failed property.</summary>
    public override string ToString() => $"{RecordKind}: {System.Text.Encoding.UTF8.GetString(Bytes.Span)}";
}

/// <summary>One order told several times over its life.</summary>
/// <param name="Told">The records in the order in which the channel tells them, the last state last.</param>
public sealed record OrderLife(ValueList<ChannelPayload> Told)
{
    /// <summary>The records as they may arrive: each at least once, some again, early ones late.</summary>
    /// <param name="seed">The same seed gives the same arrivals.</param>
    public ValueList<ChannelPayload> Arrivals(long seed)
    {
        var dice = new Dice(seed);
        var arrivals = Told.Items.SelectMany(p => Enumerable.Repeat(p, dice.OneIn(3) ? 2 : 1)).ToArray();
        for (var i = arrivals.Length - 1; i > 0; i--)
        {
            var other = dice.Below(i + 1);
            (arrivals[i], arrivals[other]) = (arrivals[other], arrivals[i]);
        }

        return arrivals.ToValueList();
    }
}
