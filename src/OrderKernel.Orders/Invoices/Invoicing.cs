namespace OrderKernel.Orders;

/// <summary>How invoices touch orders: what a failed one holds, on that order alone, and by which tag enterprise orders are kept apart.</summary>
/// <param name="Tag">The tag of orders that ask for an enterprise invoice.</param>
/// <param name="HeldOnFailure">What a failed invoice forbids until it is asked for again or issued.</param>
/// <param name="Request">Who may ask for one.</param>
/// <param name="Record">Who may say what became of one, beside facts.</param>
public sealed record Invoicing(OrderTag Tag, HoldScopes HeldOnFailure, ValueList<Role> Request, ValueList<Role> Record)
{
    /// <summary>The schema that a document must name.</summary>
    public const string Schema = "invoicing-1.json";

    /// <summary>The embedded document.</summary>
    public static PolicyDocument<Invoicing> Default { get; } = Load(EmbeddedDocument.Read("invoicing.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The rules, or a refusal whose reasons list all problems with their JSON paths.</returns>
    public static Result<PolicyDocument<Invoicing>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    private static Invoicing Read(DocumentReader root)
    {
        var tag = root.Text("enterpriseTag");
        OrderTag known = default;
        if (tag is not null && !OrderTag.TryParse(tag, out known))
            root.Report("enterpriseTag", KernelCodes.DocumentValueInvalid, ("value", tag), ("expected", "1-128 characters"));
        var words = root.Texts("heldOnFailure");
        HoldScopes scopes = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (Scope(words[i]) is { } scope) scopes |= scope;
            else root.ReportAt($"$.heldOnFailure[{i}]", KernelCodes.DocumentValueInvalid, ("value", words[i]), ("expected", "ship|refund|edit|settle"));
        }

        if (words.Count == 0) root.Report("heldOnFailure", KernelCodes.DocumentPropertyMissing);
        return new(known, scopes, root.Roles("request"), root.Roles("record"));
    }

    private static HoldScopes? Scope(string word) => word switch
    {
        "ship" => HoldScopes.Ship,
        "refund" => HoldScopes.Refund,
        "edit" => HoldScopes.Edit,
        "settle" => HoldScopes.Settle,
        _ => null,
    };
}
