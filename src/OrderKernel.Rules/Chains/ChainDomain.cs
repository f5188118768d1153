namespace OrderKernel.Rules;

/// <summary>What the rules of a chain may read and what they may pull. Documents are checked against it when they are loaded.</summary>
/// <remarks>A document may declare more facts and levers of its own; whoever asks the chain brings those facts (<see cref="RuleChain.Over"/>).</remarks>
/// <example>
/// <code>
/// var domain = new ChainDomain(
///     FactSchema.Of(FactField.Required("order.channel", FactType.String), FactField.Required("order.total", FactType.Money)),
///     Lever.One("serviceGroup", new LeverParameter("group", FactType.String)));
/// var facts = new FactValues(domain.Facts).Set("order.channel", "xiaohongshu").Set("order.total", Money.Fen(9_900));
///
/// RuleChain chain = domain.Load(utf8).ValueOrThrow().Policy;                  // or a refusal that lists all problems with their JSON paths
/// ChainOutcome outcome = chain.Decide(facts, at);                             // serviceGroup(group: "xiaohongshu"), and why
/// var findings = ChainAnalysis.Of(chain);                                     // no rule that never fires, no two that contradict each other
/// </code>
/// </example>
public sealed class ChainDomain
{
    private readonly Dictionary<string, Lever> _levers = new(StringComparer.Ordinal);

    /// <summary>A domain of facts and levers.</summary>
    /// <param name="facts">The fields that conditions and arguments may read.</param>
    /// <param name="levers">What rules may pull.</param>
    /// <exception cref="ArgumentException">Two levers, or two parameters of one, have the same name, or a name is empty or too long.</exception>
    public ChainDomain(FactSchema facts, params Lever[] levers)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(levers);
        Facts = facts;
        Levers = levers.ToValueList();
        foreach (var lever in levers)
        {
            if (!RuleChainReader.IsName(lever.Name) || !lever.Parameters.Items.All(p => RuleChainReader.IsName(p.Name)))
                throw new ArgumentException($"'{lever.Name}' or one of its parameters has no name of 1 to {RuleChain.NameMax} characters.", nameof(levers));
            var distinct = lever.Parameters.Items.Select(p => p.Name).Distinct(StringComparer.Ordinal).Count();
            if (!_levers.TryAdd(lever.Name, lever) || distinct < lever.Parameters.Count)
                throw new ArgumentException($"'{lever.Name}' or one of its parameters is there twice.", nameof(levers));
        }
    }

    /// <summary>Nothing to read and nothing to pull: for documents that declare all of it.</summary>
    public static ChainDomain Empty { get; } = new(FactSchema.Of());

    /// <summary>The fields that conditions and arguments may read.</summary>
    public FactSchema Facts { get; }

    /// <summary>What rules may pull.</summary>
    public ValueList<Lever> Levers { get; }

    /// <summary>Reads and checks a chain of rules as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8; any bytes are safe.</param>
    /// <returns>The chain, or a refusal whose reasons list every problem with its path, in expressions with the character and a suggestion.</returns>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>; its reasons are those of documents and of expressions,
    /// <see cref="RulesCodes.LeverUnknown"/>, <see cref="RulesCodes.ArgumentUnknown"/> and <see cref="RulesCodes.ArgumentPersonal"/>.</remarks>
    public Result<PolicyDocument<RuleChain>> Load(ReadOnlyMemory<byte> utf8) =>
        PolicyDocument.Load(utf8, RuleChain.Schema, root => RuleChainReader.Read(root, this));

    // The same domain with what a document declares: slots that are known stay.
    internal ChainDomain With(IReadOnlyCollection<FactField> facts, IReadOnlyCollection<Lever> levers) =>
        facts.Count + levers.Count == 0 ? this : new(Facts.With([.. facts]), [.. Levers, .. levers]) { Root = Root };

    // The domain that a document was loaded with, before it declared anything.
    internal ChainDomain Root { get => field ?? this; private init; }

    internal Lever? LeverOf(string name) => _levers.TryGetValue(name, out var lever) ? lever : null;
}
