namespace OrderKernel.Channels;

/// <summary>What a row of a status table says, in the words of the document.</summary>
internal static class StatusRowText
{
    public static string Of(StatusRow row)
    {
        var said = new List<string>();
        Add("payment", row.Payment);
        Add("fulfilment", row.Fulfilment);
        Add("afterSales", row.AfterSales);
        Add("outcome", row.Outcome);
        Add("terms", row.Terms);
        Add("kind", row.Kind);
        Add("awaited", row.Awaited);
        Add("endedBy", row.EndedBy);
        foreach (var hold in row.Holds) said.Add($"hold={hold}");
        foreach (var (terms, hold) in row.HoldsUnder) said.Add($"hold={hold} ({terms})");
        foreach (var (terms, payment) in row.Under) said.Add($"payment={payment} ({terms})");
        foreach (var (kind, status) in row.ByKind) said.Add($"afterSales={status} ({kind})");
        if (row.IsDisputed) said.Add("disputed");
        if (row.IsSkipped) said.Add("skip");
        return said.Count == 0 ? "-" : string.Join("; ", said);

        void Add<T>(string axis, T? word) where T : struct
        {
            if (word is { } told) said.Add($"{axis}={told}");
        }
    }
}
