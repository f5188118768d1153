using OrderKernel.Orders;
using OrderKernel.Rules;

namespace OrderKernel.Policies;

/// <summary>Which warehouses are told what to send, and with which tags.</summary>
/// <param name="Locations">The locations that are told; others find their parcels elsewhere.</param>
/// <param name="Tags">The tags, in the order in which they stand in the remark.</param>
/// <param name="Separator">What stands between two tags.</param>
public sealed record DispatchNoteRules(ValueList<LocationId> Locations, ValueList<DispatchTag> Tags, string Separator)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "dispatch-notes-1.json";

    /// <summary>The most characters of a tag.</summary>
    public const int TagMax = 64;

    private const int SeparatorMax = 8;

    /// <summary>The rules that hold when a host brings none: nobody is told.</summary>
    public static PolicyDocument<DispatchNoteRules> Default { get; } =
        Load(EmbeddedPolicy.Read("dispatch-notes.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The rules, or a refusal whose reasons list all problems with their JSON paths.</returns>
    public static Result<PolicyDocument<DispatchNoteRules>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    /// <summary>True when a location is told.</summary>
    /// <param name="location">The location; null for a parcel of none.</param>
    public bool Tells(LocationId? location)
    {
        foreach (var told in Locations)
        {
            if (told == location) return true;
        }

        return false;
    }

    private static DispatchNoteRules Read(DocumentReader root)
    {
        var (locations, tags) = (new List<LocationId>(), new List<DispatchTag>());
        var texts = root.Texts("locations");
        for (var i = 0; i < texts.Count; i++)
        {
            if (!LocationId.TryParse(texts[i], out var location) || locations.Contains(location))
                root.ReportAt($"$.locations[{i}]", KernelCodes.DocumentValueInvalid, ("value", texts[i]), ("expected", "location id"));
            else locations.Add(location);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in root.Children("tags"))
        {
            var tag = rule.Text("tag");
            if (tag is not null && (!names.Add(tag) || tag.Length is 0 or > TagMax || tag.Trim().Length != tag.Length))
                rule.Report("tag", KernelCodes.DocumentValueInvalid, ("value", tag), ("expected", "a tag of 1 to 64 characters, each once"));
            var when = rule.Expression("when", OrderRules.Domain.Facts, FactType.Bool);
            if (when is not null && GuardLogic.CanHold(when) == GuardAnswer.No)
                rule.Report("when", OrderKernelCodes.DispatchTagNever, ("tag", tag ?? ""), ("when", when));
            rule.Close();
            if (tag is not null && when is not null) tags.Add(new(tag, when));
        }

        var separator = root.TextOrNull("separator") ?? " ";
        if (separator.Length > SeparatorMax)
            root.Report("separator", KernelCodes.DocumentValueInvalid, ("value", separator), ("expected", "at most 8 characters"));
        return new(locations.ToValueList(), tags.ToValueList(), separator);
    }
}

/// <summary>A tag of dispatch notes.</summary>
/// <param name="Tag">What the remark says.</param>
/// <param name="When">Which orders have it: a condition over what chains of rules read of an order (<see cref="OrderRules.FactsOf"/>).</param>
public sealed record DispatchTag(string Tag, Expression When);
