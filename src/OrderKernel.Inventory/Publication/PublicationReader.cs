using NodaTime;
using OrderKernel.Workflow;

namespace OrderKernel.Inventory;

/// <summary>Reads a publication document; what its rules do to one another is looked at in <see cref="PublicationChecks"/>.</summary>
internal static class PublicationReader
{
    private const int KeyMax = 128;
    private const long Largest = PublicationRules.UnitsMax;

    public static PublicationRules Read(DocumentReader root)
    {
        var shops = Shops(root);
        var sharing = root.TextOrNull("sharing") ?? "apart";
        if (sharing is not ("apart" or "common"))
            root.Report("sharing", KernelCodes.DocumentValueInvalid, ("value", sharing), ("expected", "apart | common"));
        var rules = root.Children("rules").Select(rule => Rule(rule, shops)).ToValueList();
        var read = new PublicationRules(shops, sharing == "common", rules);
        PublicationChecks.Run(root, read);
        return read;
    }

    private static ValueList<ChannelShop> Shops(DocumentReader root)
    {
        var shops = new List<ChannelShop>();
        foreach (var entry in root.Children("shops"))
        {
            var (channel, shop) = (entry.Text("channel"), entry.Text("shop"));
            entry.Close();
            if (channel is null || shop is null) continue;
            var (knownChannel, knownShop) = (Id<ChannelId>(entry, "channel", channel, ChannelId.TryParse), Id<ShopId>(entry, "shop", shop, ShopId.TryParse));
            if (knownChannel is null || knownShop is null) continue;
            var read = new ChannelShop(knownChannel.Value, knownShop.Value);
            // Together they are the key of what the shop was told.
            if (channel.Length + shop.Length >= KeyMax)
                entry.Report("shop", KernelCodes.DocumentValueInvalid, ("value", shop), ("expected", "channel and shop of at most 127 characters together"));
            else if (!shops.Contains(read)) shops.Add(read);
            else entry.Report("shop", KernelCodes.DocumentValueInvalid, ("value", shop), ("expected", "each shop once"));
        }

        return shops.ToValueList();
    }

    private static PublicationRule Rule(DocumentReader rule, ValueList<ChannelShop> shops)
    {
        var channel = rule.TextOrNull("channel") is { } c ? Id<ChannelId>(rule, "channel", c, ChannelId.TryParse) : null;
        var shop = rule.TextOrNull("shop") is { } s ? Id<ShopId>(rule, "shop", s, ShopId.TryParse) : null;
        var (skus, codes) = (Ids<SkuId>(rule, "skus", SkuId.TryParse), Ids<string>(rule, "codes", Code));
        if (skus is not null && codes is not null)
            rule.Report("codes", KernelCodes.DocumentValueInvalid, ("value", "codes"), ("expected", "skus or codes, not both"));
        var read = new PublicationRule(channel, shop, skus, codes)
        {
            Locations = Ids<LocationId>(rule, "locations", LocationId.TryParse),
            Pools = Ids<PoolId>(rule, "pools", PoolId.TryParse),
            Buffer = rule.WholeOrNull("buffer", 0, Largest) ?? 0,
            // One that is out of range has its finding; shares are added up without it.
            RatioBasisPoints = rule.Has("ratioBasisPoints")
                ? (int)(rule.Whole("ratioBasisPoints", 0, PublicationRule.WholeBasisPoints) ?? 0)
                : PublicationRule.WholeBasisPoints,
            Kept = rule.WholeOrNull("kept", 0, Largest) ?? 0,
            Plus = rule.WholeOrNull("plus", -Largest, Largest) ?? 0,
            Minimum = rule.WholeOrNull("minimum", 0, Largest) ?? 0,
            Maximum = rule.WholeOrNull("maximum", 0, Largest),
            DelistBelow = rule.WholeOrNull("delistBelow", 0, Largest) ?? 0,
            ListFrom = rule.WholeOrNull("listFrom", 0, Largest) ?? 0,
            From = rule.Has("from") ? rule.Instant("from") : null,
            Until = rule.Has("until") ? rule.Instant("until") : null,
            Hours = rule.ChildOrNull("hours") is { } hours ? Hours(hours) : null,
            Locks = Locks(rule),
        };
        rule.Close();
        if ((channel is not null || shop is not null) && !shops.Items.Any(read.Fits))
            rule.Report(shop is null ? "channel" : "shop", InventoryCodes.PublicationShopUnknown, ("channel", channel?.Value ?? "*"), ("shop", shop?.Value ?? "*"));
        if (read.Kept > 0 && (channel is null || shop is null || (skus is null && codes is null))) rule.Report("kept", InventoryCodes.PublicationKeptForAll);
        if (rule.Has("listFrom") && read.ListFrom < read.DelistBelow) Empty(rule, "listFrom", read.DelistBelow, read.ListFrom);
        if (read.Maximum is { } most)
        {
            if (read.Minimum > most) Empty(rule, "minimum", read.Minimum, most);
            if (Math.Max(read.ListFrom, read.DelistBelow) is var least && least > most)
                Empty(rule, rule.Has("listFrom") ? "listFrom" : "delistBelow", least, most);
        }

        if (read.From is { } from && read.Until is { } until && until <= from) Empty(rule, "until", from, until);
        return read with { ListFrom = Math.Max(read.ListFrom, read.DelistBelow) };
    }

