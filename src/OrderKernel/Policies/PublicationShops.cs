using OrderKernel.Inventory;

namespace OrderKernel.Policies;

/// <summary>Holds the shops that are told of stock against the channels that the profiles read, and the locations that count against the network.</summary>
internal static class PublicationShops
{
    /// <summary>The policies with these rules, whose shops are of channels that a profile reads.</summary>
    public static Result<KernelPolicies> With(KernelPolicies policies, PolicyDocument<PublicationRules> document)
    {
        var known = policies.Profiles.Items.Select(p => p.Policy.Channel.Value).Distinct().OrderBy(c => c, StringComparer.Ordinal).ToArray();
        var unknown = document.Policy.Shops.Items.Select((s, i) => (Channel: s.Channel.Value, Path: $"$.shops[{i}].channel"))
            .Where(s => Array.IndexOf(known, s.Channel) < 0)
            .Select(s => Reason.Of(OrderKernelCodes.PublicationChannelUnknown, ("path", s.Path), ("channel", s.Channel), ("known", string.Join(", ", known))))
            .ToValueList();
        return unknown.IsEmpty ? Fitting(policies with { Publication = document }) : Invalid(document, unknown);
    }

    /// <summary>The policies, whose network has all locations that the rules count; without a network nobody can say which there are.</summary>
    public static Result<KernelPolicies> Fitting(KernelPolicies policies)
    {
        if (policies.Network is not { Policy: var network }) return policies;
        var (known, document) = (network.Locations.Items.Select(l => l.Id).ToArray(), policies.Publication);
        var unknown = document.Policy.Rules.Items
            .SelectMany((r, i) => (r.Locations?.Items ?? []).Select((l, j) => (Location: l, Path: $"$.rules[{i}].locations[{j}]")))
            .Where(l => Array.IndexOf(known, l.Location) < 0)
            .Select(l => Reason.Of(OrderKernelCodes.PublicationLocationUnknown, ("path", l.Path), ("document", document.Reference.Name),
                ("location", l.Location), ("known", string.Join(", ", known.AsEnumerable()))))
            .ToValueList();
        return unknown.IsEmpty ? policies : Invalid(document, unknown);
    }

    private static Refusal Invalid(PolicyDocument<PublicationRules> document, ValueList<Reason> reasons) =>
        Refusal.Of(KernelCodes.DocumentInvalid, ("name", document.Reference.Name), ("count", reasons.Count)) with { Reasons = reasons };
}
