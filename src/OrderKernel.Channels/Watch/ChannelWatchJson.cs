using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Channels;

/// <summary>How a channel does, as JSON.</summary>
internal static class ChannelWatchJson
{
    public static ReadOnlyMemory<byte> Write(ChannelWatchState state)
    {
        using var stream = new MemoryStream();
        using (var w = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = CanonicalJson.Encoder }))
        {
            w.WriteStartObject();
            CircuitJson.Write(w, state.Circuit);
            if (state.Cause is { } cause) w.WriteString("cause", cause.ToString());
            if (state.CountsFrom is { } from) w.WriteString("countsFrom", InstantPattern.ExtendedIso.Format(from));
            if (state.Unproved > 0) w.WriteNumber("unproved", state.Unproved);
            w.WriteStartArray("drifting");
            foreach (var drift in state.Drifting) w.WriteStringValue(drift);
            w.WriteEndArray();
            w.WriteStartArray("untold");
            foreach (var reason in state.Untold) Write(w, reason);
            w.WriteEndArray();
            ChannelTallyJson.Write(w, state.Tally);
            w.WriteEndObject();
        }

        return stream.ToArray();
    }

    public static Result<ChannelWatchState> Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            var circuit = CircuitJson.Read(root);
            return new ChannelWatchState
            {
                Circuit = circuit,
                Cause = circuit.Phase == CircuitPhase.Closed ? null : CauseOf(root.GetProperty("cause").GetString()),
                CountsFrom = root.TryGetProperty("countsFrom", out var from) ? ChannelTallyJson.At(from) : null,
                Unproved = root.TryGetProperty("unproved", out var unproved) ? Math.Max(0, unproved.GetInt32()) : 0,
                Drifting = root.GetProperty("drifting").EnumerateArray().Select(Text).ToValueList(),
                Untold = root.GetProperty("untold").EnumerateArray().Select(ReasonOf).ToValueList(),
                Tally = ChannelTallyJson.Read(root),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or UnparsableValueException)
        {
            return Refusal.Of(ChannelsCodes.WatchStateInvalid, ("bytes", bytes.Length));
        }
    }

    private static void Write(Utf8JsonWriter w, Reason reason)
    {
        w.WriteStartObject();
        w.WriteString("code", reason.Code);
        w.WriteStartArray("arguments");
        foreach (var (name, value) in reason.Arguments)
        {
            w.WriteStringValue(name);
            w.WriteStringValue(value);
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static Reason ReasonOf(JsonElement element)
    {
        var texts = element.GetProperty("arguments").EnumerateArray().Select(Text).ToList();
        var arguments = Enumerable.Range(0, texts.Count / 2).Select(i => new Argument(texts[2 * i], texts[(2 * i) + 1])).ToValueList();
        return new(Text(element.GetProperty("code")), arguments);
    }

    private static CircuitCause CauseOf(string? word) => word switch
    {
        nameof(CircuitCause.Failing) => CircuitCause.Failing,
        nameof(CircuitCause.Unsigned) => CircuitCause.Unsigned,
        nameof(CircuitCause.Drift) => CircuitCause.Drift,
        _ => throw new FormatException(),
    };

    private static string Text(JsonElement element) => element.GetString() ?? throw new FormatException();
}
