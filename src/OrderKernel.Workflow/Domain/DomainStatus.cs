namespace OrderKernel.Workflow;

/// <summary>A status of the axis that a workflow refines.</summary>
/// <param name="Name">The status word, such as <c>Shipped</c>.</param>
/// <param name="IsInitial">True when a process may begin here.</param>
/// <param name="IsFinal">True when a process may rest here for good.</param>
/// <param name="ByFacts">The statuses to which facts alone (money, goods, a channel's word) can move from here.</param>
public sealed record DomainStatus(string Name, bool IsInitial, bool IsFinal, ValueList<string> ByFacts)
{
    /// <summary>What the ledgers say whenever the status is this one, as a condition over the domain's facts; null when nothing is promised.</summary>
    public string? Always { get; init; }

    /// <summary>Instants of the domain that are always known in this status.</summary>
    public ValueList<string> AlwaysKnown { get; init; }

    /// <summary>Instants of the domain that are never known in this status.</summary>
    public ValueList<string> NeverKnown { get; init; }

    /// <summary>A status on the way.</summary>
    /// <param name="name">The status word, such as <c>Shipped</c>.</param>
    /// <param name="byFacts">The statuses to which facts alone can move from here.</param>
    public static DomainStatus Of(string name, params string[] byFacts) => new(name, false, false, byFacts.ToValueList());

    /// <summary>A status in which a process may begin.</summary>
    /// <param name="name">The status word, such as <c>Placed</c>.</param>
    /// <param name="byFacts">The statuses to which facts alone can move from here.</param>
    public static DomainStatus Initial(string name, params string[] byFacts) => new(name, true, false, byFacts.ToValueList());

    /// <summary>A status in which a process may rest for good.</summary>
    /// <param name="name">The status word, such as <c>Closed</c>.</param>
    /// <param name="byFacts">The statuses to which facts alone can move from here.</param>
    public static DomainStatus Final(string name, params string[] byFacts) => new(name, false, true, byFacts.ToValueList());
}
