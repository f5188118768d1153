using NodaTime;

namespace OrderKernel.AfterSales;

/// <summary>What an inspection outcome means for the case. 0 is unset.</summary>
public enum ReceiptAnswer
{
    /// <summary>The units count as returned: their money or replacement is due.</summary>
    Accept = 1,

    /// <summary>They are to be looked at again.</summary>
    Wait = 2,

    /// <summary>They do not count: the goods go back or never came.</summary>
    Refuse = 3,
}

/// <summary>
/// The policy of after-sales cases: approval tiers, quiet period, how long a step may
/// wait, what an inspection means, from when on repeated requests are reviewed.
/// </summary>
/// <param name="Currency">The currency of all bounds.</param>
/// <param name="Tiers">The tiers; the first that holds decides, the last holds for all.</param>
/// <param name="QuietPeriod">How long after sign-off requests without a reason are refused.</param>
/// <param name="RemindAfter">The age at which a waiting step reminds its handler and copies the superior.</param>
/// <param name="EscalateAfter">The age at which a waiting step goes to the superior.</param>
/// <param name="Ladder">The roles from handler to highest superior.</param>
/// <param name="Receipt">The answer to each inspection outcome, in the order of <see cref="InspectionOutcome"/>.</param>
/// <remarks>Laws: a larger amount never falls into an earlier tier, whatever the document. Source: capabilities R1, R2, R5, R6, I6.</remarks>
public sealed record ApprovalTiers(
    Currency Currency, ValueList<ApprovalTier> Tiers, Duration QuietPeriod, Duration RemindAfter, Duration EscalateAfter, ValueList<Role> Ladder,
    ValueList<ReceiptAnswer> Receipt)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "approval-tiers-1.json";

    /// <summary>The tiers that hold when a host brings none.</summary>
    public static PolicyDocument<ApprovalTiers> Default { get; } = Load(Embedded.Document("approval-tiers.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8; any bytes are safe.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>, whose reasons list every problem with its path.</remarks>
    /// <example>
    /// <code>
    /// if (ApprovalTiers.Load(utf8).TryGet(out var tiers, out var refusal)) Console.WriteLine(tiers.Reference);
    /// else foreach (var problem in refusal.Reasons) Console.WriteLine(problem);              // all of them, each with its JSON path
    /// </code>
    /// </example>
    public static Result<PolicyDocument<ApprovalTiers>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, ApprovalTiersReader.Read);

    /// <summary>From when on repeated requests of one customer are reviewed; null for never.</summary>
    public RiskReview? RiskReview { get; init; }

    /// <summary>The answer to an inspection outcome.</summary>
    /// <param name="outcome">What the inspection of returned goods found.</param>
    public ReceiptAnswer AnswerTo(InspectionOutcome outcome) => Receipt[(int)outcome - 1];

    /// <summary>The role above a role on the ladder; null for the highest and for roles that are not on it.</summary>
    /// <param name="role">A role, on the ladder or not.</param>
    public Role? SuperiorOf(Role role)
    {
        var at = Ladder.Items.IndexOf(role);
        return at >= 0 && at + 1 < Ladder.Count ? Ladder[at + 1] : null;
    }
}
