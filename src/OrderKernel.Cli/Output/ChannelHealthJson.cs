using System.Text.Json;
using NodaTime.Text;
using OrderKernel.Channels;

namespace OrderKernel.Cli.Output;

/// <summary>How channels' records could be read, within the object of <c>run --json</c>.</summary>
internal static class ChannelHealthJson
{
    public static void Write(Utf8JsonWriter writer, IEnumerable<ChannelHealth> channels)
    {
        writer.WriteStartArray("channelHealth");
        foreach (var channel in channels) Write(writer, channel);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ChannelHealth channel)
    {
        writer.WriteStartObject();
        writer.WriteString("profile", channel.Channel);
        writer.WriteString("shop", channel.Shop);
        Counts(writer, channel.Total);
        writer.WriteStartObject("parkedBy");
        foreach (var (code, count) in channel.Total.ParkedBy) writer.WriteNumber(code, count);
        writer.WriteEndObject();
        writer.WriteStartArray("worstHours");
        foreach (var hour in channel.Worst)
        {
            writer.WriteStartObject();
            writer.WriteString("hour", InstantPattern.General.Format(hour.Start));
            Counts(writer, hour);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("drifts");
        foreach (var drift in channel.Drifts)
        {
            writer.WriteStartObject();
            writer.WriteString("code", drift.ToReason().Code);
            foreach (var (name, value) in drift.ToReason().Arguments) writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter writer, HourTally tally)
    {
        writer.WriteNumber("records", tally.Records);
        writer.WriteNumber("skipped", tally.Of(RecordEnd.Skipped));
        writer.WriteNumber("parked", tally.Of(RecordEnd.Parked));
        writer.WriteNumber("tolerated", tally.Tolerated);
    }
}
