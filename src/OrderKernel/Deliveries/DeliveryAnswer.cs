using System.Text.Json;

namespace OrderKernel.Deliveries;

/// <summary>What became of a delivered record. 0 is unset.</summary>
public enum DeliveryOutcome
{
    /// <summary>It changed something.</summary>
    Applied = 1,

    /// <summary>It is older than what is known and changed nothing.</summary>
    Stale = 2,

    /// <summary>It contradicts a ledger; what could be kept was kept and a person decides.</summary>
    Conflict = 3,

    /// <summary>It cannot be used yet or at all; its raw bytes are kept.</summary>
    Parked = 4,

    /// <summary>The same record came in another delivery before.</summary>
    Duplicate = 5,

    /// <summary>The profile says that such records are none of our business.</summary>
    Skipped = 6,
}

/// <summary>The answer that every repeat of a delivery gets.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Kind">What kind of record it was, such as <c>claim</c> or <c>track</c>.</param>
/// <param name="Code">The code of a conflict's or parking's reason; null otherwise.</param>
/// <param name="Stream">The stream that it concerned; null when none.</param>
public sealed record DeliveryAnswer(DeliveryOutcome Outcome, string Kind, string? Code, string? Stream)
{
    /// <summary>True when the record placed an order: the one that told enough of it first.</summary>
    public bool IsPlaced { get; init; }

    /// <summary>The answer as canonical bytes.</summary>
    public ReadOnlyMemory<byte> ToBytes()
    {
        using var stream = new MemoryStream(96);
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = CanonicalJson.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("outcome", Outcome.ToString());
            writer.WriteString("kind", Kind);
            if (Code is not null) writer.WriteString("code", Code);
            if (Stream is not null) writer.WriteString("stream", Stream);
            if (IsPlaced) writer.WriteBoolean("placed", true);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads an answer back; null when the bytes answer something else, such as a command.</summary>
    /// <param name="bytes">An answer of the inbox, as the store keeps it.</param>
    public static DeliveryAnswer? TryRead(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("outcome", out var word)
                || !Enum.TryParse<DeliveryOutcome>(word.GetString(), out var outcome)) return null;
            return new(outcome, root.GetProperty("kind").GetString()!, Text(root, "code"),
                Text(root, "stream")) { IsPlaced = root.TryGetProperty("placed", out var placed) && placed.ValueKind == JsonValueKind.True };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}
