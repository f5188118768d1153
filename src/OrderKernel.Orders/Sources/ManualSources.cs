namespace OrderKernel.Orders;

/// <summary>From where orders of manual channels may come: without a source of this list they are not placed.</summary>
/// <param name="Channels">Channels whose orders people enter.</param>
/// <param name="Sources">The sources, in document order.</param>
public sealed record ManualSources(ValueList<ChannelId> Channels, ValueList<ManualSource> Sources)
{
    /// <summary>The schema that a document must name.</summary>
    public const string Schema = "manual-sources-1.json";

    /// <summary>The embedded document.</summary>
    public static PolicyDocument<ManualSources> Default { get; } = Load(EmbeddedDocument.Read("manual-sources.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The sources, or a refusal whose reasons list all problems with their JSON paths.</returns>
    public static Result<PolicyDocument<ManualSources>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    /// <summary>The source that an order names, by id or by its name in either language.</summary>
    /// <param name="channel">The order's channel.</param>
    /// <param name="source">What the order names; null or empty for nothing.</param>
    /// <returns>The source; null for an order of another channel that names none; or a refusal that lists what is allowed.</returns>
    /// <remarks>Refuses with: <see cref="OrdersCodes.SourceMissing"/>, <see cref="OrdersCodes.SourceUnknown"/>.</remarks>
    public Result<SourceId?> Of(ChannelId channel, string? source)
    {
        if (string.IsNullOrWhiteSpace(source))
            return Channels.Items.Contains(channel)
                ? Refusal.Of(OrdersCodes.SourceMissing, ("channel", channel), ("allowed", Allowed()))
                : Result.Ok<SourceId?>(null);
        var named = source!.Trim();
        foreach (var known in Sources)
        {
            if (known.Id.Value == named || known.Chinese == named || known.English == named) return Result.Ok<SourceId?>(known.Id);
        }

        return Refusal.Of(OrdersCodes.SourceUnknown, ("source", named.Length > 64 ? named.Substring(0, 64) : named), ("allowed", Allowed()));
    }

    private string Allowed() => string.Join(", ", Sources.Items.Select(s => $"{s.Id} ({s.Chinese})"));

    private static ManualSources Read(DocumentReader root)
    {
        var channels = new List<ChannelId>();
        var words = root.Texts("channels");
        for (var i = 0; i < words.Count; i++)
        {
            if (ChannelId.TryParse(words[i], out var channel)) channels.Add(channel);
            else root.ReportAt($"$.channels[{i}]", KernelCodes.DocumentValueInvalid, ("value", words[i]), ("expected", "a channel"));
        }

        var (sources, seen) = (new List<ManualSource>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var entry in root.Children("sources"))
        {
            var (id, zh, en) = (entry.Text("id"), entry.Text("zh"), entry.Text("en"));
            entry.Close();
            if (id is null || zh is null || en is null) continue;
            if (!SourceId.TryParse(id, out var known)) entry.Report("id", KernelCodes.DocumentValueInvalid, ("value", id), ("expected", "1-128 characters"));
            // A name that means two sources would name neither.
            foreach (var name in new[] { id, zh, en }.Distinct())
            {
                if (name.Trim().Length == 0 || !seen.Add(name))
                    entry.Report(name == id ? "id" : name == zh ? "zh" : "en", KernelCodes.DocumentValueInvalid, ("value", name),
                        ("expected", "a name of this source alone"));
            }

            sources.Add(new(known, zh, en));
        }

        if (channels.Count > 0 && sources.Count == 0) root.Report("sources", KernelCodes.DocumentPropertyMissing);
        return new(channels.ToValueList(), sources.ToValueList());
    }
}

/// <summary>One source of orders that people enter.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Chinese">Its name in simplified Chinese.</param>
/// <param name="English">Its name in English.</param>
public sealed record ManualSource(SourceId Id, string Chinese, string English);
