using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Channels;

/// <summary>A circuit within the JSON of a state. A closed one leaves nothing.</summary>
internal static class CircuitJson
{
    public static void Write(Utf8JsonWriter writer, Circuit circuit)
    {
        if (circuit.Phase == CircuitPhase.Closed) return;
        writer.WriteStartObject("circuit");
        writer.WriteString("phase", circuit.Phase.ToString());
        writer.WriteString("openedAt", InstantPattern.ExtendedIso.Format(circuit.OpenedAt!.Value));
        writer.WriteString("tryAt", InstantPattern.ExtendedIso.Format(circuit.TryAt!.Value));
        writer.WriteNumber("trying", circuit.Trying);
        writer.WriteNumber("succeeded", circuit.Succeeded);
        writer.WriteEndObject();
    }

    public static Circuit Read(JsonElement root)
    {
        if (!root.TryGetProperty("circuit", out var circuit)) return Circuit.Closed;
        var phase = circuit.GetProperty("phase").GetString() switch
        {
            nameof(CircuitPhase.Open) => CircuitPhase.Open,
            nameof(CircuitPhase.HalfOpen) => CircuitPhase.HalfOpen,
            _ => throw new FormatException(),
        };
        return Circuit.Of(phase, At(circuit, "openedAt"), At(circuit, "tryAt"), circuit.GetProperty("trying").GetInt32(),
            circuit.GetProperty("succeeded").GetInt32());
    }

    private static Instant At(JsonElement element, string name)
    {
        var at = InstantPattern.ExtendedIso.Parse(element.GetProperty(name).GetString() ?? "").GetValueOrThrow();
        return PullState.IsSensible(at) ? at : throw new FormatException();
    }
}
