namespace OrderKernel.Channels;

/// <summary>Reads the <c>writeBack</c> of a profile: what the channel takes when it is told of a parcel.</summary>
internal static class WriteBackLoader
{
    private const int WaybillsMost = 1_000;
    private static readonly string[] ScopeWords = ["order", "lines", "units"];

    /// <param name="reader">The profile.</param>
    /// <param name="known">The profile's codes of carriers, in the order of the document.</param>
    public static WriteBackTerms? Read(DocumentReader reader, IReadOnlyList<KeyValuePair<string, CarrierId>> known)
    {
        if (reader.ChildOrNull("writeBack") is not { } section) return null;
        var scope = (WriteBackScope)(FieldLoader.WordIndex(section, "scope", ScopeWords) + 1);
        var most = section.WholeOrNull("waybillsMax", 1, WaybillsMost);
        var takesSerials = section.Flag("serials", false);
        var carriers = new Dictionary<CarrierId, string>();
        if (section.ChildOrNull("carriers") is { } map)
        {
            foreach (var id in map.Keys())
            {
                if (!CarrierId.TryParse(id, out var carrier)) map.Report(id, KernelCodes.DocumentValueInvalid, ("value", id), ("expected", "carrier id"));
                else if (map.Text(id) is { Length: > 0 } code) carriers[carrier] = code;
            }
        }

        // What the channel calls a carrier in its own records it understands.
        foreach (var pair in known)
        {
            if (!carriers.ContainsKey(pair.Value)) carriers.Add(pair.Value, pair.Key);
        }

        var evidence = (EvidenceMark)(FieldLoader.WordIndex(section, "evidence", StatusLoader.EvidenceWords) + 1);
        _ = section.TextOrNull("note");
        section.Close();
        return new(scope, (int?)most, evidence) { Carriers = carriers, TakesSerials = takesSerials };
    }
}
