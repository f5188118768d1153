using OrderKernel.Inventory;
using OrderKernel.Orders;

namespace OrderKernel.Policies;

/// <summary>
/// Holds what documents name against the documents that say what there is: channels against the profiles, locations against the network. A name that
/// nobody else knows would be a rule that decides for nobody.
/// </summary>
internal static class PolicyNames
{
    /// <summary>The policies with another document, whose channels are all read by a profile and whose locations the network has.</summary>
    public static Result<KernelPolicies> Fitting<T>(KernelPolicies policies, PolicyDocument<T> document) where T : class
    {
        var channels = policies.Profiles.Items.Select(p => p.Policy.Channel.Value).Distinct().OrderBy(c => c, StringComparer.Ordinal).ToArray();
        var unknown = ChannelsOf(document.Policy).Where(c => Array.IndexOf(channels, c.Channel) < 0)
            .Select(c => Reason.Of(OrderKernelCodes.DocumentChannelUnknown, ("path", c.Path), ("document", document.Reference.Name), ("channel", c.Channel),
                ("known", string.Join(", ", channels))))
            .Concat(Elsewhere(policies, document)).ToValueList();
        return Result(policies, document.Reference, unknown);
    }

    /// <summary>The policies, whose network has all locations that their documents name; without a network nobody can say which there are.</summary>
    public static Result<KernelPolicies> Located(KernelPolicies policies) =>
        Result(policies, policies.DispatchNotes.Reference, Elsewhere(policies, policies.DispatchNotes).ToValueList())
            .Then(p => Result(p, p.Publication.Reference, Elsewhere(p, p.Publication).ToValueList()))
            .Then(p => Result(p, p.Formula.Reference, Elsewhere(p, p.Formula).ToValueList()))
            .Then(p => Result(p, p.Restrictions.Reference, Elsewhere(p, p.Restrictions).ToValueList()))
            .Then(p => Result(p, p.StockMasters.Reference, Elsewhere(p, p.StockMasters).ToValueList()));

    private static Result<KernelPolicies> Result(KernelPolicies policies, PolicyReference document, ValueList<Reason> unknown) => unknown.IsEmpty
        ? policies
        : Refusal.Of(KernelCodes.DocumentInvalid, ("name", document.Name), ("count", unknown.Count)) with { Reasons = unknown };

    private static IEnumerable<Reason> Elsewhere<T>(KernelPolicies policies, PolicyDocument<T> document) where T : class
    {
        if (policies.Network is not { Policy: var network }) return [];
        var known = network.Locations.Items.Select(l => l.Id).ToArray();
        // Only restrictions ask of a location in which areas it lies.
        if (document.Policy is PurchaseRestrictions) known = [.. known, .. network.Areas.Items.Select(a => a.Id)];
        return LocationsOf(document.Policy).Where(l => Array.IndexOf(known, l.Location) < 0)
            .Select(l => Reason.Of(OrderKernelCodes.DocumentLocationUnknown, ("path", l.Path), ("document", document.Reference.Name), ("location", l.Location),
                ("known", string.Join(", ", known.AsEnumerable()))))
            .Concat(KindsMissing(network, document));
    }

    // Goods that come from stores alone, where there is no store, can be bought by nobody.
    private static IEnumerable<Reason> KindsMissing<T>(Allocation.Network network, PolicyDocument<T> document) where T : class
    {
        if (document.Policy is not PurchaseRestrictions restrictions) return [];
        var known = network.Locations.Items.Select(l => l.Kind).Distinct().OrderBy(k => k).ToArray();
        return restrictions.Rules.Items.SelectMany((r, i) => r.Only.Items.Select((w, j) => (Path: $"$.restrictions[{i}].only[{j}].kinds", w.Kinds)))
            .Where(w => !w.Kinds.IsEmpty && !w.Kinds.Items.Any(k => Array.IndexOf(known, k) >= 0))
            .Select(w => Reason.Of(OrderKernelCodes.DocumentLocationKindMissing, ("path", w.Path), ("document", document.Reference.Name),
                ("kinds", string.Join(", ", w.Kinds.Items)), ("known", string.Join(", ", known))));
    }

    private static IEnumerable<(string Path, string Channel)> ChannelsOf(object policy) => policy switch
    {
        Channels.SkuMap map => map.Items.Items.Select((m, i) => ($"$.items[{i}].channel", m.Channel)).Where(m => m.Channel != "*"),
        StockFormula formula => formula.Scopes.Items.Where(s => s.Channel is not null).Select(s => ($"{s.Path}.channel", s.Channel!.Value.Value)),
        PoolRules pools => pools.Rules.Items.Select((r, i) => ($"$.rules[{i}].channel", r.Channel)).Where(r => r.Channel is not null)
            .Select(r => (r.Item1, r.Channel!.Value.Value)),
        SerialRules rules => rules.Rules.Items.SelectMany((r, i) => r.Channels.Items.Select((c, j) => ($"$.rules[{i}].channels[{j}]", c.Value))),
        PurchaseRestrictions restrictions => restrictions.Rules.Items
            .SelectMany((r, i) => r.Channels.Items.Select((c, j) => ($"$.restrictions[{i}].channels[{j}]", c.Value))),
        PublicationRules rules => rules.Shops.Items.Select((s, i) => ($"$.shops[{i}].channel", s.Channel.Value)),
        SellAheadPolicy ahead => ahead.Rules.Items.Select((r, i) => ($"$.rules[{i}].channel", r.Channel?.Value)).Where(r => r.Value is not null)
            .Select(r => (r.Item1, r.Value!)),
        _ => [],
    };

    private static IEnumerable<(string Path, LocationId Location)> LocationsOf(object policy) => policy switch
    {
        StockFormula formula => formula.Scopes.Items.Where(s => s.Location is not null).Select(s => ($"{s.Path}.location", s.Location!.Value)),
        PublicationRules rules => rules.Rules.Items
            .SelectMany((r, i) => (r.Locations?.Items ?? []).Select((l, j) => ($"$.rules[{i}].locations[{j}]", l))),
        PurchaseRestrictions restrictions => restrictions.Rules.Items.SelectMany((r, i) =>
            Ways(r.Only, $"$.restrictions[{i}].only").Concat(Ways(r.Never, $"$.restrictions[{i}].never"))),
        StockMasterRules rules => rules.Masters.Items
            .SelectMany((m, i) => (m.Locations?.Items ?? []).Select((l, j) => ($"$.masters[{i}].locations[{j}]", l))),
        DispatchNoteRules notes => notes.Locations.Items.Select((l, i) => ($"$.locations[{i}]", l)),
        _ => [],
    };

    private static IEnumerable<(string Path, LocationId Location)> Ways(ValueList<PurchaseWay> ways, string path) =>
        ways.Items.SelectMany((w, i) => w.Locations.Items.Select((l, j) => ($"{path}[{i}].locations[{j}]", l)));
}
