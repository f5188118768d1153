namespace OrderKernel.Policies;

/// <summary>
/// Who hears of what needs a person and has no other place that says so: holds name
/// their roles in the rules of holds, deadlines and approvals in their workflows.
/// </summary>
/// <param name="Conflicts">Who hears that a channel contradicts a ledger.</param>
/// <param name="Tracks">Who hears that a track says what a ledger refuses.</param>
/// <param name="Parked">Who hears that a record cannot be used and waits raw in quarantine.</param>
/// <param name="Reminders">Who hears of a reminder for which its workflow names nobody.</param>
/// <param name="Cases">Who hears of an after-sales case that waits for a person and whose tier names
/// none: a refused request, goods to be looked at or sent back, a replacement to be sent.</param>
/// <param name="Rules">Who hears that a rule of a chain could not be evaluated.</param>
public sealed record NoticeRules(ValueList<Role> Conflicts, ValueList<Role> Tracks, ValueList<Role> Parked, ValueList<Role> Reminders, ValueList<Role> Cases,
    ValueList<Role> Rules)
{
    /// <summary>Who hears of stock: goods that are overdue, more than were ordered, or others. Left out: those who hear of reminders.</summary>
    public ValueList<Role> Stock { get; init; } = Reminders;

    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "notices-1.json";

    /// <summary>The rules that hold when a host brings none.</summary>
    public static PolicyDocument<NoticeRules> Default { get; } = Load(EmbeddedPolicy.Read("notices.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The rules, or a refusal whose reasons list all problems with their JSON paths.</returns>
    public static Result<PolicyDocument<NoticeRules>> Load(ReadOnlyMemory<byte> utf8) =>
        PolicyDocument.Load(utf8, Schema,
            root => new NoticeRules(Roles(root, "conflicts"), Roles(root, "tracks"), Roles(root, "parked"), Roles(root, "reminders"), Roles(root, "cases"),
                Roles(root, "rules")) is var rules && root.Has("stock") ? rules with { Stock = Roles(root, "stock") } : rules);

    // An empty list would be silence: what needs a person must reach one.
    private static ValueList<Role> Roles(DocumentReader root, string name)
    {
        var roles = new List<Role>();
        var words = root.Texts(name);
        for (var i = 0; i < words.Count; i++)
        {
            if (MessageId.TryParse(words[i], out _)) roles.Add(Role.Of(words[i]));
            else root.ReportAt($"{root.Path}.{name}[{i}]", KernelCodes.DocumentValueInvalid, ("value", words[i]), ("expected", "a role"));
        }

        if (roles.Count == 0) root.Report(name, KernelCodes.DocumentPropertyMissing);
        return roles.ToValueList();
    }
}
