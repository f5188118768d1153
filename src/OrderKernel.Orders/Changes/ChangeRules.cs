using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Who may change what, and for how long a proposal can be confirmed. Facts and the kernel's own consequences need no role.</summary>
/// <param name="ValidFor">How long a proposal can be confirmed when it does not say itself.</param>
/// <param name="Kinds">A rule for every kind.</param>
/// <param name="Split">Who may split an order.</param>
/// <param name="Merge">Who may merge orders.</param>
public sealed record ChangeRules(Duration ValidFor, ValueList<ChangeRule> Kinds, ValueList<Role> Split, ValueList<Role> Merge)
{
    /// <summary>What becomes of changes that channels tell; all at once where a document says nothing.</summary>
    public ChannelAnswers Channel { get; init; } = ChannelAnswers.AllAtOnce;

    /// <summary>The schema that a document must name.</summary>
    public const string Schema = "changes-1.json";

    /// <summary>The embedded document.</summary>
    public static PolicyDocument<ChangeRules> Default { get; } = Load(EmbeddedDocument.Read("changes.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The rules, or a refusal whose reasons list all problems with their JSON paths.</returns>
    public static Result<PolicyDocument<ChangeRules>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    /// <summary>The rule of a kind; what a channel tells is answered by whoever may change quantities.</summary>
    /// <param name="kind">One of the named kinds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is unset.</exception>
    public ChangeRule Of(ChangeKind kind)
    {
        foreach (var rule in Kinds)
        {
            if (rule.Kind == (kind == ChangeKind.Content ? ChangeKind.Quantity : kind)) return rule;
        }

        throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind.");
    }

    private static ChangeRules Read(DocumentReader root)
    {
        var valid = root.Duration("validFor");
        if (valid is { } given && given <= Duration.Zero)
            root.Report("validFor", KernelCodes.DocumentValueInvalid, ("value", given), ("expected", "a positive duration"));
        var rules = new List<ChangeRule>();
        if (root.Child("kinds") is { } kinds)
        {
            for (var kind = ChangeKind.Address; kind <= ChangeKind.Remark; kind++)
            {
                if (kinds.Child(kind.ToString()) is not { } rule) continue;
                rules.Add(new(kind, rule.Roles("propose"), rule.Roles("confirm")));
                rule.Close();
            }

            kinds.Close();
        }

        var channel = root.ChildOrNull("channel") is { } answers ? ChannelAnswers.Read(answers) : ChannelAnswers.AllAtOnce;
        return new(valid ?? Duration.Zero, rules.ToValueList(), root.Roles("split"), root.Roles("merge")) { Channel = channel };
    }
}

/// <summary>Who may change something; one of the roles suffices.</summary>
/// <param name="Kind">What.</param>
/// <param name="Propose">Who may propose it.</param>
/// <param name="Confirm">Who may confirm it. Whoever may do either may decline it.</param>
public sealed record ChangeRule(ChangeKind Kind, ValueList<Role> Propose, ValueList<Role> Confirm);
