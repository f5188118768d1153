using System.Text;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>Which field of a role matrix a field of the trail is, and how it is shown.</summary>
internal static class TrailSight
{
    public const string Actor = "audit.actor";
    public const string Message = "audit.message";
    public const string Reasons = "order.reasons";

    private const string Notes = "person.notes";

    /// <summary>The entry as somebody may see it: what happened and when always, what it said only where the role sees it.</summary>
    public static TrailEntry Of(TrailEntry entry, RoleSight sight) => entry with
    {
        Actor = entry.Actor is { } actor ? ActorId.Of(sight.Show(Actor, actor.Value)!) : null,
        Message = entry.Message is { } message ? MessageId.Of(sight.Show(Message, message.Value)!) : null,
        Reasons = entry.Reasons.Items.Select(r => sight.Show(Reasons, r)).ToValueList(),
        Changes = entry.Changes.Items.Select(c => new FieldChange(Named(c.Field, sight), Shown(c.Field, c.Before, sight), Shown(c.Field, c.After, sight)))
            .ToValueList(),
        Attachment = entry.Attachment is { } evidence && sight.IsClear("order.evidence")
            ? evidence with { By = ActorId.Of(sight.Show(Actor, evidence.By.Value)!), Note = sight.ShowWords(Notes, evidence.Note) }
            : null,
    };

    public static string? Shown(string field, string? value, RoleSight sight)
    {
        var path = PathOf(field);
        return path == Notes ? sight.ShowWords(path, value) : sight.Show(path, value);
    }

    /// <summary>The field's path as somebody may see it: ids in it, which may be a waybill or a person's, are values too.</summary>
    public static string Named(string field, RoleSight sight)
    {
        var path = PathOf(field);
        if (path == Notes ? sight.Sees(path) : sight.IsClear(path)) return field;
        var name = Rewritten(field, RoleSight.Hidden);
        var who = IsApproval(WithoutKeys(field)) ? name.IndexOf("].", name.IndexOf("approvals[", StringComparison.Ordinal), StringComparison.Ordinal) : -1;
        return who < 0 ? name : name.Substring(0, who + 2) + RoleSight.Hidden;
    }

    /// <summary>The field in the words of a matrix: <c>person.*</c> for what is about a person, <c>audit.*</c> for who did it, else <c>order.*</c>.</summary>
    internal static string PathOf(string field)
    {
        var name = WithoutKeys(field);
        var dot = name.IndexOf('.');
        var (first, last) = (dot < 0 ? name : name.Substring(0, dot), name.Substring(name.LastIndexOf('.') + 1));
        if (last == "by" || IsApproval(name) || name.Contains(".scans")) return Actor;
        if (name == "order.address") return "person.address";
        if (name == "invoices.details") return "person.invoice";
        if (last is "note" or "remark" || name is "legalHolds.why" or "invoices.why") return Notes;
        if (name is "amounts.due" or "money.due") return "order.total";
        if (first is "amounts" or "money" or "parts" or "payments" or "refunds" || (first == "lines" && (name.Contains(".money") || last == "total")))
            return "order.money";
        if (name.StartsWith("channels.", StringComparison.Ordinal))
            return name.Contains(".recipient") || name.Contains(".buyer") ? "person.recipient" : "order.claims";
        return first == "order" ? name : $"order.{first}";
    }

    // Who approved is a part of the path.
    private static bool IsApproval(string name) =>
        name.StartsWith("process.approvals.", StringComparison.Ordinal) || name.StartsWith("shipments.process.approvals.", StringComparison.Ordinal);

    private static string WithoutKeys(string field) => Rewritten(field, null);

    // Ids stand in brackets and may hold anything.
    private static string Rewritten(string field, string? keys)
    {
        if (field.IndexOf('[') < 0) return field;
        var (name, depth) = (new StringBuilder(field.Length), 0);
        foreach (var c in field)
        {
            if (c == '[' && depth++ == 0 && keys is not null) name.Append('[').Append(keys).Append(']');
            if (depth == 0) name.Append(c);
            if (c == ']' && depth > 0) depth--;
        }

        return name.ToString();
    }
}
