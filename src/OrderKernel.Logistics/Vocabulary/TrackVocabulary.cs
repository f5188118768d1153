using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace OrderKernel.Logistics;

/// <summary>How one source of tracks speaks: its codes, its texts where it gives no codes, its names of carriers, its time zone.</summary>
/// <remarks>Source: capability G9. Each row of the document says whether it was seen in real tracks or inferred.</remarks>
public sealed class TrackVocabulary
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "track-vocabulary-1.json";

    private readonly IReadOnlyDictionary<string, TrackMeaning> _codes;
    private readonly IReadOnlyDictionary<string, CarrierId> _carriers;
    private readonly (string Contains, TrackMeaning Meaning)[] _texts;

    internal TrackVocabulary(
        string source, DateTimeZone zone, IReadOnlyDictionary<string, TrackMeaning> codes, (string, TrackMeaning)[] texts,
        IReadOnlyDictionary<string, CarrierId> carriers) =>
        (Source, Zone, _codes, _texts, _carriers) = (source, zone, codes, texts, carriers);

    /// <summary>The vocabulary of kuaidi100 (快递100).</summary>
    public static PolicyDocument<TrackVocabulary> Kuaidi100 { get; } =
        Load(Embedded.Document("kuaidi100.track-vocabulary.json")).OrUnreachable("Embedded documents load");

    /// <summary>The source whose words these are.</summary>
    public string Source { get; }

    /// <summary>The zone of the source's local times.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The codes that the source is known to give, in ordinal order.</summary>
    public IEnumerable<string> Codes => _codes.Keys.OrderBy(c => c, StringComparer.Ordinal);

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>, whose reasons list every problem with its path.</remarks>
    public static Result<PolicyDocument<TrackVocabulary>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, TrackVocabularyReader.Read);

    /// <summary>What a state or status code means; false when the source is not known to give it.</summary>
    /// <param name="code">The source's state or status code.</param>
    /// <param name="meaning">The node or exception; null where the answer is false.</param>
    public bool TryMean(string code, [NotNullWhen(true)] out TrackMeaning? meaning) => _codes.TryGetValue(code, out meaning);

    /// <summary>What a text means by the first rule whose words stand in it; false when none does.</summary>
    /// <param name="text">What a carrier reported, in clear.</param>
    /// <param name="meaning">The node or exception; null where the answer is false.</param>
    public bool TryRead(string text, [NotNullWhen(true)] out TrackMeaning? meaning)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (words, means) in _texts)
        {
            if (text.IndexOf(words, StringComparison.Ordinal) < 0) continue;
            meaning = means;
            return true;
        }

        meaning = null;
        return false;
    }

    /// <summary>Our id of a carrier by the source's code for it; false when it is not known.</summary>
    /// <param name="code">The source's code, with the same case.</param>
    /// <param name="carrier">Our id; <c>default</c> where the answer is false.</param>
    public bool TryCarrier(string code, out CarrierId carrier) => _carriers.TryGetValue(code, out carrier);
}
