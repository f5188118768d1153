using NodaTime;

namespace OrderKernel.Policies;

/// <summary>When a channel hears of a parcel. 0 is unset.</summary>
public enum WriteBackMoment
{
    /// <summary>When it leaves.</summary>
    AtOnce = 1,

    /// <summary>When its carrier scans it first; when it is delivered, where nobody scanned it before.</summary>
    FirstScan = 2,

    /// <summary>When its waybill is known, although it is still here.</summary>
    Early = 3,
}

/// <summary>When channels hear of parcels, a rule for each shop that differs.</summary>
/// <param name="Rules">The rules; the first that fits decides, and without one it is <see cref="WriteBackMoment.AtOnce"/>.</param>
public sealed record WriteBackRules(ValueList<WriteBackRule> Rules)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "write-backs-1.json";

    private static readonly string[] Moments = ["at-once", "first-scan", "early"];
    private static readonly Duration DelayMax = Duration.FromDays(30);

    /// <summary>The rules that hold when a host brings none: at once.</summary>
    public static PolicyDocument<WriteBackRules> Default { get; } = Load(EmbeddedPolicy.Read("write-backs.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The rules, or a refusal whose reasons list all problems with their JSON paths.</returns>
    public static Result<PolicyDocument<WriteBackRules>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    /// <summary>The policies with these rules, which name channels that the policies' profiles tell how to tell.</summary>
    internal static Result<KernelPolicies> With(KernelPolicies policies, PolicyDocument<WriteBackRules> document)
    {
        var known = policies.Profiles.Items.Where(p => p.Policy.WriteBack is not null).Select(p => p.Policy.Channel.Value)
            .Distinct().OrderBy(c => c, StringComparer.Ordinal).ToArray();
        var unknown = document.Policy.Rules.Items.Select((r, i) => (r.Channel, Path: $"$.rules[{i}].channel"))
            .Where(r => r.Channel is { } channel && Array.IndexOf(known, channel.Value) < 0)
            .Select(r => Reason.Of(OrderKernelCodes.WriteBackChannelUnknown, ("path", r.Path), ("channel", r.Channel!), ("known", string.Join(", ", known))))
            .ToValueList();
        return unknown.IsEmpty
            ? policies with { WriteBacks = document }
            : Refusal.Of(KernelCodes.DocumentInvalid, ("name", document.Reference.Name), ("count", unknown.Count)) with { Reasons = unknown };
    }

    /// <summary>The rule for a shop.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="shop">The shop.</param>
    public WriteBackRule For(ChannelId channel, ShopId shop) =>
        Rules.Items.FirstOrDefault(r => (r.Channel is null || r.Channel == channel) && (r.Shop is null || r.Shop == shop)) ?? WriteBackRule.AtOnce;

    private static WriteBackRules Read(DocumentReader root)
    {
        var rules = new List<WriteBackRule>();
        foreach (var rule in root.Children("rules"))
        {
            var (channel, shop, when) = (rule.TextOrNull("channel"), rule.TextOrNull("shop"), rule.Text("when"));
            if (channel is not null && !ChannelId.TryParse(channel, out _))
                rule.Report("channel", KernelCodes.DocumentValueInvalid, ("value", channel), ("expected", "channel id"));
            if (shop is not null && !ShopId.TryParse(shop, out _)) rule.Report("shop", KernelCodes.DocumentValueInvalid, ("value", shop), ("expected", "shop id"));
            var moment = when is null ? 0 : Array.IndexOf(Moments, when) + 1;
            if (when is not null && moment == 0)
                rule.Report("when", KernelCodes.DocumentValueInvalid, ("value", when), ("expected", string.Join(" | ", Moments)));
            var delay = rule.Has("delay") ? rule.Duration("delay") : null;
            if (delay is { } wait && (wait < Duration.Zero || wait > DelayMax))
                rule.Report("delay", KernelCodes.DocumentValueInvalid, ("value", wait), ("expected", "a duration of at most P30D"));
            var read = new WriteBackRule(
                ChannelId.TryParse(channel, out var c) ? c : null, ShopId.TryParse(shop, out var s) ? s : null, (WriteBackMoment)moment,
                delay ?? Duration.Zero);
            var before = rules.FindIndex(r => r.Covers(read));
            if (before >= 0) rule.ReportAt(rule.Path, OrderKernelCodes.WriteBackShadowed, ("before", $"{root.Path}.rules[{before}]"));
            rule.Close();
            rules.Add(read);
        }

        return new(rules.ToValueList());
    }
}

/// <summary>When the channel of a shop hears of a parcel.</summary>
/// <param name="Channel">The channel; null for all.</param>
/// <param name="Shop">The shop; null for all.</param>
/// <param name="When">At which event.</param>
/// <param name="Delay">How long after it; zero or more.</param>
public sealed record WriteBackRule(ChannelId? Channel, ShopId? Shop, WriteBackMoment When, Duration Delay)
{
    /// <summary>The rule of whoever has none.</summary>
    public static WriteBackRule AtOnce { get; } = new(null, null, WriteBackMoment.AtOnce, Duration.Zero);

    internal bool Covers(WriteBackRule other) => (Channel is null || Channel == other.Channel) && (Shop is null || Shop == other.Shop);
}
