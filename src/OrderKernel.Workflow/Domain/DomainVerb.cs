namespace OrderKernel.Workflow;

/// <summary>From which status to which a verb may lead.</summary>
/// <param name="From">The status in which the verb is used.</param>
/// <param name="To">A status that may follow; the same when the verb may leave it as it is.</param>
public sealed record StatusMove(string From, string To);

/// <summary>Something that a trigger can do to the ledgers behind the statuses.</summary>
/// <param name="Name">The verb, such as <c>cancel</c>.</param>
/// <param name="Moves">Where it may lead from each status in which it is possible; empty when it moves nothing and is possible everywhere.</param>
public sealed record DomainVerb(string Name, ValueList<StatusMove> Moves)
{
    /// <summary>True when the verb changes no status and is possible in all, such as telling somebody.</summary>
    public bool MovesNothing => Moves.IsEmpty;

    /// <summary>Instants of the domain that are others after it, so that what counts from them waits again.</summary>
    public ValueList<string> Renewed { get; init; }

    /// <summary>True when what the process was about may begin anew after it as another process: a parcel that is given up is planned again.</summary>
    public bool BeginsAnew { get; init; }

    /// <summary>A verb that moves nothing and is possible in every status.</summary>
    /// <param name="name">The verb, such as <c>remind</c>.</param>
    public static DomainVerb Notice(string name) => new(name, []);

    /// <summary>A verb with the statuses it may lead to.</summary>
    /// <param name="name">The verb, such as <c>cancel</c>.</param>
    /// <param name="moves">From where to where it may lead; without any it moves nothing.</param>
    public static DomainVerb Of(string name, params (string From, string To)[] moves) =>
        new(name, moves.Select(m => new StatusMove(m.From, m.To)).ToValueList());

    internal bool IsPossibleIn(string status)
    {
        foreach (var move in Moves)
        {
            if (move.From == status) return true;
        }

        return MovesNothing;
    }
}
