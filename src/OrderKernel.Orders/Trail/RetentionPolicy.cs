using NodaTime;

namespace OrderKernel.Orders;

/// <summary>How long which part of the trail keeps its content; hashes stay for good.</summary>
/// <param name="DetailFor">How long detail is kept after the order's last event.</param>
/// <param name="RecordsFor">How long everything else is kept; at least as long as detail.</param>
/// <param name="Detail">What is detail: event types that begin with one of these words.</param>
/// <param name="LegalHoldRoles">Who may set and release legal holds.</param>
/// <remarks>Source: capabilities L8, reliability promise 8 (180 days, three years).</remarks>
public sealed record RetentionPolicy(Duration DetailFor, Duration RecordsFor, ValueList<string> Detail, ValueList<Role> LegalHoldRoles)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "retention-1.json";

    /// <summary>The policy that holds when a host brings none.</summary>
    public static PolicyDocument<RetentionPolicy> Default { get; } = Load(EmbeddedDocument.Read("retention.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The policy, or a refusal whose reasons list all problems with their JSON paths.</returns>
    public static Result<PolicyDocument<RetentionPolicy>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    /// <summary>True when an event type is detail.</summary>
    /// <param name="type">The stored name of an event type.</param>
    public bool IsDetail(string type) => Detail.Items.Any(d => type.StartsWith(d, StringComparison.Ordinal));

    private static RetentionPolicy Read(DocumentReader root)
    {
        var (detail, records) = (Positive(root, "detailFor"), Positive(root, "recordsFor"));
        if (detail > records)
            root.Report("recordsFor", KernelCodes.DocumentValueInvalid, ("value", root.TextOrNull("recordsFor")), ("expected", "at least detailFor"));
        var roles = new List<Role>();
        var child = root.Child("legalHold");
        foreach (var text in child?.Texts("roles") ?? [])
        {
            try { roles.Add(Role.Of(text)); }
            catch (ArgumentException) { child!.Report("roles", KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "a role")); }
        }

        child?.Close();
        if (child is not null && roles.Count == 0) child.Report("roles", KernelCodes.DocumentPropertyMissing);
        var words = root.Texts("detail");
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Length == 0)
                root.ReportAt($"{root.Path}.detail[{i}]", KernelCodes.DocumentValueInvalid, ("value", ""), ("expected", "the beginning of an event type"));
        }

        return new(detail, records, words.ToValueList(), roles.ToValueList());
    }

    private static Duration Positive(DocumentReader root, string name)
    {
        if (root.Duration(name) is not { } duration) return Duration.Zero;
        if (duration <= Duration.Zero) root.Report(name, KernelCodes.DocumentValueInvalid, ("value", duration), ("expected", "more than nothing"));
        return duration;
    }
}
