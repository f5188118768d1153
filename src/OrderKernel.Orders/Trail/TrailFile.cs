using System.Buffers;
using System.Text.Json;
using NodaTime.Text;

namespace OrderKernel.Orders;

/// <summary>An order's trail as JSON Lines, to be verified anywhere without the store.</summary>
/// <remarks>
/// <para>First line <c>{"trail":"trail-1","tenant","kind","key"}</c>; then one line an event:
/// <c>{"version","type","at","previous","sha256","hash","event":{…}}</c>, the event being the stored bytes
/// as they are (reformatting them breaks the trail; left out where the detail was dropped); then <c>{"head":{"version","hash"}}</c> and, where known,
/// <c>{"anchor":{"version","hash"}}</c>.</para>
/// <para>The anchor line lies in the same file for convenience: who can rewrite the file can rewrite it too, so keep the anchored head elsewhere as well
/// and hand it to <see cref="TrailVerifier"/>.</para>
/// </remarks>
public static class TrailFile
{
    /// <summary>The format's name in the first line.</summary>
    public const string Format = "trail-1";

    private static readonly JsonWriterOptions Options = new() { Encoder = CanonicalJson.Encoder, SkipValidation = true };

    /// <summary>Writes a trail.</summary>
    /// <param name="head">The stream's head.</param>
    /// <param name="envelopes">All its events, in order.</param>
    /// <param name="anchored">The stream's head as an anchor outside the store knows it; null when none does.</param>
    public static byte[] Write(StreamHead head, IEnumerable<EventEnvelope> envelopes, StreamHead? anchored)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(envelopes);
        using var file = new MemoryStream();
        using var writer = new Utf8JsonWriter(file, Options);
        Line(file, writer, () =>
        {
            writer.WriteString("trail", Format);
            writer.WriteString("tenant", head.Stream.Tenant.Value);
            writer.WriteString("kind", head.Stream.Kind);
            writer.WriteString("key", head.Stream.Key);
        });
        var previous = ChainHash.Genesis(head.Stream);
        foreach (var envelope in envelopes)
        {
            Line(file, writer, () => Event(writer, envelope, previous));
            previous = envelope.Hash;
        }

        Line(file, writer, () => Head(writer, "head", head));
        if (anchored is not null) Line(file, writer, () => Head(writer, "anchor", anchored));
        return file.ToArray();
    }

    private static void Event(Utf8JsonWriter writer, EventEnvelope envelope, ChainHash previous)
    {
        writer.WriteNumber("version", envelope.Version);
        writer.WriteString("type", envelope.Type);
        writer.WriteString("at", InstantPattern.ExtendedIso.Format(envelope.At));
        writer.WriteString("previous", previous.ToString());
        writer.WriteString("sha256", ChainHash.Of(DroppedDetail.Digest(envelope.Bytes).Span).ToString());
        writer.WriteString("hash", envelope.Hash.ToString());
        if (envelope.IsDropped) return;
        writer.WritePropertyName("event");
        writer.WriteRawValue(envelope.Bytes.Span, skipInputValidation: true);
    }

    private static void Head(Utf8JsonWriter writer, string name, StreamHead head)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("version", head.Version);
        writer.WriteString("hash", head.Hash.ToString());
        writer.WriteEndObject();
    }

    private static void Line(MemoryStream file, Utf8JsonWriter writer, Action write)
    {
        writer.WriteStartObject();
        write();
        writer.WriteEndObject();
        writer.Flush();
        file.WriteByte((byte)'\n');
        writer.Reset();
    }
}
