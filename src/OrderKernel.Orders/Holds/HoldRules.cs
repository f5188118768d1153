namespace OrderKernel.Orders;

/// <summary>Who may end holds by hand, kind by kind. Facts and the kernel's own consequences need no role.</summary>
/// <param name="Kinds">The rules of single kinds, in document order.</param>
/// <param name="Otherwise">The rule of every other kind, those that hosts add included.</param>
public sealed record HoldRules(ValueList<HoldRule> Kinds, HoldRule Otherwise)
{
    /// <summary>The schema that a document must name.</summary>
    public const string Schema = "holds-1.json";

    /// <summary>The embedded document.</summary>
    public static PolicyDocument<HoldRules> Default { get; } = Load(EmbeddedDocument.Read("holds.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The rules, or a refusal whose reasons list all problems with their JSON paths.</returns>
    public static Result<PolicyDocument<HoldRules>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    /// <summary>The rule of a kind.</summary>
    /// <param name="kind">The kind; one without a rule of its own gets <see cref="Otherwise"/>.</param>
    public HoldRule Of(HoldKind kind)
    {
        foreach (var rule in Kinds)
        {
            if (rule.Kind == kind) return rule;
        }

        return Otherwise;
    }

    private static HoldRules Read(DocumentReader root)
    {
        var rules = new List<HoldRule>();
        if (root.Child("kinds") is { } kinds)
        {
            foreach (var name in kinds.Keys())
            {
                if (!MessageId.TryParse(name, out _)) kinds.Report(name, KernelCodes.DocumentValueInvalid, ("value", name), ("expected", "a kind of hold"));
                else if (kinds.Child(name) is { } rule) rules.Add(Read(rule, HoldKind.Of(name)));
            }
        }

        return new(rules.ToValueList(), root.Child("otherwise") is { } other ? Read(other, default) : new(default, [], []));
    }

    private static HoldRule Read(DocumentReader rule, HoldKind kind)
    {
        var read = new HoldRule(kind, rule.Roles("release"), rule.Roles("reject"));
        rule.Close();
        return read;
    }
}

/// <summary>Who may end holds of one kind; one of the roles suffices.</summary>
/// <param name="Kind">The kind; unset in the rule for all others.</param>
/// <param name="Release">Who may release one: what it covers goes on.</param>
/// <param name="Reject">Who may reject what it covers: that is cancelled.</param>
public sealed record HoldRule(HoldKind Kind, ValueList<Role> Release, ValueList<Role> Reject);
