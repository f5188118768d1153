using OrderKernel.Inventory;

namespace OrderKernel.Policies;

/// <summary>Holds the shops that are told of stock against the channels that the profiles read.</summary>
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
        return unknown.IsEmpty
            ? policies with { Publication = document }
            : Refusal.Of(KernelCodes.DocumentInvalid, ("name", document.Reference.Name), ("count", unknown.Count)) with { Reasons = unknown };
    }
}