    private static ValueList<PublicationLock> Locks(DocumentReader rule)
    {
        var locks = new List<PublicationLock>();
        foreach (var entry in rule.Children("locks"))
        {
            var (from, until, units) = (entry.Instant("from"), entry.Instant("until"), entry.Whole("units", 0, Largest));
            entry.Close();
            if (from is not { } start || until is not { } end || units is not { } number) continue;
            if (end <= start) Empty(entry, "until", start, end);
            var before = locks.FindIndex(l => l.From < end && start < l.Until);
            if (before >= 0) entry.ReportAt(entry.Path, InventoryCodes.PublicationLocksOverlap, ("before", $"{rule.Path}.locks[{before}]"));
            locks.Add(new(start, end, number));
        }

        return locks.ToValueList();
    }

    private static BusinessCalendar? Hours(DocumentReader hours)
    {
        var zone = hours.Text("zone") is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null;
        if (zone is null && hours.TextOrNull("zone") is { } unknown)
            hours.Report("zone", KernelCodes.DocumentValueInvalid, ("value", unknown), ("expected", "a zone of the time-zone database"));
        var week = new Dictionary<IsoDayOfWeek, ValueList<OpenHours>>();
        var isSound = true;
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            var open = new List<OpenHours>();
            var texts = hours.Texts($"{day}");
            for (var i = 0; i < texts.Count; i++)
            {
                if (OpenHours.TryParse(texts[i], out var span) && (open.Count == 0 || open[^1].ToMinute <= span.FromMinute)) open.Add(span);
                else
                {
                    isSound = false;
                    hours.ReportAt($"{hours.Path}.{day}[{i}]", KernelCodes.DocumentValueInvalid,
                        ("value", texts[i]), ("expected", "hours such as 09:00-22:00, in order, without overlap"));
                }
            }

            if (open.Count > 0) week.Add(day, open.ToValueList());
        }

        hours.Close();
        if (isSound && week.Count == 0) hours.ReportAt(hours.Path, KernelCodes.DocumentValueInvalid, ("value", "{}"), ("expected", "hours of one weekday at least"));
        return zone is null || !isSound || week.Count == 0 ? null : BusinessCalendar.Of("publication", zone, week);
    }

    private delegate bool TryParse<T>(string? text, out T value);

    private static bool Code(string? text, out string code) => (code = text ?? "").Length is > 0 and <= 128;

    private static T? Id<T>(DocumentReader reader, string name, string text, TryParse<T> parse) where T : struct
    {
        if (parse(text, out var id)) return id;
        reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "id"));
        return null;
    }

    /// <summary>A list that says something: null where it is left out, and each entry once.</summary>
    private static ValueList<T>? Ids<T>(DocumentReader rule, string name, TryParse<T> parse)
    {
        if (!rule.Has(name)) return null;
        var ids = new List<T>();
        var texts = rule.Texts(name);
        if (texts.Count == 0) rule.Report(name, KernelCodes.DocumentValueInvalid, ("value", "[]"), ("expected", "one id at least, or nothing for all"));
        for (var i = 0; i < texts.Count; i++)
        {
            if (parse(texts[i], out var id) && !ids.Contains(id)) ids.Add(id);
            else rule.ReportAt($"{rule.Path}.{name}[{i}]", KernelCodes.DocumentValueInvalid, ("value", texts[i]), ("expected", "id, each once"));
        }

        return ids.ToValueList();
    }

    private static void Empty(DocumentReader reader, string name, object from, object to) =>
        reader.Report(name, InventoryCodes.PublicationRangeEmpty, ("from", from), ("to", to));
}
