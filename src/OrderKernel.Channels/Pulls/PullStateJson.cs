using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Channels;

/// <summary>How far a feed is pulled, as JSON.</summary>
internal static class PullStateJson
{
    private const int FailuresMax = 1001;

    public static ReadOnlyMemory<byte> Write(PullState state)
    {
        using var stream = new MemoryStream();
        using (var w = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = CanonicalJson.Encoder }))
        {
            w.WriteStartObject();
            At(w, "start", state.Start);
            At(w, "through", state.Through);
            if (state.Window is { } window)
            {
                w.WriteStartObject("window");
                At(w, "from", window.From);
                At(w, "to", window.To);
                w.WriteString("why", window.Why.ToString());
                w.WriteEndObject();
            }

            if (state.Cursor is not null) w.WriteString("cursor", state.Cursor);
            At(w, "scannedThrough", state.ScannedThrough);
            At(w, "scanEnd", state.ScanEnd);
            At(w, "scannedAt", state.ScannedAt);
            w.WriteNumber("tries", state.Tries);
            At(w, "notBefore", state.NotBefore);
            w.WriteNumber("failedInARow", state.FailedInARow);
            CircuitJson.Write(w, state.Circuit);
            w.WriteStartArray("failures");
            foreach (var failure in state.Failures) w.WriteStringValue(InstantPattern.ExtendedIso.Format(failure));
            w.WriteEndArray();
            At(w, "toldAt", state.ToldAt);
            At(w, "fullAt", state.FullAt);
            w.WriteEndObject();
        }

        return stream.ToArray();
    }

    public static Result<PullState> Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            var failures = root.GetProperty("failures").EnumerateArray().Take(FailuresMax).Select(Of).ToValueList();
            return PullState.StartingAt(Of(root.GetProperty("start"))) with
            {
                Through = Of(root.GetProperty("through")),
                Window = root.TryGetProperty("window", out var w) ? new(Of(w.GetProperty("from")), Of(w.GetProperty("to")), WhyOf(w.GetProperty("why"))) : null,
                Cursor = root.TryGetProperty("cursor", out var cursor) ? cursor.GetString() : null,
                ScannedThrough = Of(root.GetProperty("scannedThrough")),
                ScanEnd = Maybe(root, "scanEnd"),
                ScannedAt = Of(root.GetProperty("scannedAt")),
                Tries = Math.Max(0, root.GetProperty("tries").GetInt32()),
                NotBefore = Maybe(root, "notBefore"),
                FailedInARow = Math.Max(0, root.GetProperty("failedInARow").GetInt32()),
                Circuit = CircuitJson.Read(root),
                Failures = failures,
                ToldAt = Maybe(root, "toldAt"),
                FullAt = Of(root.GetProperty("fullAt")),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or UnparsableValueException)
        {
            return Refusal.Of(ChannelsCodes.PullStateInvalid, ("bytes", bytes.Length));
        }
    }

    private static void At(Utf8JsonWriter writer, string name, Instant? at)
    {
        if (at is { } instant) writer.WriteString(name, InstantPattern.ExtendedIso.Format(instant));
    }

    private static Instant Of(JsonElement element)
    {
        var at = InstantPattern.ExtendedIso.Parse(element.GetString() ?? "").GetValueOrThrow();
        return PullState.IsSensible(at) ? at : throw new FormatException();
    }

    private static Instant? Maybe(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? Of(value) : null;

    private static PullReason WhyOf(JsonElement element) => element.GetString() switch
    {
        nameof(PullReason.Next) => PullReason.Next,
        nameof(PullReason.Scan) => PullReason.Scan,
        _ => throw new FormatException(),
    };
}
