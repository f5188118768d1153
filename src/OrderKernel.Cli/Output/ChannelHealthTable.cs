using OrderKernel.Channels;
using OrderKernel.Cli.Report;

namespace OrderKernel.Cli.Output;

/// <summary>The table of how channels' records could be read: those of which there is something to say, and what drifted.</summary>
internal static class ChannelHealthTable
{
    public static void Print(ValueList<ChannelHealth> channels, Labels labels)
    {
        if (Rows(channels, labels) is not { Count: > 0 } rows) return;
        Terminal.Table(labels["table.channel-health"], Heads(labels).Items, rows);
        foreach (var drift in channels.Items.SelectMany(c => Drifts(c, labels))) Terminal.Say("  " + drift);
    }

    public static ValueList<string> Heads(Labels labels) =>
    [
        labels["head.channel-shop"], "#" + labels["head.records"], "#" + labels["head.put-away"], "#" + labels["head.tolerated"], labels["head.worst-hour"],
    ];

    public static List<string[]> Rows(ValueList<ChannelHealth> channels, Labels labels) => [.. channels.Items.Where(c => c.IsNotable).Select(c => new[]
    {
        $"{c.Channel}/{c.Shop}", Html.Number(c.Total.Records), Html.Number(c.Total.Of(RecordEnd.Parked)), Html.Number(c.Total.Tolerated),
        c.Worst.FirstOrDefault() is { } hour ? Hour(hour, labels) : "–",
    })];

    /// <summary>What drifted, in words.</summary>
    public static IEnumerable<string> Drifts(ChannelHealth channel, Labels labels) =>
        channel.Drifts.Items.Select(d => $"{channel.Channel}/{channel.Shop} · {labels.Coded(d.ToReason())}");

    private static string Hour(HourTally hour, Labels labels) => labels.Text("health.worst-hour", ("hour", labels.Time(hour.Start)),
        ("parked", Html.Number(hour.Of(RecordEnd.Parked))), ("tolerated", Html.Number(hour.Tolerated)), ("records", Html.Number(hour.Records)));
}
