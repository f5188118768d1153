using NodaTime;

namespace OrderKernel.Logistics;

/// <summary>Reads a track vocabulary; no code, text or carrier may stand there twice, and only exceptions have a reason.</summary>
internal static class TrackVocabularyReader
{
    public static TrackVocabulary Read(DocumentReader root)
    {
        var source = root.Text("source") ?? "";
        var name = root.Text("zone");
        var zone = name is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (name is not null && zone is null) root.Report("zone", KernelCodes.DocumentValueInvalid, ("value", name), ("expected", "IANA time zone"));

        var codes = new Dictionary<string, TrackMeaning>(StringComparer.Ordinal);
        foreach (var row in root.Children("codes"))
        {
            var code = row.Text("code");
            row.Text("meaning");
            var meaning = Meaning(row);
            if (code is not null && meaning is not null && !codes.TryAdd(code, meaning)) Twice(row, "code", code);
        }

        if (codes.Count == 0) root.Report("codes", KernelCodes.DocumentPropertyMissing);
        var texts = new List<(string, TrackMeaning)>();
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in root.Children("texts"))
        {
            var text = row.Text("contains");
            var meaning = Meaning(row);
            if (text is null || meaning is null) continue;
            if (text.Length == 0 || !words.Add(text)) Twice(row, "contains", text);
            texts.Add((text, meaning));
        }

        return new(source, zone ?? DateTimeZone.Utc, codes, texts.ToArray(), Carriers(root));
    }

    private static Dictionary<string, CarrierId> Carriers(DocumentReader root)
    {
        var carriers = new Dictionary<string, CarrierId>(StringComparer.Ordinal);
        foreach (var row in root.Children("carriers"))
        {
            var (code, carrier) = (row.Text("code"), row.Text("carrier"));
            row.TextOrNull("name");
            Evidence(row);
            row.Close();
            if (carrier is not null && !CarrierId.TryParse(carrier, out _))
                row.Report("carrier", KernelCodes.DocumentValueInvalid, ("value", carrier), ("expected", "carrier id"));
            else if (code is not null && carrier is not null && !carriers.TryAdd(code, CarrierId.Of(carrier))) Twice(row, "code", code);
        }

        return carriers;
    }

    private static TrackMeaning? Meaning(DocumentReader row)
    {
        var node = row.Word<TrackNode>("node");
        var exception = row.WordOrNull<TrackExceptionReason>("exception");
        var deliveredTo = row.WordOrNull<DeliveryKind>("deliveredTo");
        Evidence(row);
        row.Close();
        if (node is not { } known) return null;
        if ((known == TrackNode.Exception) != (exception is not null))
            row.Report("exception", KernelCodes.DocumentValueInvalid, ("value", exception), ("expected", "a reason exactly for Exception"));
        if (deliveredTo is not null && known != TrackNode.Delivered)
            row.Report("deliveredTo", KernelCodes.DocumentValueInvalid, ("value", deliveredTo), ("expected", "only for Delivered"));
        return new(known, exception, deliveredTo);
    }

    private static void Evidence(DocumentReader row)
    {
        if (row.Text("evidence") is { } evidence and not ("seen" or "inferred" or "weak"))
            row.Report("evidence", KernelCodes.DocumentValueInvalid, ("value", evidence), ("expected", "seen|inferred|weak"));
    }

    private static void Twice(DocumentReader row, string name, string value) =>
        row.Report(name, KernelCodes.DocumentValueInvalid, ("value", value), ("expected", "each once, not empty"));
}
